package io.breakwater.api.access;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.accounts.sessions.Session;
import io.breakwater.accounts.sessions.SessionHash;
import io.breakwater.accounts.sessions.Sessions;
import io.breakwater.accounts.tokens.TokenSubject;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.http.Route;
import io.breakwater.store.StoreException;
import java.util.Optional;

/// Browsers that have a session, and how they come by one.
public final class Browsers {
  private static final AuditAction USE = new AuditAction("session", "use");
  private static final String STREAM = "text/event-stream";

  private final Sessions sessions;
  private final SessionCookie cookie;
  private final SameOrigin origin;

  /// Browsers of a server.
  ///
  /// @param publicUrl how clients reach it, where that is said
  public Browsers(Sessions sessions, Optional<String> publicUrl) {
    this.sessions = sessions;
    cookie = new SessionCookie(publicUrl);
    origin = new SameOrigin(publicUrl, cookie);
  }

  /// Whether a request is to be taken for one in a session: by its route, since paths can be
  /// written in several ways.
  boolean come(Request request) {
    var route = request.route().map(Route::pattern).orElse("");
    return (route.startsWith("/api/") || route.startsWith("/va/api/"))
        && cookie.sent(request).isPresent();
  }

  /// The session that a browser is in; empty where it has ended.
  Optional<Session> session(Request request) throws StoreException {
    var secret = cookie.secret(request);
    return secret.isPresent() ? sessions.find(secret.get()) : Optional.empty();
  }

  /// Lets through what a page of this server sent.
  void require(Request request, Caller caller, Audit audit) throws Refusal {
    var problem = origin.problem(request);
    if (problem.isPresent()) {
      audit.denied(
          request, caller, USE, request.method() + " " + request.path(), "CSRF: " + problem.get());
      throw SameOrigin.refusal(problem.get());
    }
  }

  /// The session, which goes on: but not by streams of events, which a page that nobody looks at
  /// opens again and again.
  Session used(Request request, Session session) throws StoreException {
    var stream = request.header("Accept").filter(type -> type.startsWith(STREAM)).isPresent();
    return stream ? session : sessions.used(session);
  }

  /// Refuses a login that a page of another site has the browser send.
  ///
  /// @throws Refusal 403 `CSRF`
  public void requireOwnPage(Request request) throws Refusal {
    origin.require(request);
  }

  /// Begins the session of somebody who has logged in with a password.
  ///
  /// @throws Refusal 401, their password or rights have changed meanwhile
  public Session login(Request request, Response response, TokenSubject subject)
      throws Refusal, StoreException {
    var known = known(subject.principal());
    return given(request, response, sessions.login(known, subject.generation(), browser(request)));
  }

  /// Begins the session of somebody whom a provider has let in.
  ///
  /// @throws Refusal as [#login]
  public Session welcome(Request request, Response response, Principal.Known who, long generation)
      throws Refusal, StoreException {
    return given(request, response, sessions.begin(who, generation, browser(request)));
  }

  private Session given(Request request, Response response, Optional<Sessions.Begun> begun)
      throws Refusal, StoreException {
    if (begun.isEmpty()) {
      throw Refusal.of(
          401, "UNAUTHORIZED", "your password or rights have changed meanwhile; log in again");
    }
    var before = cookie.secret(request);
    if (before.isPresent()) {
      sessions.replace(before.get());
    }
    cookie.give(request, response, begun.get().secret());
    response.header("Cache-Control", "no-store");
    return begun.get().session();
  }

  /// Ends a session.
  public void logout(Request request, Response response, Principal who, SessionHash session)
      throws StoreException {
    var _ = sessions.logout(known(who), session, browser(request));
    cookie.take(request, response);
  }

  private static Principal.Known known(Principal who) {
    return switch (who) {
      case Principal.Known known -> known;
      case Principal.Anonymous _ -> throw new IllegalArgumentException("nobody has no session");
    };
  }

  private static Sessions.Browser browser(Request request) {
    return new Sessions.Browser(
        request.remoteAddress(), request.header("User-Agent").orElse(""), request.id());
  }
}
