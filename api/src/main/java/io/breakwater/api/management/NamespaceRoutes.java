package io.breakwater.api.management;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.NamespaceCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.registry.namespaces.PullPolicy;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.store.StoreException;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;

/// Settings of namespaces: `/api/v2/namespaces/{name}` shows and changes them
/// ([NamespaceSettingsBody]).
public final class NamespaceRoutes {
  private static final AuditAction SET = action(Action.SETTINGS_SET);

  private final RegistryNamespaces namespaces;
  private final Audit audit;

  public NamespaceRoutes(RegistryNamespaces namespaces, Audit audit) {
    this.namespaces = namespaces;
    this.audit = audit;
  }

  private static AuditAction action(Action action) {
    return AuditAction.parse(action.actionName());
  }

  public void add(GuardedRoutes routes) {
    var one = "/api/v2/namespaces/{namespace}";
    routes.namespace("GET", one, Action.SETTINGS_GET, (_, response, call) -> show(response, call));
    routes.namespace("PATCH", one, Action.SETTINGS_SET, this::change);
  }

  private void change(Request request, Response response, NamespaceCall call)
      throws Refusal, RegistryException, StoreException, IOException {
    var change = NamespaceSettingsBody.read(request);
    var name = call.namespace().name();
    var _ =
        audit.done(
            request,
            call.caller(),
            SET,
            name,
            () -> {
              namespaces.change(name, change);
              return true;
            });
    show(response, call);
  }

  private void show(Response response, NamespaceCall call)
      throws RegistryException, StoreException, IOException {
    var name = call.namespace().name();
    var state = namespaces.current(name).orElseThrow(() -> RegistryException.noNamespace(name));
    response.json(json -> write(json, state));
  }

  private static void write(JsonGenerator json, NamespaceState state) {
    json.writeStartObject();
    json.writeStringProperty("name", state.name());
    json.writeStringProperty("account", state.account().value());
    json.writeBooleanProperty("anonymousPull", state.anonymousPull());
    if (state.quotaBytes().isPresent()) {
      json.writeNumberProperty("quotaBytes", state.quotaBytes().getAsLong());
    } else {
      json.writeNullProperty("quotaBytes");
    }
    json.writeNumberProperty("usedBytes", state.usedBytes());
    json.writeArrayPropertyStart("immutableTags");
    for (var pattern : state.immutableTags()) {
      json.writeString(pattern.toString());
    }
    json.writeEndArray();
    switch (state.pullPolicy()) {
      case PullPolicy.All _ -> json.writeStringProperty("pullPolicy", "all");
      case PullPolicy.ByVerdict(var grace) -> {
        json.writeStringProperty("pullPolicy", "verdict");
        json.writeStringProperty("pullGrace", grace.toString());
      }
    }
    json.writeStringProperty("created", state.created().toString());
    json.writeStringProperty("updated", state.updated().toString());
    json.writeEndObject();
  }
}
