package io.breakwater.image.remote;

import io.breakwater.image.ImageException;
import io.breakwater.image.manifest.JsonDocument;
import io.breakwater.image.remote.Exchange.Ask;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers a registry's challenge (distribution, "Token Authentication Specification" and "OAuth2
/// Token Authentication"): `Bearer` with a token from the realm, or `Basic`. When the realm
/// refuses the stored credentials, it is asked once more without them.
final class Tokens {
  private static final int TOKEN_LIMIT = 1 << 20;

  private final Exchange exchange;
  private final Credentials credentials;
  private final String scope;
  private final String host;
  private final List<String> notes;

  Tokens(
      Exchange exchange, Credentials credentials, String scope, String host, List<String> notes) {
    this.exchange = exchange;
    this.credentials = credentials;
    this.scope = scope;
    this.host = host;
    this.notes = notes;
  }

  /// The `Authorization` header's value for the challenges; null when none can be answered.
  @Nullable String answer(List<String> headers, boolean plainAllowed, String what)
      throws ImageException {
    if (credentials instanceof Credentials.RegistryToken(var token)) {
      return "Bearer " + token;
    }
    for (var header : headers) {
      for (var challenge : Challenge.parse(header)) {
        if (challenge.scheme().equals("bearer")) {
          return "Bearer " + token(challenge, plainAllowed, what);
        }
        if (challenge.scheme().equals("basic")
            && credentials instanceof Credentials.Password password) {
          return basic(password);
        }
      }
    }
    return null;
  }

  private static String basic(Credentials.Password password) {
    var pair = password.user() + ":" + password.password();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private String token(Challenge challenge, boolean plainAllowed, String what)
      throws ImageException {
    URI realm;
    try {
      realm = URI.create(challenge.parameter("realm"));
    } catch (IllegalArgumentException e) {
      throw RegistryErrors.protocol(what, "the token service's address is malformed", e);
    }
    var secure = "https".equals(realm.getScheme());
    if (realm.getHost() == null || !(secure || plainAllowed || Hosts.isLoopback(realm.getHost()))) {
      throw RegistryErrors.protocol(
          what, "the registry names a token service without TLS: " + realm, null);
    }
    var service = challenge.parameter("service");
    var asked = challenge.parameter("scope").isEmpty() ? scope : challenge.parameter("scope");
    var ask =
        credentials instanceof Credentials.IdentityToken(var refresh)
            ? refresh(realm, service, asked, refresh)
            : fetch(realm, service, asked, credentials);
    var response = exchange.send(ask, what);
    var bytes = Exchange.body(response, TOKEN_LIMIT, what);
    var refused = response.statusCode();
    if (isRefusal(refused) && !(credentials instanceof Credentials.Anonymous)) {
      // A password that has expired must not stand between a user and a public image.
      var nobody = new Credentials.Anonymous();
      response = exchange.send(fetch(realm, service, asked, nobody), what);
      bytes = Exchange.body(response, TOKEN_LIMIT, what);
    }
    return switch (response.statusCode()) {
      case 200 -> parse(bytes, what);
      case 400, 401, 403 ->
          throw RegistryErrors.unauthorized(what, host, response.statusCode(), refusal(refused));
      case 429 ->
          throw RegistryErrors.rateLimited(
              what, response.headers().firstValue("Retry-After").orElse(""));
      default ->
          throw RegistryErrors.protocol(
              what, "the token service answers HTTP " + response.statusCode(), null);
    };
  }

  private static boolean isRefusal(int status) {
    return status == 400 || status == 401 || status == 403;
  }

  private List<String> refusal(int status) {
    var all = new ArrayList<String>();
    all.add(
        credentials instanceof Credentials.Anonymous
            ? "the token service gives no token without a log-in"
            : "the token service refuses the stored credentials (HTTP "
                + status
                + ") and gives no token without them");
    all.addAll(notes);
    return all;
  }

  private static Ask fetch(URI realm, String service, String asked, Credentials credentials) {
    var query = new StringBuilder("scope=").append(encode(asked));
    if (!service.isEmpty()) {
      query.append("&service=").append(encode(service));
    }
    if (credentials instanceof Credentials.Password password) {
      query.append("&account=").append(encode(password.user()));
    }
    var separator = realm.getRawQuery() == null ? "?" : "&";
    var ask = Ask.of("GET", URI.create(realm + separator + query));
    return credentials instanceof Credentials.Password password
        ? ask.withAuthorization(basic(password))
        : ask;
  }

  private static Ask refresh(URI realm, String service, String asked, String refresh) {
    var form =
        "grant_type=refresh_token&client_id=breakwater&service="
            + encode(service)
            + "&scope="
            + encode(asked)
            + "&refresh_token="
            + encode(refresh);
    return Ask.of("POST", realm)
        .withHeaders(Map.of("Content-Type", "application/x-www-form-urlencoded"))
        .withBody(() -> HttpRequest.BodyPublishers.ofString(form));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String parse(byte[] bytes, String what) throws ImageException {
    var token = new String[] {"", ""};
    try (var json = JsonDocument.open(bytes, what, "registry-protocol")) {
      json.object(
          name -> {
            switch (name) {
              case "token" -> token[0] = json.text();
              case "access_token" -> token[1] = json.text();
              default -> json.skip();
            }
          });
    }
    var found = token[0].isEmpty() ? token[1] : token[0];
    if (found.isEmpty() || found.indexOf('\n') >= 0 || found.indexOf('\r') >= 0) {
      throw RegistryErrors.protocol(what, "the token service's answer holds no token", null);
    }
    return found;
  }
}
