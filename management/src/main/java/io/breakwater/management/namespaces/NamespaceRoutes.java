package io.breakwater.management.namespaces;

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
import io.breakwater.management.bodies.SentJson;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// Namespaces.
///
/// | call | answer |
/// |---|---|
/// | `GET /api/v1/namespaces` | 200 `["birds"]` |
/// | `GET /api/v1/namespaces/details` | 200 list of `{"account","created_date","crn","name",…}` |
/// | `PUT /api/v1/namespaces/{name}` | 201, or 200 where it is the account's already |
/// | `PATCH /api/v1/namespaces/{name}` | 200: assigned to `X-Auth-Resource-Group` |
/// | `DELETE /api/v1/namespaces/{name}` | 204: with all its images, for good |
public final class NamespaceRoutes {
  private static final String ALL = "/api/v1/namespaces";
  private static final String ONE = ALL + "/{namespace}";
  private static final String GROUP = "X-Auth-Resource-Group";
  private static final AuditAction CREATE = action(Action.NAMESPACE_CREATE);
  private static final AuditAction DELETE = action(Action.NAMESPACE_DELETE);

  private final RegistryNamespaces namespaces;
  private final ResourceGroups groups;
  private final Audit audit;

  public NamespaceRoutes(
      RegistryNamespaces namespaces, Metadata metadata, InstantSource clock, Audit audit) {
    this.namespaces = namespaces;
    this.groups = new ResourceGroups(metadata, clock);
    this.audit = audit;
  }

  private static AuditAction action(Action action) {
    return AuditAction.parse(action.actionName());
  }

  public void add(GuardedRoutes routes) {
    routes.namespaces("GET", ALL, Action.NAMESPACE_LIST, NamespaceRoutes::names);
    routes.namespaces("GET", ALL + "/details", Action.NAMESPACE_LIST, this::details);
    routes.account("PUT", ONE, Action.NAMESPACE_CREATE, this::create);
    routes.namespace("PATCH", ONE, Action.NAMESPACE_CREATE, this::assign);
    routes.namespace("DELETE", ONE, Action.NAMESPACE_DELETE, this::delete);
  }

  private static void names(Request request, Response response, NamespacesCall call)
      throws IOException {
    response.json(
        json -> {
          json.writeStartArray();
          for (var state : call.namespaces()) {
            json.writeString(state.name());
          }
          json.writeEndArray();
        });
  }

  private void details(Request request, Response response, NamespacesCall call)
      throws StoreException, IOException {
    var assigned = groups.of(call.namespaces().stream().map(NamespaceState::name).toList());
    response.json(
        json -> {
          json.writeStartArray();
          for (var state : call.namespaces()) {
            detail(json, state, Optional.ofNullable(assigned.get(state.name())));
          }
          json.writeEndArray();
        });
  }

  private static void detail(
      JsonGenerator json, NamespaceState state, Optional<ResourceGroups.Assigned> assigned) {
    json.writeStartObject();
    json.writeStringProperty("account", state.account().value());
    json.writeStringProperty("created_date", state.created().toString());
    json.writeStringProperty("crn", crn(state));
    json.writeStringProperty("name", state.name());
    json.writeStringProperty(
        "resource_created_date", assigned.map(one -> one.since().toString()).orElse(""));
    json.writeStringProperty(
        "resource_group", assigned.map(ResourceGroups.Assigned::group).orElse(""));
    json.writeStringProperty("updated_date", state.updated().toString());
    json.writeEndObject();
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
    var group = group(request);
    boolean created = audit.done(request, call.caller(), CREATE, name, () -> made(name, call));
    if (created && group.isPresent()) {
      var _ = groups.assign(name, group.get());
    }
    response.status(created ? 201 : 200);
    answer(response, name);
  }

  private boolean made(String name, AccountCall call)
      throws Refusal, RegistryException, StoreException {
    var created = namespaces.create(name, call.account());
    if (!created && namespaces.find(name).filter(s -> ours(s, call)).isEmpty()) {
      throw Refusal.of(409, "CONFLICT", "the name " + name + " is taken; choose another");
    }
    return created;
  }

  private static boolean ours(NamespaceState state, AccountCall call) {
    return state.account().equals(call.account());
  }

  private static Optional<String> group(Request request) throws Refusal {
    var group = request.header(GROUP).map(String::strip).filter(text -> !text.isEmpty());
    if (group.isPresent() && !ResourceGroups.valid(group.get())) {
      throw SentJson.invalid(
          GROUP + " is the ID of a group: 1 to 128 letters, digits and any of . _ : / -");
    }
    return group;
  }

  private void assign(Request request, Response response, NamespaceCall call)
      throws Refusal, RegistryException, StoreException, IOException {
    var group = group(request);
    if (group.isEmpty()) {
      throw SentJson.invalid("send the ID of the resource group in the header " + GROUP);
    }
    var name = call.namespace().name();
    boolean assigned =
        audit.done(request, call.caller(), CREATE, name, () -> groups.assign(name, group.get()));
    if (!assigned) {
      throw RegistryException.noNamespace(name);
    }
    answer(response, name);
  }

  private static void answer(Response response, String name) throws IOException {
    response.json(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("namespace", name);
          json.writeEndObject();
        });
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
}
