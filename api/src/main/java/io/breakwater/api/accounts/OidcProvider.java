package io.breakwater.api.accounts;

import io.breakwater.accounts.oidc.OidcClient;
import io.breakwater.accounts.oidc.OidcException;
import io.breakwater.accounts.oidc.OidcLogin;
import io.breakwater.accounts.oidc.ProviderKeys;
import io.breakwater.accounts.oidc.ProviderMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Asks an OpenID Connect provider: its document when the first login begins, so that a server
/// starts while the provider is down, its keys, and the ID token for a code. Follows no redirects,
/// reads 256 KiB at most, and waits ten seconds at most. Safe for use by many threads.
public final class OidcProvider implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LARGEST = 256 * 1024;
  private static final JsonFactory JSON = new JsonFactory();

  private final String issuer;
  private final OidcClient client;
  private final InstantSource clock;
  private final SecureRandom random;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private volatile @Nullable OidcLogin login;

  /// A provider.
  ///
  /// @param issuer its name, an address under which its document is
  public OidcProvider(String issuer, OidcClient client, InstantSource clock, SecureRandom random) {
    this.issuer = issuer;
    this.client = client;
    this.clock = clock;
    this.random = random;
  }

  /// Whether cookies are to be sent over TLS only, as the way back is.
  boolean secure() {
    return "https".equals(client.redirect().getScheme());
  }

  /// The flow.
  ///
  /// @throws OidcException the provider does not answer, or cannot do what is needed
  OidcLogin login() throws OidcException {
    var known = login;
    if (known != null) {
      return known;
    }
    var document = get(ProviderMetadata.location(issuer), "the OIDC provider's document");
    var metadata = ProviderMetadata.parse(document, issuer);
    var keys = new ProviderKeys(() -> keys(metadata.keys()), clock);
    var made = new OidcLogin(metadata, client, keys, clock, random);
    login = made;
    return made;
  }

  private String keys(URI at) throws IOException {
    try {
      return get(at, "the OIDC provider's keys");
    } catch (OidcException e) {
      throw new IOException(e);
    }
  }

  private String get(URI at, String what) throws OidcException {
    return send(HttpRequest.newBuilder(at).GET(), what);
  }

  /// The ID token for a code.
  String idToken(OidcLogin.Exchange exchange) throws OidcException {
    var request =
        HttpRequest.newBuilder(exchange.url())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(exchange.form()));
    exchange.authorization().ifPresent(value -> request.header("Authorization", value));
    var what = "the OIDC provider's answer to a code";
    try (var json = JSON.createParser(ObjectReadContext.empty(), send(request, what))) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          var name = json.currentName();
          var value = json.nextToken();
          if (name.equals("id_token") && value == JsonToken.VALUE_STRING) {
            return json.getString();
          }
          json.skipChildren();
        }
      }
    } catch (JacksonException e) {
      throw new OidcException(what + " is not understood", e);
    }
    throw new OidcException(what + " has no ID token");
  }

  private String send(HttpRequest.Builder request, String what) throws OidcException {
    var asked = request.header("Accept", "application/json").timeout(PATIENCE).build();
    try {
      var answer = http.send(asked, BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        var bytes = body.readNBytes(LARGEST + 1);
        if (answer.statusCode() != 200 || bytes.length > LARGEST) {
          throw new OidcException(
              what + " cannot be had: status " + answer.statusCode() + ", or too long");
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new OidcException(what + " cannot be had", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OidcException(what + " cannot be had", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
