package io.breakwater.api.accounts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/// An OpenID Connect provider on a loopback port that signs in whom the test says, and looks at
/// the code, the client's secret and the proof of the code's owner (RFC 7636).
final class FakeProvider implements AutoCloseable {
  private final HttpServer server;
  private final RSAKey key;
  private volatile Map<String, String> asked = Map.of();
  volatile String name = "Robin";
  volatile List<String> groups = List.of();

  FakeProvider() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// The person says yes to what the browser was sent with.
  void approve(Map<String, String> query) {
    asked = query;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var text =
          switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> document();
            case "/keys" -> new JWKSet(key.toPublicJWK()).toString();
            case "/token" -> token(exchange);
            default -> "";
          };
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(bytes.length == 0 ? 400 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String document() {
    return "{\"issuer\":\"ISSUER\",\"authorization_endpoint\":\"ISSUER/authorize\","
        .concat("\"token_endpoint\":\"ISSUER/token\",\"jwks_uri\":\"ISSUER/keys\",")
        .concat("\"response_types_supported\":[\"code\"],")
        .concat("\"code_challenge_methods_supported\":[\"S256\"]}")
        .replace("ISSUER", issuer());
  }

  private String token(HttpExchange exchange) throws IOException {
    var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var verifier = form.replaceFirst("(?s).*code_verifier=([^&]*).*", "$1");
    if (!form.contains("code=c0de")
        || exchange.getRequestHeaders().getFirst("Authorization") == null
        || !hash(verifier).equals(asked.get("code_challenge"))) {
      return "";
    }
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience("breakwater")
            .subject("s-1")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(60)))
            .claim("nonce", asked.get("nonce"))
            .claim("preferred_username", name)
            .claim("groups", groups)
            .build();
    var token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IOException(e);
    }
    return "{\"access_token\":{\"id_token\":\"x\"},\"id_token\":\"" + token.serialize() + "\"}";
  }

  private static String hash(String verifier) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return Base64URL.encode(sha256.digest(verifier.getBytes(StandardCharsets.US_ASCII)))
          .toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
