package io.breakwater.server.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// A client that logs in as container clients do: it asks without, and follows the challenge
/// (`Basic`, or `Bearer` with realm, service and scope). Tokens are kept for their scope.
final class Caller {
  private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final Target target;
  private final Map<String, String> granted = new ConcurrentHashMap<>();

  Caller(Target target) {
    this.target = target;
  }

  Target target() {
    return target;
  }

  /// The same registry, nobody in particular.
  Caller nobody() {
    return new Caller(new Target(target.base(), Optional.empty(), "", target.namespace()));
  }

  Caller with(String password) {
    return new Caller(new Target(target.base(), target.user(), password, target.namespace()));
  }

  /// @param headers name, value, name, value …
  Answer get(String path, String... headers) throws IOException {
    return send("GET", at(path), new byte[0], headers);
  }

  Answer head(String path, String... headers) throws IOException {
    return send("HEAD", at(path), new byte[0], headers);
  }

  Answer send(String method, String path, byte[] body, String... headers) throws IOException {
    return send(method, at(path), body, headers);
  }

  Answer send(String method, URI uri, byte[] body, String... headers) throws IOException {
    var none = body.length == 0 && (method.equals("GET") || method.equals("HEAD"));
    return send(
        method, uri, none ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body), headers);
  }

  /// A body whose length the registry is not told.
  Answer stream(String method, URI uri, byte[] body, String... headers) throws IOException {
    var publisher = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body));
    return send(method, uri, publisher, headers);
  }

  URI at(String path) {
    return URI.create(target.base() + path);
  }

  private Answer send(String method, URI uri, BodyPublisher body, String... headers)
      throws IOException {
    var key = scopeKey(method, uri);
    var known = Optional.ofNullable(granted.get(key));
    var answer = once(method, uri, body, known, headers);
    if (answer.status() != 401 || target.user().isEmpty()) {
      return answer;
    }
    // A token may turn out to be too narrow: then a second challenge says for what.
    for (var challenges = 0; answer.status() == 401 && challenges < 2; challenges++) {
      var authorization = authorize(answer);
      if (authorization.isEmpty()) {
        return answer;
      }
      granted.put(key, authorization.get());
      answer = once(method, uri, body, authorization, headers);
    }
    return answer;
  }

  /// Requests with the same key are asked for the same scope. Mounts name two repositories.
  private static String scopeKey(String method, URI uri) {
    var reads = method.equals("GET") || method.equals("HEAD");
    var path = uri.getPath().replaceFirst("/(blobs|manifests|tags|referrers)/.*", "");
    var query = Optional.ofNullable(uri.getQuery()).filter(text -> text.contains("from="));
    return (reads ? "pull " : method.equals("DELETE") ? "delete " : "push ")
        + path
        + query.orElse("");
  }

  private static Answer once(
      String method, URI uri, BodyPublisher body, Optional<String> authorization, String... headers)
      throws IOException {
    var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).method(method, body);
    authorization.ifPresent(value -> request.header("Authorization", value));
    for (var i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      var answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(uri, answer.statusCode(), answer.headers(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// The value of `Authorization` that a challenge asks for; empty where it is refused.
  Optional<String> authorize(Answer challenged) throws IOException {
    var challenge = challenged.header("WWW-Authenticate");
    if (challenge.regionMatches(true, 0, "Basic", 0, 5)) {
      return Optional.of(basic());
    }
    var parameters = parameters(challenge);
    var realm =
        URI.create(
            parameters.getOrDefault("realm", "")
                + "?service="
                + encoded(parameters.getOrDefault("service", ""))
                + (parameters.containsKey("scope")
                    ? "&scope=" + encoded(parameters.get("scope"))
                    : ""));
    var answer = once("GET", realm, BodyPublishers.noBody(), Optional.of(basic()));
    if (answer.status() != 200) {
      return Optional.empty();
    }
    var json = answer.json();
    return Optional.of(
        "Bearer "
            + json.member("token").map(Json::value).orElseGet(() -> json.text("access_token")));
  }

  static Map<String, String> parameters(String challenge) {
    var parameters = new ConcurrentHashMap<String, String>();
    var matcher = PARAMETER.matcher(challenge);
    while (matcher.find()) {
      parameters.put(matcher.group(1), matcher.group(2));
    }
    return parameters;
  }

  String basic() {
    var pair = target.user().orElse("") + ":" + target.password();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
