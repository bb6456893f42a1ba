package io.breakwater.api.accounts;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.audit.AuditTrail;
import io.breakwater.accounts.directory.Identity;
import io.breakwater.accounts.management.ApiKeys;
import io.breakwater.accounts.management.Caller;
import io.breakwater.accounts.oidc.OidcException;
import io.breakwater.accounts.oidc.OidcIdentity;
import io.breakwater.accounts.oidc.OidcLogin.Returned;
import io.breakwater.accounts.oidc.OidcLogin.SignIn;
import io.breakwater.accounts.oidc.PendingLogin;
import io.breakwater.accounts.oidc.PendingLogins;
import io.breakwater.accounts.oidc.admission.OidcAccounts;
import io.breakwater.api.access.Browsers;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Login of people through an OpenID Connect provider.
///
/// `GET /oidc/login` sends the browser to the provider, which sends it back to `/oidc/callback`.
/// There whoever was signed in gets an API key of their own, shown once, as a text: good for
/// `docker login` for [AccountParts#KEYS_OF_PROVIDER].
///
/// `GET /oidc/login?to=/images` is for the server's pages: the browser gets a session instead, and
/// is sent to that page of this server. What comes of nothing ends at `/?login=refused&to=/images`,
/// or `login=unavailable` where the provider does not answer: people see a page then.
///
/// A cookie tells that the browser that comes back is the one that went (`HttpOnly`,
/// `SameSite=Lax`, for this path only); a login is taken once, by whichever replica.
public final class OidcRoutes {
  private static final System.Logger LOG = System.getLogger(OidcRoutes.class.getName());
  private static final String COOKIE = "breakwater-login";
  private static final AuditAction LOGIN = new AuditAction("account", "login");

  private final OidcProvider provider;
  private final PendingLogins pending;
  private final OidcAccounts accounts;
  private final ApiKeys keys;
  private final AuditTrail trail;
  private final InstantSource clock;

  public OidcRoutes(
      OidcProvider provider,
      PendingLogins pending,
      OidcAccounts accounts,
      ApiKeys keys,
      AuditTrail trail,
      InstantSource clock) {
    this.provider = provider;
    this.pending = pending;
    this.accounts = accounts;
    this.keys = keys;
    this.trail = trail;
    this.clock = clock;
  }

  /// Adds them.
  ///
  /// @param browsers get the sessions
  public void add(GuardedRoutes routes, Browsers browsers) {
    routes.open("GET", "/oidc/login", "nobody is in before they come back", this::begin);
    routes.open(
        "GET",
        "/oidc/callback",
        "the provider's word is looked at here",
        (request, response) -> back(request, response, browsers));
  }

  private void begin(Request request, Response response)
      throws Refusal, StoreException, IOException {
    var to = request.query().first("to").map(OwnPage::of);
    try {
      var begun = provider.login().begin();
      pending.keep(to.isPresent() ? begun.pending().with(to.get()) : begun.pending());
      cookie(response, begun.pending().state(), "600");
      response.status(302).header("Location", begun.url().toString());
      response.header("Cache-Control", "no-store").send();
    } catch (OidcException e) {
      ended(response, to, "unavailable", down(request, e));
    }
  }

  /// Ends a login that came to nothing.
  ///
  /// @param page that was to be shown after it
  private static void ended(Response response, Optional<String> page, String how, Refusal otherwise)
      throws Refusal, IOException {
    if (page.isEmpty()) {
      throw otherwise;
    }
    var to = URLEncoder.encode(page.get(), StandardCharsets.UTF_8);
    response.header("Cache-Control", "no-store");
    response.status(302).header("Location", "/?login=" + how + "&to=" + to).send();
  }

  private void cookie(Response response, String value, String age) {
    response.addHeader(
        "Set-Cookie",
        COOKIE
            + "="
            + value
            + "; Path=/oidc; HttpOnly; SameSite=Lax; Max-Age="
            + age
            + (provider.secure() ? "; Secure" : ""));
  }

  private static Refusal down(Request request, OidcException cause) {
    LOG.log(System.Logger.Level.WARNING, "request " + request.id() + ": no OIDC login", cause);
    return Refusal.of(503, "UNAVAILABLE", "the login provider does not answer as it should")
        .with("Retry-After", "30");
  }

  private void back(Request request, Response response, Browsers browsers)
      throws Refusal, StoreException, IOException {
    cookie(response, "", "0");
    var state = state(request);
    var begun = state.isPresent() ? pending.take(state.get()) : Optional.<PendingLogin>empty();
    if (begun.isEmpty()) {
      throw refused(request, "this login was not begun in this browser, or ended already");
    }
    var page = begun.get().page();
    try {
      var login = provider.login();
      switch (login.callback(once(request), begun.get())) {
        case Returned.Ended(var why) -> ended(response, page, "refused", refused(request, why));
        case Returned.Proceed(var exchange) -> {
          switch (login.signIn(provider.idToken(exchange), begun.get())) {
            case SignIn.Refused(var why) ->
                ended(response, page, "refused", refused(request, "the ID token is " + why));
            case SignIn.In(var identity) -> {
              if (page.isPresent()) {
                open(request, response, browsers, identity, page.get());
              } else {
                welcome(request, response, identity);
              }
            }
          }
        }
      }
    } catch (OidcException e) {
      ended(response, page, "unavailable", down(request, e));
    }
  }

  private static Optional<String> state(Request request) {
    for (var line : request.headers("Cookie")) {
      for (var pair : line.split(";", -1)) {
        var text = pair.strip();
        if (text.startsWith(COOKIE + "=")) {
          return Optional.of(text.substring(COOKIE.length() + 1)).filter(s -> !s.isEmpty());
        }
      }
    }
    return Optional.empty();
  }

  /// Parameters that were sent once; one that was sent twice is a forgery.
  private static Map<String, String> once(Request request) {
    var found = new HashMap<String, String>();
    for (var name : request.query().names()) {
      var all = request.query().all(name);
      if (all.size() == 1) {
        found.put(name, all.getFirst());
      }
    }
    return found;
  }

  private Refusal refused(Request request, String why) {
    trail.note(
        new AuditEvent(
            clock.instant(),
            LOGIN,
            AuditEvent.Outcome.DENIED,
            new Principal.Anonymous(),
            "through the provider",
            why,
            request.remoteAddress(),
            request.id()));
    return Refusal.of(401, "UNAUTHORIZED", why + "; begin again at /oidc/login");
  }

  private void open(
      Request request, Response response, Browsers browsers, OidcIdentity signedIn, String page)
      throws Refusal, StoreException, IOException {
    var identity = accounts.admit(signedIn, request.remoteAddress(), request.id());
    var _ =
        browsers.welcome(
            request, response, identity.principal(Optional.empty()), identity.generation());
    response.status(302).header("Location", page).send();
  }

  private void welcome(Request request, Response response, OidcIdentity signedIn)
      throws Refusal, StoreException, IOException {
    var identity = accounts.admit(signedIn, request.remoteAddress(), request.id());
    var made =
        Answers.done(
            keys.create(
                caller(request, identity),
                Optional.empty(),
                "login",
                Optional.of(clock.instant().plus(AccountParts.KEYS_OF_PROVIDER))));
    var name = identity.name().text();
    response.header("Cache-Control", "no-store");
    response.header("Referrer-Policy", "no-referrer");
    response.send(
        "text/plain; charset=utf-8",
        "You are logged in as "
            + name
            + ".\n\nFor docker login, until "
            + made.issued().expires().map(Object::toString).orElse("it is deleted")
            + ":\n\n  user      "
            + name
            + "\n  password  "
            + made.key().reveal()
            + "\n\nThis is shown once. Begin again at /oidc/login for another.\n");
  }

  private static Caller caller(Request request, Identity identity) {
    return new Caller(
        identity.principal(Optional.empty()),
        identity.grants(),
        Answers.address(request),
        request.id());
  }
}
