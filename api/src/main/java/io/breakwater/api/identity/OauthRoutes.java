package io.breakwater.api.identity;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.access.Resource;
import io.breakwater.accounts.login.Credentials;
import io.breakwater.accounts.tokens.Access;
import io.breakwater.accounts.tokens.IssuedToken;
import io.breakwater.accounts.tokens.Scopes;
import io.breakwater.accounts.tokens.Tokens;
import io.breakwater.api.access.Authentication;
import io.breakwater.api.access.Caller;
import io.breakwater.api.access.Guard;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.HttpFailure;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `GET` and `POST /oauth/token`: tokens for repositories (distribution project, "Token
/// Authentication Specification" and "Oauth2 Token Authentication").
///
/// `GET` with Basic, or without for what everybody may pull: `service`, `scope` (any number of
/// times), `offline_token=true` for a refresh token. `POST` of a form: `grant_type` `password`
/// (`username`, `password`, `access_type=offline`) or `refresh_token`.
public final class OauthRoutes {
  private final Authentication authentication;
  private final Tokens tokens;
  private final Guard guard;

  public OauthRoutes(Authentication authentication, Tokens tokens, Guard guard) {
    this.authentication = authentication;
    this.tokens = tokens;
    this.guard = guard;
  }

  public void add(GuardedRoutes routes) {
    var why = "the credentials are what is asked for, and are looked at here";
    routes.open("GET", "/oauth/token", why, this::get);
    routes.open("POST", "/oauth/token", why, this::post);
  }

  private void get(Request request, Response response) throws Refusal, StoreException, IOException {
    var caller = authentication.caller(request, "");
    if (caller.limit().isPresent()) {
      throw Refusal.of(
          401, "UNAUTHORIZED", "a token for repositories fetches no others; use your credentials");
    }
    var offline =
        request.query().first("offline_token").filter("true"::equals).isPresent()
            && caller.principal() instanceof Principal.Known;
    var refresh = offline ? Optional.of(tokens.forRefresh(caller.subject()).text()) : none();
    answer(response, caller, request.query().all("scope"), refresh);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private void post(Request request, Response response)
      throws Refusal, StoreException, IOException, HttpFailure {
    var form = Form.read(request);
    switch (form.required("grant_type")) {
      case "password" -> {
        var caller =
            authentication.login(
                request,
                "",
                Credentials.basic(form.required("username"), form.required("password")));
        var refresh =
            form.text("access_type").equals("offline")
                ? Optional.of(tokens.forRefresh(caller.subject()).text())
                : none();
        answer(response, caller, form.all("scope"), refresh);
      }
      case "refresh_token" -> {
        var token = form.required("refresh_token");
        answer(
            response,
            authentication.refresh(request, token),
            form.all("scope"),
            Optional.of(token));
      }
      default ->
          throw Refusal.of(
              400, "UNSUPPORTED", "this grant_type is unknown; use password or refresh_token");
    }
  }

  private void answer(
      Response response, Caller caller, List<String> scopes, Optional<String> refresh)
      throws StoreException, IOException {
    var access = granted(caller, Scopes.parse(scopes));
    var token = tokens.forRegistry(caller.subject(), access);
    response.header("Cache-Control", "no-store");
    response.json(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("token", token.text());
          json.writeStringProperty("access_token", token.text());
          json.writeStringProperty("token_type", "Bearer");
          json.writeNumberProperty("expires_in", token.life().toSeconds());
          json.writeStringProperty("issued_at", issued(token));
          json.writeStringProperty("scope", scope(access));
          if (refresh.isPresent()) {
            json.writeStringProperty("refresh_token", refresh.get());
          }
          json.writeEndObject();
        });
  }

  private static String issued(IssuedToken token) {
    return token.issued().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private Access granted(Caller caller, Scopes scopes) throws StoreException {
    // Looked up first: what the store throws cannot pass through the function.
    Map<String, Resource.@Nullable Repository> found = new HashMap<>();
    for (var name : scopes.repositories().keySet()) {
      found.put(name, guard.find(caller, name).orElse(null));
    }
    return scopes.granted(
        caller.principal(), caller.grants(), name -> Optional.ofNullable(found.get(name)));
  }

  private static String scope(Access access) {
    var text = new StringBuilder();
    access
        .repositories()
        .forEach(
            (name, actions) -> {
              text.append(text.isEmpty() ? "" : " ").append("repository:").append(name);
              var separator = ':';
              for (var action : actions.stream().sorted().toList()) {
                text.append(separator).append(action.word());
                separator = ',';
              }
            });
    if (access.catalog()) {
      text.append(text.isEmpty() ? "" : " ").append("registry:catalog:*");
    }
    return text.toString();
  }
}
