package io.breakwater.cli.cr.server;

import io.breakwater.cli.cr.json.JsonReader;
import io.breakwater.cli.cr.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Gets tokens from a server: `/identity/token` for API keys and refresh tokens, `/oauth/token`
/// for names with passwords (distribution project, "Oauth2 Token Authentication").
public final class TokenService implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LIMIT = 1 << 20;
  private static final int ERROR = 400;

  private final ServerAddress address;
  private final HttpClient http;
  private final InstantSource clock;
  private final ServerErrors errors;

  public TokenService(
      ServerAddress address,
      Optional<SSLContext> trust,
      Map<String, String> environment,
      InstantSource clock) {
    this.address = address;
    this.http = ServerClient.http(trust, environment);
    this.clock = clock;
    this.errors = new ServerErrors(address);
  }

  /// Tokens of somebody.
  ///
  /// @param refresh fetches others
  /// @param expires of the access token
  public record Issued(String access, String refresh, Instant expires) {
    /// Without the tokens: this reaches logs.
    @Override
    public String toString() {
      return "Issued[until " + expires + "]";
    }
  }

  /// For an API key.
  public Issued byKey(String key) {
    return identity(
        Map.of("grant_type", "urn:ibm:params:oauth:grant-type:apikey", "apikey", key),
        "Check the API key; it may have been revoked");
  }

  /// For a token that fetches others.
  public Issued byRefresh(String token, String wayIn) {
    return identity(Map.of("grant_type", "refresh_token", "refresh_token", token), wayIn);
  }

  /// For a name with its password.
  public Issued byPassword(String user, String password) {
    var json =
        posted(
            "/oauth/token",
            Map.of(
                "grant_type",
                "password",
                "service",
                "breakwater",
                "client_id",
                "breakwater",
                "access_type",
                "offline",
                "username",
                user,
                "password",
                password),
            "Check name and password");
    var refresh = json.at("refresh_token").text();
    if (refresh.isEmpty()) {
      throw errors.malformed(what(), new IOException("there is no refresh token"));
    }
    return byRefresh(refresh, "Log in again");
  }

  private Issued identity(Map<String, String> form, String wayIn) {
    var json = posted("/identity/token", form, wayIn);
    var access = json.at("access_token").text();
    if (access.isEmpty() || access.indexOf('\n') >= 0 || access.indexOf('\r') >= 0) {
      throw errors.malformed(what(), new IOException("there is no token"));
    }
    var expires =
        clock.instant().plusSeconds(Math.clamp(json.at("expires_in").number(0), 0, 86_400));
    return new Issued(access, json.at("refresh_token").text(), expires);
  }

  private String what() {
    return "logging in to " + address.host();
  }

  private JsonValue posted(String path, Map<String, String> form, String wayIn) {
    var text = new StringBuilder();
    form.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    var request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(PATIENCE)
            .header("User-Agent", "breakwater")
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(text.toString()))
            .build();
    byte[] body;
    int status;
    try {
      var response = ServerClient.exchanged(http, request);
      try (var in = response.body()) {
        body = in.readNBytes(LIMIT);
      }
      status = response.statusCode();
    } catch (IOException e) {
      throw errors.of(what(), e);
    }
    if (status == ERROR) {
      // How token services say that a token or key is wrong (RFC 6749, section 5.2).
      status = 401;
    }
    if (status != 200) {
      throw errors.of(what(), status, body, wayIn);
    }
    try {
      return JsonReader.read(body);
    } catch (IOException e) {
      throw errors.malformed(what(), e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
