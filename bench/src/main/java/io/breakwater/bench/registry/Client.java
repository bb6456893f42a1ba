package io.breakwater.bench.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.breakwater.bench.registry.Connection.Answer;
import io.breakwater.bench.registry.Connection.Body;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One client of a registry: logs in as container clients do, and keeps the tokens.
final class Client implements Closeable {
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");
  private static final Pattern TOKEN = Pattern.compile("\"(?:access_)?token\" *: *\"([^\"]+)\"");

  /// @param user empty where no login is asked for
  /// @param tokens shared by all clients of the registry, by repository and need
  record Registry(URI base, String user, String password, Map<String, String> tokens) {}

  private final Registry registry;
  private final Connection connection;

  Client(Registry registry) throws IOException {
    this.registry = registry;
    this.connection = new Connection(registry.base());
  }

  private Answer call(
      String method, String repository, String target, String type, Body body, boolean streamed)
      throws IOException {
    var reads = method.equals("GET") || method.equals("HEAD");
    var key = (reads ? "pull " : "push ") + repository;
    var authorization = registry.tokens().getOrDefault(key, "");
    var answer = connection.send(method, target, authorization, type, body, streamed);
    if (answer.status() != 401 || registry.user().isEmpty()) {
      return answer;
    }
    authorization = authorize(answer.header("www-authenticate"));
    registry.tokens().put(key, authorization);
    return connection.send(method, target, authorization, type, body, streamed);
  }

  private String authorize(String challenge) throws IOException {
    var pair = registry.user() + ":" + registry.password();
    var basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    if (!challenge.startsWith("Bearer")) {
      return basic;
    }
    var query = new StringBuilder();
    var realm = "";
    for (var found = PARAMETER.matcher(challenge); found.find(); ) {
      if (found.group(1).equals("realm")) {
        realm = found.group(2);
      } else if (!found.group(1).equals("error")) {
        query.append(query.isEmpty() ? "?" : "&").append(found.group(1)).append('=');
        query.append(URLEncoder.encode(found.group(2), UTF_8));
      }
    }
    try (var tokens = new Connection(URI.create(realm))) {
      var target = URI.create(realm).getPath() + query;
      var answer = tokens.send("GET", target, basic, "", Body.NONE, false);
      var token = TOKEN.matcher(new String(answer.body(), UTF_8));
      if (!token.find()) {
        throw new IOException("no token, but " + answer.status() + " from " + realm);
      }
      return "Bearer " + token.group(1);
    }
  }

  Answer get(String repository, String rest) throws IOException {
    return call("GET", repository, "/v2/" + repository + "/" + rest, MANIFEST, Body.NONE, false);
  }

  Answer get(String repository, URI target) throws IOException {
    return call("GET", repository, target.toString(), "", Body.NONE, false);
  }

  Answer head(String repository, String rest) throws IOException {
    return call("HEAD", repository, "/v2/" + repository + "/" + rest, "", Body.NONE, false);
  }

  private URI begin(String repository) throws IOException {
    var target = "/v2/" + repository + "/blobs/uploads/";
    var answer = expect(202, call("POST", repository, target, "", Body.NONE, false));
    return URI.create(answer.header("location"));
  }

  private static String target(URI location, String query) {
    var given = location.getRawQuery();
    var more = given == null ? query : query.isEmpty() ? given : given + "&" + query;
    return location.getRawPath() + (more.isEmpty() ? "" : "?" + more);
  }

  /// POST, one PUT with the body.
  void mono(String repository, Blob blob) throws IOException {
    mono(repository, blob.digest(), blob);
  }

  void mono(String repository, String digest, Body body) throws IOException {
    var target = target(begin(repository), "digest=" + digest);
    expect(201, call("PUT", repository, target, "application/octet-stream", body, false));
  }

  /// POST, one PATCH of unknown length, PUT.
  void stream(String repository, Blob blob) throws IOException {
    var type = "application/octet-stream";
    var patch =
        expect(202, call("PATCH", repository, target(begin(repository), ""), type, blob, true));
    var target = target(URI.create(patch.header("location")), "digest=" + blob.digest());
    expect(201, call("PUT", repository, target, type, Body.NONE, false));
  }

  Answer manifest(String repository, String reference, Blob manifest) throws IOException {
    var target = "/v2/" + repository + "/manifests/" + reference;
    return expect(201, call("PUT", repository, target, MANIFEST, manifest, false));
  }

  static Blob image(Blob config, Blob layer, String note) {
    var type = "application/vnd.oci.image.layer.v1.tar";
    var layers = List.of(descriptor(type, layer.digest(), layer.length()));
    return image(config, layers, ",\"annotations\":{\"note\":\"" + note + "\"}");
  }

  /// @param layers their descriptors
  static Blob image(Blob config, List<String> layers) {
    return image(config, layers, "");
  }

  private static Blob image(Blob config, List<String> layers, String rest) {
    var type = "application/vnd.oci.image.config.v1+json";
    var text =
        "{\"schemaVersion\":2,\"mediaType\":\""
            + MANIFEST
            + "\",\"config\":"
            + descriptor(type, config.digest(), config.length())
            + ",\"layers\":["
            + String.join(",", layers)
            + "]"
            + rest
            + "}";
    return Blob.of(text.getBytes(UTF_8));
  }

  static String descriptor(String type, String digest, long length) {
    return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + length + "}";
  }

  static Answer expect(int status, Answer answer) throws IOException {
    if (answer.status() != status) {
      var text = new String(answer.body(), UTF_8);
      throw new IOException("expected " + status + ", got " + answer.status() + ": " + text);
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
