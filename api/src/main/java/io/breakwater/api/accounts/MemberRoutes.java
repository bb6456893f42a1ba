package io.breakwater.api.accounts;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.management.Caller;
import io.breakwater.accounts.management.Member;
import io.breakwater.accounts.management.Outcome;
import io.breakwater.accounts.management.Roles;
import io.breakwater.accounts.management.ServiceIds;
import io.breakwater.accounts.management.Users;
import io.breakwater.accounts.passwords.Password;
import io.breakwater.api.access.AccountCall;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Users, service IDs and their roles.
///
/// | call | body → answer |
/// |---|---|
/// | `GET /api/v2/users?after=&limit=` | `{"users":[user],"next"}` |
/// | `POST /api/v2/users` | `{"name","password"}` → 201 user, with a generated `password` |
/// | `GET`, `DELETE /api/v2/users/{user}` | user · 204 |
/// | `PUT /api/v2/users/{user}/password` | `{"password"}` → user, with a generated `password` |
/// | `PUT /api/v2/password` | `{"old","new"}` → 204: one's own |
/// | `GET`, `POST /api/v2/service-ids` and `/{service}` | the same without passwords |
/// | `POST /api/v2/roles` | `{"to","role","namespace"}` → user or service ID |
/// | `DELETE /api/v2/roles?to=&role=&namespace=` | user or service ID |
final class MemberRoutes {
  private static final Set<String> NAMED = Set.of("name");

  private final Users users;
  private final ServiceIds services;
  private final Roles roles;

  MemberRoutes(AccountParts parts) {
    users = parts.users();
    services = parts.services();
    roles = parts.roles();
  }

  /// A list that is asked for.
  @FunctionalInterface
  private interface Listing {
    Outcome<List<Member>> list(Caller caller, String after, int limit) throws StoreException;
  }

  void add(GuardedRoutes routes) {
    var list = Action.IDENTITY_LIST;
    var manage = Action.IDENTITY_MANAGE;
    routes.account("GET", "/api/v2/users", list, (q, r, c) -> list(q, r, c, "users", users::list));
    routes.account("POST", "/api/v2/users", manage, this::createUser);
    routes.account(
        "GET",
        "/api/v2/users/{user}",
        list,
        (q, r, c) -> one(r, users.find(Answers.caller(q, c), q.parameter("user"))));
    routes.account(
        "DELETE",
        "/api/v2/users/{user}",
        manage,
        (q, r, c) -> gone(r, users.delete(Answers.caller(q, c), q.parameter("user"))));
    routes.account("PUT", "/api/v2/users/{user}/password", manage, this::resetPassword);
    routes.login("PUT", "/api/v2/password", "", this::changePassword);
    routes.account(
        "GET",
        "/api/v2/service-ids",
        list,
        (q, r, c) -> list(q, r, c, "service_ids", services::list));
    routes.account("POST", "/api/v2/service-ids", manage, this::createService);
    routes.account(
        "GET",
        "/api/v2/service-ids/{service}",
        list,
        (q, r, c) -> one(r, services.find(Answers.caller(q, c), q.parameter("service"))));
    routes.account(
        "DELETE",
        "/api/v2/service-ids/{service}",
        manage,
        (q, r, c) -> gone(r, services.delete(Answers.caller(q, c), q.parameter("service"))));
    // A Manager of one namespace gives roles there: which one, the body says.
    routes.listing("POST", "/api/v2/roles", manage, this::grant);
    routes.listing("DELETE", "/api/v2/roles", manage, this::revoke);
  }

  private static void list(
      Request request, Response response, AccountCall call, String name, Listing listing)
      throws Refusal, StoreException, IOException {
    var limit = Answers.limit(request);
    var after = request.query().first("after").orElse("");
    var found = Answers.done(listing.list(Answers.caller(request, call), after, limit));
    response.json(
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart(name);
          for (var member : found) {
            json.writeStartObject();
            Answers.member(json, member);
            json.writeEndObject();
          }
          json.writeEndArray();
          if (found.size() == limit) {
            json.writeStringProperty("next", found.getLast().identity().name().text());
          }
          json.writeEndObject();
        });
  }

  private static void one(Response response, Outcome<Member> outcome) throws Refusal, IOException {
    send(response, 200, Answers.done(outcome), Optional.empty());
  }

  private static void send(
      Response response, int status, Member member, Optional<Password> password)
      throws IOException {
    if (password.isPresent()) {
      response.header("Cache-Control", "no-store");
    }
    response.status(status);
    response.json(
        json -> {
          json.writeStartObject();
          Answers.member(json, member);
          if (password.isPresent()) {
            json.writeStringProperty("password", password.get().reveal());
          }
          json.writeEndObject();
        });
  }

  private static void gone(Response response, Outcome<Boolean> outcome)
      throws Refusal, IOException {
    Answers.done(outcome);
    response.status(204).send();
  }

  private void createUser(Request request, Response response, AccountCall call) throws Exception {
    var body = Body.read(request, Set.of("name", "password"));
    var made =
        Answers.done(
            users.create(
                Answers.caller(request, call), body.required("name"), body.text("password")));
    send(response, 201, made.member(), made.generated());
  }

  private void resetPassword(Request request, Response response, AccountCall call)
      throws Exception {
    var body = Body.read(request, Set.of("password"));
    var made =
        Answers.done(
            users.resetPassword(
                Answers.caller(request, call), request.parameter("user"), body.text("password")));
    send(response, 200, made.member(), made.generated());
  }

  private void changePassword(
      Request request, Response response, io.breakwater.api.access.Caller caller) throws Exception {
    var body = Body.read(request, Set.of("old", "new"));
    gone(
        response,
        users.changePassword(
            Answers.caller(request, caller), body.required("old"), body.required("new")));
  }

  private void createService(Request request, Response response, AccountCall call)
      throws Exception {
    var name = Body.read(request, NAMED).required("name");
    var made = Answers.done(services.create(Answers.caller(request, call), name));
    send(response, 201, made, Optional.empty());
  }

  private void grant(Request request, Response response, AccountCall call) throws Exception {
    var body = Body.read(request, Set.of("to", "role", "namespace"));
    one(
        response,
        roles.grant(
            Answers.caller(request, call),
            body.required("to"),
            role(body.required("role")),
            body.text("namespace")));
  }

  private void revoke(Request request, Response response, AccountCall call) throws Exception {
    var to = Answers.given(request, "to").orElseThrow(() -> Body.invalid("to whom? add to="));
    var role = Answers.given(request, "role").orElseThrow(() -> Body.invalid("add role="));
    one(
        response,
        roles.revoke(
            Answers.caller(request, call), to, role(role), Answers.given(request, "namespace")));
  }

  private static Role role(String text) throws Refusal {
    try {
      return Role.parse(text);
    } catch (IllegalArgumentException e) {
      throw Body.invalid(String.valueOf(e.getMessage()));
    }
  }
}
