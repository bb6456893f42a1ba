package io.breakwater.accounts.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.breakwater.accounts.oidc.OidcLogin.SignIn;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Believes or refuses ID tokens (OpenID Connect Core section 3.1.3.7, RFC 8725).
final class IdTokens {
  /// Signatures by public keys only: with a symmetric one whoever knows the public key could
  /// sign.
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final Duration LEEWAY = Duration.ofMinutes(1);

  /// The code was exchanged just now, so the token was made just now.
  private static final Duration OLDEST = Duration.ofMinutes(10);

  private static final int LONGEST = 256 * 1024;
  private static final int LONGEST_SUBJECT = 255;
  private static final int LONGEST_NAME = 255;

  private final ProviderMetadata provider;
  private final OidcClient client;
  private final ProviderKeys keys;
  private final InstantSource clock;

  IdTokens(ProviderMetadata provider, OidcClient client, ProviderKeys keys, InstantSource clock) {
    this.provider = provider;
    this.client = client;
    this.keys = keys;
    this.clock = clock;
  }

  SignIn check(String text, String nonce) throws OidcException {
    if (text.length() > LONGEST) {
      return new SignIn.Refused("no ID token: too long");
    }
    try {
      var token = SignedJWT.parse(text);
      if (!ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
        return new SignIn.Refused("signed by an algorithm that is not accepted");
      }
      if (!signed(token)) {
        return new SignIn.Refused("not signed by a key of the provider");
      }
      var claims = token.getJWTClaimsSet();
      var problem = problem(claims, nonce);
      return problem.isPresent()
          ? new SignIn.Refused(problem.get())
          : new SignIn.In(identity(claims));
    } catch (ParseException | IllegalArgumentException e) {
      return new SignIn.Refused("no ID token");
    }
  }

  private boolean signed(SignedJWT token) throws OidcException {
    var header = token.getHeader();
    for (var key : keys.of(header)) {
      try {
        var verifier =
            new DefaultJWSVerifierFactory()
                .createJWSVerifier(header, ((AsymmetricJWK) key).toPublicKey());
        if (token.verify(verifier)) {
          return true;
        }
      } catch (JOSEException e) {
        // A key that does not fit the algorithm has not signed.
      }
    }
    return false;
  }

  private Optional<String> problem(JWTClaimsSet claims, String nonce) throws ParseException {
    if (!provider.issuer().equals(claims.getIssuer())) {
      return Optional.of("of another issuer");
    }
    if (!claims.getAudience().contains(client.id())) {
      return Optional.of("for another client");
    }
    var party = claims.getStringClaim("azp");
    if (party == null ? claims.getAudience().size() > 1 : !party.equals(client.id())) {
      return Optional.of("for another party");
    }
    var now = clock.instant();
    var issued = required(claims.getIssueTime());
    if (!now.minus(LEEWAY).isBefore(required(claims.getExpirationTime()))
        || now.minus(OLDEST).isAfter(issued)) {
      return Optional.of("expired");
    }
    if (now.plus(LEEWAY).isBefore(issued)) {
      return Optional.of("of the future");
    }
    var given = claims.getStringClaim("nonce");
    if (given == null || !OidcLogin.equal(nonce, given)) {
      return Optional.of("for another login");
    }
    var subject = claims.getSubject();
    if (subject == null || subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
      return Optional.of("without a subject");
    }
    return Optional.empty();
  }

  private static Instant required(Date date) throws ParseException {
    if (date == null) {
      throw new ParseException("no time", 0);
    }
    return date.toInstant();
  }

  private OidcIdentity identity(JWTClaimsSet claims) {
    var subject = claims.getSubject();
    var name =
        claims.getClaim(client.nameClaim()) instanceof String text && !text.isBlank()
            ? text.substring(0, Math.min(text.length(), LONGEST_NAME))
            : subject;
    return new OidcIdentity(
        provider.issuer(), subject, name, groups(claims.getClaim(client.groupsClaim())));
  }

  private static Set<String> groups(@Nullable Object claim) {
    var groups = new HashSet<String>();
    if (claim instanceof String one) {
      groups.add(one);
    } else if (claim instanceof Collection<?> many) {
      for (var each : many) {
        if (each instanceof String one) {
          groups.add(one);
        }
      }
    }
    return groups;
  }
}
