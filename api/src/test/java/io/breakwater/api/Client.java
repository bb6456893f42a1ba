package io.breakwater.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// Asks a server of a test.
public final class Client {
  private final HttpClient client;
  private final int port;
  private final Optional<String> authorization;

  Client(HttpClient client, int port, Optional<String> authorization) {
    this.client = client;
    this.port = port;
    this.authorization = authorization;
  }

  public static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /// An answer.
  public record Answer(HttpResponse<byte[]> response) {
    public int status() {
      return response.statusCode();
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
      return response.body();
    }

    /// A header; empty where it is not there.
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /// The first of the specification's error codes.
    public String code() {
      var text = text();
      var at = text.indexOf("\"code\":\"");
      return at < 0 ? "" : text.substring(at + 8, text.indexOf('"', at + 8));
    }

    /// The value of a text member, of which there must be one.
    public String member(String name) {
      var text = text();
      var at = text.indexOf('"' + name + "\":\"");
      if (at < 0) {
        throw new AssertionError("no " + name + " in " + text);
      }
      var from = at + name.length() + 4;
      return text.substring(from, text.indexOf('"', from));
    }
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public Answer head(String path, String... headers) {
    return send("HEAD", path, BodyPublishers.noBody(), headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, BodyPublishers.noBody(), headers);
  }

  public Answer post(String path, byte[] body, String... headers) {
    return send("POST", path, BodyPublishers.ofByteArray(body), headers);
  }

  public Answer post(String path, String... headers) {
    return post(path, new byte[0], headers);
  }

  public Answer patch(String path, byte[] body, String... headers) {
    return send("PATCH", path, BodyPublishers.ofByteArray(body), headers);
  }

  public Answer put(String path, byte[] body, String... headers) {
    return send("PUT", path, BodyPublishers.ofByteArray(body), headers);
  }

  /// Sends no body.
  public Answer bare(String method, String path, String... headers) {
    return send(method, path, BodyPublishers.noBody(), headers);
  }

  /// Sends a body of unknown length, in chunks.
  public Answer streamed(String method, String path, InputStream body, String... headers) {
    return send(method, path, BodyPublishers.ofInputStream(() -> body), headers);
  }

  private Answer send(String method, String path, BodyPublisher body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body);
    authorization.ifPresent(value -> request.header("Authorization", value));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(client.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
