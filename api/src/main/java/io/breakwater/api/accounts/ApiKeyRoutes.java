package io.breakwater.api.accounts;

import io.breakwater.accounts.management.ApiKeys;
import io.breakwater.api.access.Caller;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/// API keys: one's own, and as a Manager those of others (`owner`, a name).
///
/// | call | body → answer |
/// |---|---|
/// | `GET /api/v2/api-keys?owner=` | `{"api_keys":[key]}` |
/// | `POST /api/v2/api-keys` | `{"name","owner","expires"}` → 201 key, with `key`, shown once |
/// | `DELETE /api/v2/api-keys/{key}?owner=` | 204 |
final class ApiKeyRoutes {
  private final ApiKeys keys;

  ApiKeyRoutes(AccountParts parts) {
    keys = parts.keys();
  }

  void add(GuardedRoutes routes) {
    routes.login("GET", "/api/v2/api-keys", "", this::list);
    routes.login("POST", "/api/v2/api-keys", "", this::create);
    routes.login("DELETE", "/api/v2/api-keys/{key}", "", this::delete);
  }

  private void list(Request request, Response response, Caller caller)
      throws Refusal, StoreException, IOException {
    var owner = Answers.given(request, "owner");
    var found = Answers.done(keys.list(Answers.caller(request, caller), owner));
    response.json(
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("api_keys");
          for (var key : found) {
            json.writeStartObject();
            Answers.key(json, key);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void create(Request request, Response response, Caller caller) throws Exception {
    var body = Body.read(request, Set.of("name", "owner", "expires"));
    var made =
        Answers.done(
            keys.create(
                Answers.caller(request, caller),
                body.text("owner"),
                body.required("name"),
                time(body.text("expires"))));
    response.status(201).header("Cache-Control", "no-store");
    response.json(
        json -> {
          json.writeStartObject();
          Answers.key(json, made.issued());
          json.writeStringProperty("key", made.key().reveal());
          json.writeEndObject();
        });
  }

  private void delete(Request request, Response response, Caller caller)
      throws Refusal, StoreException, IOException {
    var owner = Answers.given(request, "owner");
    var id = request.parameter("key");
    Answers.done(keys.delete(Answers.caller(request, caller), owner, id));
    response.status(204).send();
  }

  /// RFC 3339: `2026-12-31T00:00:00Z`.
  static Optional<Instant> time(Optional<String> text) throws Refusal {
    try {
      return text.map(each -> OffsetDateTime.parse(each).toInstant());
    } catch (DateTimeException e) {
      throw Body.invalid("a time is written as 2026-12-31T00:00:00Z");
    }
  }
}
