package io.breakwater.api.access;

import io.breakwater.accounts.login.Credentials;
import io.breakwater.accounts.login.LoginResult;
import io.breakwater.accounts.login.Logins;
import io.breakwater.accounts.tokens.Access;
import io.breakwater.accounts.tokens.TokenCheck;
import io.breakwater.accounts.tokens.Tokens;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.store.StoreException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// Finds out who asks, by the header `Authorization`: Basic (RFC 7617) or a bearer token of this
/// server (RFC 6750). Without that header by the session of a browser, under `/api/` and `/va/api/`
/// only: registries' clients know no cookies, and tokens are fetched with credentials.
public final class Authentication {
  private static final String BASIC = "Basic ";
  private static final String BEARER = "Bearer ";
  private static final LoginResult ENDED =
      new LoginResult.Refused(
          LoginResult.Reason.ENDED_SESSION, "your session has ended; log in again");

  private final Logins logins;
  private final Tokens tokens;
  private final Audit audit;
  private final Challenges challenges;
  private final Optional<Browsers> browsers;

  /// Logs in by credentials and tokens.
  ///
  /// @param browsers by sessions, too, where there are any
  public Authentication(
      Logins logins,
      Tokens tokens,
      Audit audit,
      Challenges challenges,
      Optional<Browsers> browsers) {
    this.logins = logins;
    this.tokens = tokens;
    this.audit = audit;
    this.challenges = challenges;
    this.browsers = browsers;
  }

  /// Who asks; anonymous where the request has no credentials.
  ///
  /// @param scope of what is asked for, for the challenge
  /// @throws Refusal 401 for wrong ones, 429 where too many were before, 503 where too many
  ///     come at once
  public Caller caller(Request request, String scope) throws Refusal, StoreException {
    var header = request.header("Authorization");
    if (header.isEmpty()) {
      var browser = browsers.filter(all -> all.come(request));
      return browser.isPresent() ? bySession(request, scope, browser.get()) : Caller.anonymous();
    }
    var value = header.get();
    if (starts(value, BEARER)) {
      return byToken(request, scope, value.substring(BEARER.length()).strip());
    }
    if (starts(value, BASIC)) {
      var credentials = basic(value.substring(BASIC.length()).strip());
      if (credentials.isPresent()) {
        return login(request, scope, credentials.get());
      }
    }
    throw challenges.wrong(request, scope, false, "use Basic with name and password, or Bearer");
  }

  private static boolean starts(String value, String scheme) {
    return value.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static Optional<Credentials> basic(String encoded) {
    try {
      var text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      var colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(Credentials.basic(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Caller bySession(Request request, String scope, Browsers browser)
      throws Refusal, StoreException {
    var session = browser.session(request);
    var result =
        session.isPresent() ? logins.login(session.get().owner(), session.get().expires()) : ENDED;
    if (result instanceof LoginResult.Refused(var reason, var _)) {
      audit.denied(request, Audit.LOGIN, "session", reason.name());
    }
    var caller = accepted(request, scope, result, Optional.empty(), false).with(session);
    browser.require(request, caller, audit);
    return caller.with(Optional.of(browser.used(request, session.orElseThrow())));
  }

  private Caller byToken(Request request, String scope, String text)
      throws Refusal, StoreException {
    var check = tokens.check(text);
    var limit = check instanceof TokenCheck.Valid valid ? valid.access() : Optional.<Access>empty();
    var result = logins.login(check);
    remember(request, "token", result, check);
    return accepted(request, scope, result, limit, true);
  }

  /// Logs somebody in.
  ///
  /// @throws Refusal as [#caller]
  public Caller login(Request request, String scope, Credentials credentials)
      throws Refusal, StoreException {
    var result = logins.login(credentials, address(request));
    switch (result) {
      case LoginResult.Refused(var reason, var _) ->
          audit.denied(request, Audit.LOGIN, credentials.claimed(), reason.name());
      case LoginResult.Slowed _ ->
          audit.denied(request, Audit.LOGIN, credentials.claimed(), "SLOWED");
      case LoginResult.Accepted _, LoginResult.Busy _ -> {}
    }
    return accepted(request, scope, result, Optional.empty(), false);
  }

  /// Lets somebody in who has a token that fetches others.
  ///
  /// @throws Refusal as [#caller]
  public Caller refresh(Request request, String token) throws Refusal, StoreException {
    var check = tokens.checkRefresh(token);
    var result = logins.login(check);
    remember(request, "refresh token", result, check);
    return accepted(request, "", result, Optional.empty(), true);
  }

  private void remember(Request request, String claimed, LoginResult result, TokenCheck check) {
    if (result instanceof LoginResult.Refused(var reason, var _)) {
      var why = check instanceof TokenCheck.Refused(var of) ? of.name() : reason.name();
      audit.denied(request, Audit.LOGIN, claimed, why);
    }
  }

  private Caller accepted(
      Request request, String scope, LoginResult result, Optional<Access> limit, boolean token)
      throws Refusal {
    return switch (result) {
      case LoginResult.Accepted(var subject, var grants) -> {
        var caller = new Caller(subject, grants, limit);
        request.user(caller.display());
        yield caller;
      }
      case LoginResult.Refused(var _, var told) ->
          throw challenges.wrong(request, scope, token, told);
      case LoginResult.Slowed(var after) ->
          throw Refusal.of(
                  429,
                  "TOOMANYREQUESTS",
                  "too many wrong logins; wait " + seconds(after) + " seconds, then log in again")
              .with("Retry-After", seconds(after));
      case LoginResult.Busy() ->
          throw Refusal.of(503, "UNAVAILABLE", "too many logins at once; try again")
              .with("Retry-After", "2");
    };
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
  }

  /// Where a request came from; one of no address is from nowhere.
  static InetAddress address(Request request) {
    var text = request.remoteAddress();
    return text.isEmpty() ? InetAddress.ofLiteral("0.0.0.0") : InetAddress.ofLiteral(text);
  }
}
