package io.breakwater.api.identity;

import io.breakwater.accounts.login.Credentials;
import io.breakwater.accounts.tokens.Tokens;
import io.breakwater.api.access.Authentication;
import io.breakwater.api.access.Caller;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.HttpFailure;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.store.StoreException;
import java.io.IOException;

/// `POST /identity/token`: a token that stands for all the rights of whoever an API key
/// belongs to, as clients of the identity service of IBM Cloud fetch it.
///
/// A form: `grant_type=urn:ibm:params:oauth:grant-type:apikey` with `apikey`, or
/// `grant_type=refresh_token` with `refresh_token`. `response_type` (some send `cloud_iam`) and
/// the header `Authorization` (some send `bx:bx`) are not looked at.
public final class IdentityRoutes {
  private static final String BY_KEY = "urn:ibm:params:oauth:grant-type:apikey";

  private final Authentication authentication;
  private final Tokens tokens;

  public IdentityRoutes(Authentication authentication, Tokens tokens) {
    this.authentication = authentication;
    this.tokens = tokens;
  }

  public void add(GuardedRoutes routes) {
    routes.open(
        "POST",
        "/identity/token",
        "the credentials are what is asked for, and are looked at here",
        this::post);
  }

  private void post(Request request, Response response)
      throws Refusal, StoreException, IOException, HttpFailure {
    var form = Form.read(request);
    switch (form.required("grant_type")) {
      case BY_KEY -> {
        var key = Credentials.key(form.required("apikey"));
        answer(response, authentication.login(request, "", key));
      }
      case "refresh_token" ->
          answer(response, authentication.refresh(request, form.required("refresh_token")));
      default ->
          throw Refusal.of(
              400,
              "UNSUPPORTED",
              "this grant_type is unknown; use " + BY_KEY + " or refresh_token");
    }
  }

  private void answer(Response response, Caller caller) throws StoreException, IOException {
    var token = tokens.forIdentity(caller.subject());
    var refresh = tokens.forRefresh(caller.subject());
    response.header("Cache-Control", "no-store");
    response.json(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("access_token", token.text());
          json.writeStringProperty("refresh_token", refresh.text());
          json.writeStringProperty("token_type", "Bearer");
          json.writeNumberProperty("expires_in", token.life().toSeconds());
          json.writeNumberProperty("expiration", token.expires().getEpochSecond());
          json.writeStringProperty("scope", "ibm openid");
          json.writeEndObject();
        });
  }
}
