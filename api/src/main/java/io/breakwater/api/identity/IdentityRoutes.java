package io.breakwater.api.identity;

import io.breakwater.accounts.login.Credentials;
import io.breakwater.accounts.tokens.TokenCheck;
import io.breakwater.accounts.tokens.TokenCheck.Reason;
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
/// `grant_type=refresh_token` with `refresh_token`. `response_type` (some send `cloud_iam`),
/// `scope` and the header `Authorization` (some send `bx:bx`) are not looked at.
///
/// `{"access_token","refresh_token","token_type":"Bearer","expires_in","expiration","scope"}`,
/// `expires_in` in seconds, `expiration` in seconds since 1970. What is refused has the codes of
/// that service where its clients act on them, with its status 400: `BXNIM0415E` for a key that is
/// none, `BXNIM0407E` for a refresh token that is none, `BXNIM0408E` for one that has ended.
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
      case BY_KEY -> answer(response, byKey(request, form.required("apikey")));
      case "refresh_token" -> answer(response, again(request, form.required("refresh_token")));
      default ->
          throw Refusal.of(
              400,
              "UNSUPPORTED",
              "this grant_type is unknown; use " + BY_KEY + " or refresh_token");
    }
  }

  private Caller byKey(Request request, String key) throws Refusal, StoreException {
    try {
      return authentication.login(request, "", Credentials.key(key));
    } catch (Refusal refusal) {
      throw refusal.status() == 401 ? wrong("BXNIM0415E", refusal.message()) : refusal;
    }
  }

  private Caller again(Request request, String token) throws Refusal, StoreException {
    try {
      return authentication.refresh(request, token);
    } catch (Refusal refusal) {
      if (refusal.status() != 401) {
        throw refusal;
      }
      var ended = tokens.checkRefresh(token).equals(new TokenCheck.Refused(Reason.EXPIRED));
      throw ended
          ? wrong("BXNIM0408E", "the refresh token has ended; log in again with the API key")
          : wrong("BXNIM0407E", "the refresh token is not good; log in again with the API key");
    }
  }

  private static Refusal wrong(String code, String told) {
    return Refusal.of(400, code, told);
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
