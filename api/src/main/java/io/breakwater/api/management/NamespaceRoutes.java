package io.breakwater.api.management;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.api.access.AccountCall;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.NamespaceCall;
import io.breakwater.api.access.NamespacesCall;
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

/// Namespaces: `/api/v1/namespaces` lists, creates and deletes them, `/api/v2/namespaces/{name}`
/// shows and changes their settings ([NamespaceSettingsBody]).
public final class NamespaceRoutes {
  private static final AuditAction CREATE = action(Action.NAMESPACE_CREATE);
  private static final AuditAction DELETE = action(Action.NAMESPACE_DELETE);
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
    var all = "/api/v1/namespaces";
    routes.namespaces("GET", all, Action.NAMESPACE_LIST, this::names);
    routes.namespaces("GET", all + "/details", Action.NAMESPACE_LIST, this::details);
    routes.account("PUT", all + "/{namespace}", Action.NAMESPACE_CREATE, this::create);
    routes.namespace("DELETE", all + "/{namespace}", Action.NAMESPACE_DELETE, this::delete);
    var one = "/api/v2/namespaces/{namespace}";
    routes.namespace("GET", one, Action.SETTINGS_GET, (_, response, call) -> show(response, call));
    routes.namespace("PATCH", one, Action.SETTINGS_SET, this::change);
  }

  private void names(Request request, Response response, NamespacesCall call) throws IOException {
    response.json(
        json -> {
          json.writeStartArray();
          for (var state : call.namespaces()) {
            json.writeString(state.name());
          }
          json.writeEndArray();
        });
  }

  private void details(Request request, Response response, NamespacesCall call) throws IOException {
    response.json(
        json -> {
          json.writeStartArray();
          for (var state : call.namespaces()) {
            json.writeStartObject();
            json.writeStringProperty("account", state.account().value());
            json.writeStringProperty("created_date", state.created().toString());
            json.writeStringProperty("crn", crn(state));
            json.writeStringProperty("name", state.name());
            json.writeStringProperty("resource_created_date", state.created().toString());
            json.writeStringProperty("resource_group", "");
            json.writeStringProperty("updated_date", state.updated().toString());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /// In the form of IBM Cloud's resource names, of a cloud of one's own.
  private static String crn(NamespaceState state) {
    return "crn:v1:breakwater:private:container-registry::a/"
        + state.account()
        + "::namespace:"
        + state.name();
  }

  private void create(Request request, Response response, AccountCall call)
      throws Refusal, RegistryException, StoreException, IOException {
    var name = request.parameter("namespace");
    boolean created =
        audit.done(
            request, call.caller(), CREATE, name, () -> namespaces.create(name, call.account()));
    if (!created && namespaces.find(name).filter(s -> ours(s, call)).isEmpty()) {
      throw Refusal.of(409, "DENIED", "the name " + name + " is taken; choose another");
    }
    response.status(created ? 201 : 200);
    response.json(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("namespace", name);
          json.writeEndObject();
        });
  }

  private static boolean ours(NamespaceState state, AccountCall call) {
    return state.account().equals(call.account());
  }

  private void delete(Request request, Response response, NamespaceCall call)
      throws RegistryException, StoreException, IOException {
    var name = call.namespace().name();
    var _ =
        audit.done(
            request,
            call.caller(),
            DELETE,
            name,
            () -> {
              namespaces.delete(name);
              return true;
            });
    response.status(204).send();
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
