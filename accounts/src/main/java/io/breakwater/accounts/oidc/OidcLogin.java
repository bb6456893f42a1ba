package io.breakwater.accounts.oidc;

import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The flow of one provider, step by step.
public final class OidcLogin {
  static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int SECRET = 32;
  private static final int LONGEST_CODE = 4096;

  private final ProviderMetadata provider;
  private final OidcClient client;
  private final InstantSource clock;
  private final SecureRandom random;
  private final IdTokens idTokens;

  /// Where to send the browser, and what to keep until it is back.
  public record Begun(URI url, PendingLogin pending) {}

  /// What to `POST` to the provider, as `application/x-www-form-urlencoded`. Never printed.
  ///
  /// @param authorization value of the header of that name, where one is to be sent
  public record Exchange(URI url, String form, Optional<String> authorization) {
    @Override
    public String toString() {
      return "an exchange of a code at " + url;
    }
  }

  /// What came of a callback.
  public sealed interface Returned {
    /// The code is to be exchanged.
    record Proceed(Exchange exchange) implements Returned {}

    /// The login has ended.
    ///
    /// @param why for the log and the person, without what the browser sent
    record Ended(String why) implements Returned {}
  }

  /// What came of an ID token.
  public sealed interface SignIn {
    /// Somebody is signed in.
    record In(OidcIdentity identity) implements SignIn {}

    /// Nobody is.
    ///
    /// @param why for the log
    record Refused(String why) implements SignIn {}
  }

  /// Logins at a provider.
  public OidcLogin(
      ProviderMetadata provider,
      OidcClient client,
      ProviderKeys keys,
      InstantSource clock,
      SecureRandom random) {
    this.provider = provider;
    this.client = client;
    this.clock = clock;
    this.random = random;
    this.idTokens = new IdTokens(provider, client, keys, clock);
  }

  /// Begins one (Core section 3.1.2.1, RFC 7636 section 4).
  public Begun begin() {
    var pending = new PendingLogin(secret(), secret(), secret(), clock.instant());
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", client.id());
    query.put("redirect_uri", client.redirect().toString());
    query.put("scope", String.join(" ", "openid", String.join(" ", client.scopes())).strip());
    query.put("state", pending.state());
    query.put("nonce", pending.nonce());
    query.put("code_challenge", challenge(pending.verifier()));
    query.put("code_challenge_method", "S256");
    var endpoint = provider.authorization().toString();
    var url = endpoint + (endpoint.contains("?") ? "&" : "?") + encode(query);
    return new Begun(URI.create(url), pending);
  }

  private String secret() {
    var bytes = new byte[SECRET];
    random.nextBytes(bytes);
    return Base64URL.encode(bytes).toString();
  }

  static String challenge(String verifier) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return Base64URL.encode(sha256.digest(verifier.getBytes(StandardCharsets.US_ASCII)))
          .toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Looks at what the browser came back with (Core section 3.1.2.5).
  ///
  /// @param query the parameters, each once: one that was sent twice is a forgery and not here
  public Returned callback(Map<String, String> query, PendingLogin pending) {
    if (!equal(pending.state(), query.getOrDefault("state", ""))) {
      return new Returned.Ended("this login was not begun in this browser");
    }
    if (!clock.instant().isBefore(pending.begun().plus(PATIENCE))) {
      return new Returned.Ended("the login took longer than ten minutes");
    }
    var issuer = query.get("iss");
    if (issuer == null ? provider.namesItself() : !provider.issuer().equals(issuer)) {
      return new Returned.Ended("the answer is of another provider");
    }
    if (query.containsKey("error")) {
      return new Returned.Ended("the provider refused the login");
    }
    var code = query.getOrDefault("code", "");
    if (code.isEmpty() || code.length() > LONGEST_CODE) {
      return new Returned.Ended("the answer has no code");
    }
    return new Returned.Proceed(exchange(code, pending));
  }

  /// OpenID Connect Core section 3.1.3.1; authentication of the client by section 9.
  private Exchange exchange(String code, PendingLogin pending) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", client.redirect().toString());
    form.put("code_verifier", pending.verifier());
    var secret = client.secret();
    if (secret.isPresent() && !provider.postsSecret()) {
      var pair = encode(client.id()) + ":" + encode(secret.get());
      var header =
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
      return new Exchange(provider.token(), encode(form), Optional.of(header));
    }
    form.put("client_id", client.id());
    secret.ifPresent(text -> form.put("client_secret", text));
    return new Exchange(provider.token(), encode(form), Optional.empty());
  }

  /// Looks at the `id_token` that the provider gave for the code.
  ///
  /// @throws OidcException the provider's keys cannot be had: nothing is known of the token
  public SignIn signIn(String idToken, PendingLogin pending) throws OidcException {
    return idTokens.check(idToken, pending.nonce());
  }

  static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> each.getKey() + "=" + encode(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
