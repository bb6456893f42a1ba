package io.breakwater.cli.cr.server;

import io.breakwater.cli.command.Failure;
import io.breakwater.cli.cr.json.JsonReader;
import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.json.JsonWriter;
import io.breakwater.image.ImageException;
import io.breakwater.image.remote.ProxyFromEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/// Asks one server. Every failure is a [Failure] that says what to do next.
///
/// Limits: 10 seconds to connect, 2 minutes for the beginning of an answer, 16 MiB for a document,
/// 256 MiB for a list that is read element by element.
public final class ServerClient implements AutoCloseable {
  private static final int DOCUMENT_LIMIT = 16 << 20;
  private static final int ERROR_LIMIT = 64 << 10;
  private static final long LIST_LIMIT = 256L << 20;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ServerAddress address;
  private final Identity identity;
  private final String account;
  private final HttpClient http;
  private final ServerErrors errors;

  /// A client; nothing is sent yet.
  ///
  /// @param account for the header `Account`; empty for the caller's own
  /// @param trust empty for those that the JDK trusts
  public ServerClient(
      ServerAddress address,
      Identity identity,
      String account,
      Optional<SSLContext> trust,
      Map<String, String> environment) {
    this.address = address;
    this.identity = identity;
    this.account = account;
    this.errors = new ServerErrors(address);
    this.http = http(trust, environment);
  }

  static HttpClient http(Optional<SSLContext> trust, Map<String, String> environment) {
    try {
      var builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(CONNECT)
              .proxy(ProxyFromEnvironment.of(environment));
      trust.ifPresent(builder::sslContext);
      return builder.build();
    } catch (ImageException e) {
      throw Failure.of(2, e.what(), e.why(), e.next(), e.code(), e);
    }
  }

  public ServerAddress address() {
    return address;
  }

  /// Sends a request whose answer is a document, or nothing.
  ///
  /// @param what for errors: `listing images`
  /// @throws Failure where the server cannot be reached, or says no
  public Answer send(Ask ask, String what) {
    try {
      var response = answered(ask, what);
      try (var in = response.body()) {
        // What is told to be too long is not read at all: it would take twice its size in memory.
        if (response.headers().firstValueAsLong("Content-Length").orElse(0) > DOCUMENT_LIMIT) {
          throw tooLong(what);
        }
        var bytes = in.readNBytes(DOCUMENT_LIMIT + 1);
        if (bytes.length > DOCUMENT_LIMIT) {
          throw tooLong(what);
        }
        var json = bytes.length == 0 ? JsonValue.Nothing.VALUE : parsed(bytes, what);
        return new Answer(response.statusCode(), json);
      }
    } catch (IOException e) {
      throw errors.of(what, e);
    }
  }

  private Failure tooLong(String what) {
    return errors.malformed(
        what, new IOException("more than " + DOCUMENT_LIMIT + " bytes for one document"));
  }

  private JsonValue parsed(byte[] bytes, String what) {
    try {
      return JsonReader.read(bytes);
    } catch (IOException e) {
      throw errors.malformed(what, e);
    }
  }

  /// Sends a request whose answer is a list, of any length.
  ///
  /// @throws Failure as [#send]
  public void list(Ask ask, String what, Consumer<JsonValue> consumer) {
    try {
      var response = answered(ask, what);
      if (response.statusCode() == 204) {
        response.body().close();
        return;
      }
      try (var in = response.body()) {
        JsonReader.elements(in, LIST_LIMIT, consumer);
      }
    } catch (IOException e) {
      throw errors.malformed(what, e);
    }
  }

  private HttpResponse<InputStream> answered(Ask ask, String what) {
    try {
      var response = sent(ask, identity.authorization());
      if (response.statusCode() == 401) {
        var renewed = identity.renewed();
        if (renewed.isPresent()) {
          response.body().close();
          response = sent(ask, renewed.get());
        }
      }
      if (response.statusCode() >= 200 && response.statusCode() < 300) {
        return response;
      }
      try (var in = response.body()) {
        throw errors.of(what, response.statusCode(), in.readNBytes(ERROR_LIMIT), identity.wayIn());
      }
    } catch (IOException e) {
      throw errors.of(what, e);
    }
  }

  private HttpResponse<InputStream> sent(Ask ask, String authorization) throws IOException {
    var body = ask.body().map(JsonWriter::line);
    var request =
        HttpRequest.newBuilder(URI.create(address + ask.target()))
            .timeout(PATIENCE)
            .header("User-Agent", "breakwater")
            .header("Accept", "application/json")
            .method(
                ask.method(), body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    if (body.isPresent()) {
      request.header("Content-Type", "application/json");
    }
    ask.headers().forEach(request::header);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    if (!account.isEmpty()) {
      request.header("Account", account);
    }
    return exchanged(http, request.build());
  }

  static HttpResponse<InputStream> exchanged(HttpClient http, HttpRequest request)
      throws IOException {
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
