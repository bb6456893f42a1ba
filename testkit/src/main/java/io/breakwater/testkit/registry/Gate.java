package io.breakwater.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import io.breakwater.testkit.json.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Lets requests in or asks for credentials, and gives tokens.
final class Gate {
  private final AtomicInteger serial = new AtomicInteger();
  private final Map<String, String> scopeByToken = new ConcurrentHashMap<>();
  private volatile Auth auth = new Auth.None();
  private volatile String tokenField = "token";

  void auth(Auth auth) {
    this.auth = auth;
  }

  void tokenField(String name) {
    tokenField = name;
  }

  void expireTokens() {
    scopeByToken.clear();
  }

  /// The `WWW-Authenticate` value to answer 401 with, null when the request may pass.
  @Nullable String challenge(HttpExchange exchange, String repository, String host) {
    var sent = exchange.getRequestHeaders().getFirst("Authorization");
    var push = !exchange.getRequestMethod().matches("GET|HEAD");
    var scope =
        repository.isEmpty()
            ? ""
            : "repository:" + repository + ":" + (push ? "pull,push" : "pull");
    return switch (auth) {
      case Auth.None() -> null;
      case Auth.Basic(var user, var password) ->
          basic(user, password).equals(sent) ? null : "Basic realm=\"fake\"";
      case Auth.Bearer bearer -> bearer(sent, scope, host);
      case Auth.AnonymousBearer anonymous -> bearer(sent, scope, host);
    };
  }

  /// `GET /token?service=…&scope=…`.
  void token(HttpExchange exchange) throws IOException {
    var sent = exchange.getRequestHeaders().getFirst("Authorization");
    var known =
        switch (auth) {
          case Auth.Bearer(var user, var password) -> basic(user, password).equals(sent);
          case Auth.AnonymousBearer anonymous -> sent == null;
          case Auth.None none -> false;
          case Auth.Basic basic -> false;
        };
    var query = query(exchange);
    if (!known || !"fake-registry".equals(query.get("service"))) {
      Answers.error(exchange, 401, "UNAUTHORIZED", "wrong credentials or service");
      return;
    }
    var token = "token-" + serial.incrementAndGet();
    scopeByToken.put(token, query.getOrDefault("scope", ""));
    var answer = Json.object(tokenField, token, "expires_in", 300);
    Answers.json(exchange, 200, Json.bytes(answer));
  }

  static Map<String, String> query(HttpExchange exchange) {
    var values = new TreeMap<String, String>();
    var raw = exchange.getRequestURI().getRawQuery();
    for (var pair : raw == null ? new String[0] : raw.split("&", -1)) {
      var equals = pair.indexOf('=');
      var key = equals < 0 ? pair : pair.substring(0, equals);
      var value = equals < 0 ? "" : pair.substring(equals + 1);
      values.put(key, URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return values;
  }

  private @Nullable String bearer(@Nullable String sent, String scope, String host) {
    if (sent != null && sent.startsWith("Bearer ")) {
      var granted = scopeByToken.get(sent.substring("Bearer ".length()));
      if (granted != null && covers(granted, scope)) {
        return null;
      }
    }
    var challenge = "Bearer realm=\"http://" + host + "/token\",service=\"fake-registry\"";
    return scope.isEmpty() ? challenge : challenge + ",scope=\"" + scope + "\"";
  }

  private static boolean covers(String granted, String scope) {
    return granted.equals(scope) || granted.equals(scope + ",push") || scope.isEmpty();
  }

  private static String basic(String user, String password) {
    var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
