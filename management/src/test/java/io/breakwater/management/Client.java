package io.breakwater.management;

import io.breakwater.testkit.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Asks a server of a test.
public final class Client {
  private final HttpClient client;
  private final int port;
  private final String authorization;

  Client(HttpClient client, int port, String authorization) {
    this.client = client;
    this.port = port;
    this.authorization = authorization;
  }

  static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /// A name as SDKs put it into a path.
  public static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// An answer.
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String text() {
      return response.body();
    }

    /// What is found in its JSON by names and numbers.
    public Object at(Object... path) {
      return found(Json.parse(response.body().getBytes(StandardCharsets.UTF_8)), path);
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  /// What is found in JSON by names and numbers.
  static Object found(Object json, Object... path) {
    var found = json;
    for (var step : path) {
      var next =
          switch (found) {
            case Map<?, ?> map -> map.get(step);
            case List<?> list when step instanceof Integer place && place < list.size() ->
                list.get(place);
            default -> null;
          };
      if (next == null) {
        throw new AssertionError("no " + step + " in " + found);
      }
      found = next;
    }
    return found;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, "", headers);
  }

  public Answer put(String path, String... headers) {
    return send("PUT", path, "", headers);
  }

  public Answer post(String path) {
    return send("POST", path, "");
  }

  public Answer post(String path, String body) {
    return send("POST", path, body, "Content-Type", "application/json");
  }

  public Answer patch(String path, String body) {
    return send("PATCH", path, body, "Content-Type", "application/json");
  }

  public Answer send(String method, String path, String body, String... headers) {
    var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, publisher);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(
          client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
