package io.breakwater.accounts.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.tokens.TokenCheck.Reason;
import io.breakwater.store.StoreException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Makes and checks tokens: JSON Web Tokens (RFC 7519, with the advice of RFC 8725) signed with
/// HMAC-SHA-256.
///
/// Only this server and its replicas check them, and those share the keys through the store, so
/// a public key would help nobody. It would cost: a check takes 6 µs this way and 650 µs with
/// ES256, on each request. One algorithm is spoken; the header of a token chooses the key by
/// its `kid` and nothing else. `typ` tells what a token is for (`at+jwt`, `rt+jwt`), so that
/// none passes for another.
///
/// Claims: `iss`, `aud` (the service), `sub` ([PrincipalId], empty for anonymous), `iat`,
/// `nbf`, `exp`, `jti`, `access` ([Access]) or `all`, and of its own `account`, `name`, `key`,
/// `gen`, `until`.
public final class Tokens {
  private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;
  private static final JOSEObjectType ACCESS = new JOSEObjectType("at+jwt");
  private static final JOSEObjectType REFRESH = new JOSEObjectType("rt+jwt");

  /// Clocks of replicas differ by less.
  private static final Duration LEEWAY = Duration.ofSeconds(30);

  /// A hundred repositories of 255 characters fit.
  private static final int LONGEST = 64 * 1024;

  private static final int JTI = 16;

  private final KeyRing ring;
  private final String issuer;
  private final String service;
  private final TokenLifetimes lifetimes;
  private final InstantSource clock;
  private final SecureRandom random;
  private final CheckedTokens checked = new CheckedTokens();

  /// Tokens of a server.
  ///
  /// @param issuer `iss`
  /// @param service `aud`, and `service` in challenges
  public Tokens(
      KeyRing ring,
      String issuer,
      String service,
      TokenLifetimes lifetimes,
      InstantSource clock,
      SecureRandom random) {
    this.ring = ring;
    this.issuer = issuer;
    this.service = service;
    this.lifetimes = lifetimes;
    this.clock = clock;
    this.random = random;
  }

  /// Makes one that allows what was granted, and nothing when nothing was.
  public IssuedToken forRegistry(TokenSubject subject, Access access) throws StoreException {
    return issue(subject, ACCESS, lifetimes.registry(), Optional.of(access));
  }

  /// Makes one that stands for all the rights of somebody.
  public IssuedToken forIdentity(TokenSubject subject) throws StoreException {
    return issue(known(subject), ACCESS, lifetimes.identity(), Optional.empty());
  }

  /// Makes one that fetches others.
  public IssuedToken forRefresh(TokenSubject subject) throws StoreException {
    return issue(known(subject), REFRESH, lifetimes.refresh(), Optional.empty());
  }

  private static TokenSubject known(TokenSubject subject) {
    if (subject.principal() instanceof Principal.Anonymous) {
      throw new IllegalArgumentException("nobody has no rights to stand for");
    }
    return subject;
  }

  private IssuedToken issue(
      TokenSubject subject, JOSEObjectType use, Duration life, Optional<Access> access)
      throws StoreException {
    var issued = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var latest = issued.plus(life);
    var expires = subject.until().filter(until -> until.isBefore(latest)).orElse(latest);
    var id = new byte[JTI];
    random.nextBytes(id);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(service)
            .subject("")
            .issueTime(Date.from(issued))
            .notBeforeTime(Date.from(issued))
            .expirationTime(Date.from(expires))
            .jwtID(HexFormat.of().formatHex(id))
            .claim("gen", subject.generation());
    if (subject.principal() instanceof Principal.Known known) {
      claims
          .subject(known.id().toString())
          .claim("account", known.account().value())
          .claim("name", known.display());
      known.apiKey().ifPresent(key -> claims.claim("key", key));
    }
    subject.until().ifPresent(until -> claims.claim("until", until.getEpochSecond()));
    access.ifPresentOrElse(
        granted -> claims.claim("access", granted.claim()), () -> claims.claim("all", true));
    var key = ring.current();
    var header = new JWSHeader.Builder(ALGORITHM).keyID(key.key().id()).type(use).build();
    var token = new SignedJWT(header, claims.build());
    try {
      token.sign(key.signer());
    } catch (JOSEException e) {
      throw new IllegalStateException("HMAC-SHA-256 signs anything", e);
    }
    return new IssuedToken(token.serialize(), issued, expires.truncatedTo(ChronoUnit.SECONDS));
  }

  /// Checks one that is to allow something.
  public TokenCheck check(String token) throws StoreException {
    if (token.length() > LONGEST) {
      return new TokenCheck.Refused(Reason.MALFORMED);
    }
    var name = CheckedTokens.name(token);
    var known = checked.find(name);
    if (known.isPresent()) {
      if (!over(known.get().expires())
          && !early(known.get().issued())
          && ring.find(known.get().key()).isPresent()) {
        return known.get().valid();
      }
      checked.forget(name);
    }
    return check(token, ACCESS, Optional.of(name));
  }

  /// Checks one that is to fetch others.
  public TokenCheck checkRefresh(String token) throws StoreException {
    return check(token, REFRESH, Optional.empty());
  }

  /// @param name to remember it under; empty for not at all
  private TokenCheck check(String text, JOSEObjectType use, Optional<String> name)
      throws StoreException {
    if (text.length() > LONGEST) {
      return new TokenCheck.Refused(Reason.MALFORMED);
    }
    try {
      var token = SignedJWT.parse(text);
      var refused = refusal(token, use);
      if (refused.isPresent()) {
        return new TokenCheck.Refused(refused.get());
      }
      var claims = token.getJWTClaimsSet();
      var check = read(claims);
      if (name.isPresent() && check instanceof TokenCheck.Valid valid) {
        checked.remember(
            name.get(),
            new CheckedTokens.Checked(
                valid,
                token.getHeader().getKeyID(),
                required(claims.getIssueTime()),
                required(claims.getExpirationTime())));
      }
      return check;
    } catch (ParseException | IllegalArgumentException e) {
      return new TokenCheck.Refused(Reason.MALFORMED);
    }
  }

  /// In this order, so that no claim is looked at before the signature.
  private Optional<Reason> refusal(SignedJWT token, JOSEObjectType use) throws StoreException {
    var header = token.getHeader();
    if (!ALGORITHM.equals(header.getAlgorithm())) {
      return Optional.of(Reason.WRONG_ALGORITHM);
    }
    if (!use.equals(header.getType())) {
      return Optional.of(Reason.WRONG_USE);
    }
    var id = header.getKeyID();
    var key = id == null ? Optional.<KeyRing.Ready>empty() : ring.find(id);
    if (key.isEmpty()) {
      return Optional.of(Reason.UNKNOWN_KEY);
    }
    try {
      if (!token.verify(key.get().verifier())) {
        return Optional.of(Reason.WRONG_SIGNATURE);
      }
    } catch (JOSEException e) {
      return Optional.of(Reason.WRONG_SIGNATURE);
    }
    return Optional.empty();
  }

  private TokenCheck read(JWTClaimsSet claims) throws ParseException {
    if (!issuer.equals(claims.getIssuer())) {
      return new TokenCheck.Refused(Reason.WRONG_ISSUER);
    }
    if (!claims.getAudience().equals(List.of(service))) {
      return new TokenCheck.Refused(Reason.WRONG_AUDIENCE);
    }
    if (over(required(claims.getExpirationTime()))) {
      return new TokenCheck.Refused(Reason.EXPIRED);
    }
    if (early(required(claims.getNotBeforeTime())) || early(required(claims.getIssueTime()))) {
      return new TokenCheck.Refused(Reason.NOT_YET);
    }
    return new TokenCheck.Valid(subject(claims), access(claims));
  }

  private boolean early(Instant begins) {
    return clock.instant().plus(LEEWAY).isBefore(begins);
  }

  private boolean over(Instant expires) {
    return !clock.instant().minus(LEEWAY).isBefore(expires);
  }

  /// A claim that is missing never means more than one that is there.
  private static Optional<Access> access(JWTClaimsSet claims) throws ParseException {
    var granted = claims.getClaim("access");
    if (granted != null) {
      return Optional.of(Access.parse(granted));
    }
    if (Boolean.TRUE.equals(claims.getBooleanClaim("all"))) {
      return Optional.empty();
    }
    throw new ParseException("neither access nor all", 0);
  }

  private static Instant required(Date date) throws ParseException {
    if (date == null) {
      throw new ParseException("no time", 0);
    }
    return date.toInstant();
  }

  private static TokenSubject subject(JWTClaimsSet claims) throws ParseException {
    var generation = claims.getLongClaim("gen");
    if (generation == null) {
      throw new ParseException("no generation", 0);
    }
    var until = Optional.ofNullable(claims.getLongClaim("until")).map(Instant::ofEpochSecond);
    var subject = claims.getSubject();
    if (subject == null) {
      throw new ParseException("no subject", 0);
    }
    if (subject.isEmpty()) {
      return new TokenSubject(new Principal.Anonymous(), generation, until);
    }
    var account = claims.getStringClaim("account");
    var name = claims.getStringClaim("name");
    if (account == null || name == null) {
      throw new ParseException("no account or name", 0);
    }
    var principal =
        new Principal.Known(
            PrincipalId.parse(subject),
            AccountId.parse(account),
            name,
            Optional.ofNullable(claims.getStringClaim("key")));
    return new TokenSubject(principal, generation, until);
  }
}
