package io.breakwater.api.sessions;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.apikeys.ApiKey;
import io.breakwater.accounts.directory.AccountStore;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.login.Credentials;
import io.breakwater.accounts.passwords.Password;
import io.breakwater.accounts.sessions.Session;
import io.breakwater.api.access.Authentication;
import io.breakwater.api.access.Browsers;
import io.breakwater.api.access.Caller;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.OwnHosts;
import io.breakwater.api.accounts.Body;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// Sessions of browsers.
///
/// | call | body → answer |
/// |---|---|
/// | `GET /api/v2/login` | `{"password","oidc","version"}`: which logins there are |
/// | `POST /api/v2/session` | `{"name","password"}` → 201 session and cookie |
/// | `GET /api/v2/session` | session: who is logged in, in whatever way, and may do what |
/// | `DELETE /api/v2/session` | 204: it has ended, on every server |
public final class SessionRoutes {
  private static final Set<String> MEMBERS = Set.of("name", "password");

  private final Parts parts;
  private final OwnHosts hosts;

  /// What they call.
  ///
  /// @param oidc whether people log in through a provider, too
  /// @param version of the server
  public record Parts(
      Browsers browsers,
      Authentication authentication,
      AccountStore accounts,
      RegistryNamespaces namespaces,
      boolean oidc,
      String version) {}

  private SessionRoutes(Parts parts, OwnHosts hosts) {
    this.parts = parts;
    this.hosts = hosts;
  }

  /// Adds them.
  public static void add(GuardedRoutes routes, Parts parts) {
    var all = new SessionRoutes(parts, routes.hosts());
    var path = "/api/v2/session";
    routes.open("GET", "/api/v2/login", "says how to log in", all::offered);
    routes.open("POST", path, "the name and password are looked at here", all::login);
    routes.login("GET", path, "", all::show);
    routes.login("DELETE", path, "", all::logout);
  }

  private void offered(Request request, Response response) throws IOException {
    response.header("Cache-Control", "no-store");
    response.json(
        json -> {
          json.writeStartObject();
          json.writeBooleanProperty("password", true);
          json.writeBooleanProperty("oidc", parts.oidc());
          json.writeStringProperty("version", parts.version());
          json.writeEndObject();
        });
  }

  private void login(Request request, Response response) throws Exception {
    parts.browsers().requireOwnPage(request);
    var body = Body.read(request, MEMBERS);
    var given = credentials(body.required("name"), body.required("password"));
    var caller = parts.authentication().login(request, "", given);
    var session = parts.browsers().login(request, response, caller.subject());
    response.status(201);
    send(request, response, caller, Optional.of(session));
  }

  /// A session is begun with a password alone: it would outlive an API key that is taken away.
  private static Credentials credentials(String name, String password) {
    if (ApiKey.looksLike(password)) {
      return new Credentials.Impossible(
          name, "an API key is no password; log in with your own, or use the key with the API");
    }
    try {
      return new Credentials.ByPassword(name, Password.typed(password));
    } catch (IllegalArgumentException e) {
      return new Credentials.Impossible(name, String.valueOf(e.getMessage()));
    }
  }

  private void show(Request request, Response response, Caller caller)
      throws StoreException, IOException {
    response.header("Cache-Control", "no-store");
    send(request, response, caller, caller.session());
  }

  private void logout(Request request, Response response, Caller caller)
      throws Refusal, StoreException, IOException {
    var session = caller.session();
    if (session.isEmpty()) {
      throw Refusal.of(
          404, "NOT_FOUND", "there is no session to end: you came with credentials of your own");
    }
    parts.browsers().logout(request, response, caller.principal(), session.get().hash());
    response.status(204).send();
  }

  private void send(Request request, Response response, Caller caller, Optional<Session> session)
      throws StoreException, IOException {
    if (!(caller.principal() instanceof Principal.Known known)) {
      throw new IllegalStateException("the guard lets nobody through who has not logged in");
    }
    var namespaces = parts.namespaces().list(known.account());
    var page =
        new SessionPage(
            known,
            Rights.roles(caller, known.account()),
            session,
            new Rights(caller, known.account(), namespaces),
            hosts.called(request),
            parts.version(),
            parts.oidc(),
            hasPassword(known));
    response.json(page::write);
  }

  private boolean hasPassword(Principal.Known known) throws StoreException {
    return parts
        .accounts()
        .named(new IdentityName(known.display()))
        .filter(found -> found.identity().id().equals(known.id()))
        .flatMap(AccountStore.WithPassword::password)
        .isPresent();
  }
}
