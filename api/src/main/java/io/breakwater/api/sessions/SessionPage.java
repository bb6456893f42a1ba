package io.breakwater.api.sessions;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.sessions.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/// Who is logged in, as pages need it:
///
/// ```
/// {"name":"robin","principal":"user:105e…","account":"default","expires":"…","idleExpires":"…",
///  "roles":[{"role":"Reader","namespace":null}],
///  "may":{"account":["image.list"],"namespaces":{"birds":["image.list","image.push"]}},
///  "registry":"localhost:5000","version":"1.0","oidc":false,"hasPassword":true}
/// ```
///
/// @param session empty, and both ends null, for who came with credentials instead
/// @param registry what `docker push` names this server by
/// @param oidc whether people log in through a provider here
record SessionPage(
    Principal.Known who,
    List<Grant> roles,
    Optional<Session> session,
    Rights rights,
    String registry,
    String version,
    boolean oidc,
    boolean hasPassword) {
  private static final String SERVICE = "container-registry.";

  void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("name", who.display());
    json.writeStringProperty("principal", who.id().toString());
    json.writeStringProperty("account", who.account().value());
    text(json, "expires", session.map(Session::expires).map(Instant::toString));
    text(json, "idleExpires", session.map(Session::idleExpires).map(Instant::toString));
    json.writeArrayPropertyStart("roles");
    for (var grant : roles) {
      json.writeStartObject();
      json.writeStringProperty("role", grant.role().label());
      text(json, "namespace", grant.namespace());
      json.writeEndObject();
    }
    json.writeEndArray();
    may(json);
    json.writeStringProperty("registry", registry);
    json.writeStringProperty("version", version);
    json.writeBooleanProperty("oidc", oidc);
    json.writeBooleanProperty("hasPassword", hasPassword);
    json.writeEndObject();
  }

  private void may(JsonGenerator json) {
    json.writeObjectPropertyStart("may");
    actions(json, "account", rights.account());
    json.writeObjectPropertyStart("namespaces");
    rights.namespaces().forEach((name, may) -> actions(json, name, may));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void actions(JsonGenerator json, String name, Set<Action> actions) {
    json.writeArrayPropertyStart(name);
    for (var action : actions) {
      json.writeString(action.actionName().substring(SERVICE.length()));
    }
    json.writeEndArray();
  }

  private static void text(JsonGenerator json, String name, Optional<String> value) {
    if (value.isPresent()) {
      json.writeStringProperty(name, value.get());
    } else {
      json.writeNullProperty(name);
    }
  }
}
