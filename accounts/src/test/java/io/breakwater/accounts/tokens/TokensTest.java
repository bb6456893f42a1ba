package io.breakwater.accounts.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.SetClock;
import io.breakwater.accounts.tokens.TokenCheck.Reason;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final TokenSubject ROBIN =
      new TokenSubject(
          new Principal.Known(
              PrincipalId.parse("service:9a"),
              new AccountId("ours"),
              "robin",
              Optional.of("key-1")),
          7,
          Optional.empty());
  private static final Access PULL =
      new Access(Map.of("birds/robin", Set.of(RepositoryAction.PULL)), false);

  private final SetClock clock = new SetClock();
  private final KeysInMemory store = new KeysInMemory();
  private final KeyRing ring =
      new KeyRing(
          store, Duration.ofDays(30), TokenLifetimes.STANDARD.longest(), clock, new SecureRandom());
  private final Tokens tokens = tokens("breakwater", "registry.example");

  private Tokens tokens(String issuer, String service) {
    return new Tokens(ring, issuer, service, TokenLifetimes.STANDARD, clock, new SecureRandom());
  }

  private void refused(String token, Reason reason) throws Exception {
    assertThat(tokens.check(token)).as(token).isEqualTo(new TokenCheck.Refused(reason));
  }

  @Test
  void aTokenSaysWhoAndWhat() throws Exception {
    var token = tokens.forRegistry(ROBIN, PULL);
    assertThat(tokens.check(token.text()))
        .isEqualTo(new TokenCheck.Valid(ROBIN, Optional.of(PULL)));
    assertThat(token.life()).isEqualTo(Duration.ofMinutes(5));
    assertThat(token).hasToString("a token until 2026-03-01T12:05:00Z");
  }

  @Test
  void aTokenForNothingAllowsNothing() throws Exception {
    var token = tokens.forRegistry(ROBIN, Access.NONE).text();
    assertThat(tokens.check(token))
        .isEqualTo(new TokenCheck.Valid(ROBIN, Optional.of(Access.NONE)));
  }

  @Test
  void anIdentitysTokenStandsForAllItsRights() throws Exception {
    var token = tokens.forIdentity(ROBIN);
    assertThat(tokens.check(token.text())).isEqualTo(new TokenCheck.Valid(ROBIN, Optional.empty()));
    assertThat(token.life()).isEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void whoHasNotLoggedInGetsATokenForTheRegistryOnly() throws Exception {
    var nobody = TokenSubject.anonymous();
    assertThat(tokens.check(tokens.forRegistry(nobody, PULL).text()))
        .isEqualTo(new TokenCheck.Valid(nobody, Optional.of(PULL)));
    assertThatThrownBy(() -> tokens.forIdentity(nobody))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tokens.forRefresh(nobody))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refreshTokensFetchOthersAndNothingElse() throws Exception {
    var refresh = tokens.forRefresh(ROBIN).text();
    refused(refresh, Reason.WRONG_USE);
    assertThat(tokens.checkRefresh(refresh))
        .isEqualTo(new TokenCheck.Valid(ROBIN, Optional.empty()));
    assertThat(tokens.checkRefresh(tokens.forIdentity(ROBIN).text()))
        .isEqualTo(new TokenCheck.Refused(Reason.WRONG_USE));
    clock.pass(Duration.ofDays(29));
    assertThat(tokens.checkRefresh(refresh)).isInstanceOf(TokenCheck.Valid.class);
    clock.pass(Duration.ofDays(2));
    assertThat(tokens.checkRefresh(refresh)).isEqualTo(new TokenCheck.Refused(Reason.EXPIRED));
  }

  @Test
  void noTokenOutlivesTheKeyThatFetchedIt() throws Exception {
    var until = clock.instant().plusSeconds(100);
    var subject = new TokenSubject(ROBIN.principal(), 7, Optional.of(until));
    var token = tokens.forRegistry(subject, PULL);
    assertThat(token.expires()).isEqualTo(until);
    assertThat(tokens.forRefresh(subject).expires()).isEqualTo(until);
    assertThat(tokens.checkRefresh(tokens.forRefresh(subject).text()))
        .isEqualTo(new TokenCheck.Valid(subject, Optional.empty()));
    clock.pass(Duration.ofSeconds(130));
    refused(token.text(), Reason.EXPIRED);
  }

  @Test
  void tokensEndAfterTheirTimeAndThirtySeconds() throws Exception {
    var token = tokens.forRegistry(ROBIN, PULL).text();
    clock.pass(Duration.ofSeconds(329));
    assertThat(tokens.check(token)).isInstanceOf(TokenCheck.Valid.class);
    clock.pass(Duration.ofSeconds(1));
    refused(token, Reason.EXPIRED);
  }

  @Test
  void aReplicaWhoseClockIsThirtySecondsAheadIsBelieved() throws Exception {
    clock.pass(Duration.ofSeconds(30));
    var token = tokens.forRegistry(ROBIN, PULL).text();
    clock.pass(Duration.ofSeconds(-30));
    assertThat(tokens.check(token)).isInstanceOf(TokenCheck.Valid.class);
    clock.pass(Duration.ofSeconds(-1));
    refused(token, Reason.NOT_YET);
  }

  @Test
  void tokensOfOthersAreRefused() throws Exception {
    refused(tokens("breakwater", "other.example").forIdentity(ROBIN).text(), Reason.WRONG_AUDIENCE);
    refused(tokens("other", "registry.example").forIdentity(ROBIN).text(), Reason.WRONG_ISSUER);
  }

  @Test
  void tokensOutliveTheReplacementOfTheirKey() throws Exception {
    ring.current();
    clock.pass(Duration.ofDays(30).minusSeconds(1));
    var token = tokens.forRegistry(ROBIN, PULL).text();
    clock.pass(Duration.ofSeconds(2));
    var newer = tokens.forRegistry(ROBIN, PULL).text();
    assertThat(SignedJWT.parse(newer).getHeader().getKeyID())
        .isNotEqualTo(SignedJWT.parse(token).getHeader().getKeyID());
    assertThat(tokens.check(token)).isInstanceOf(TokenCheck.Valid.class);
    assertThat(tokens.check(newer)).isInstanceOf(TokenCheck.Valid.class);
  }

  @Test
  void tokenThatWasGoodIsNotWithoutItsKey() throws Exception {
    var token = tokens.forRegistry(ROBIN, PULL).text();
    assertThat(tokens.check(token)).isInstanceOf(TokenCheck.Valid.class);
    store.remove(ring.current().key().id());
    clock.pass(Duration.ofMinutes(4));
    refused(token, Reason.UNKNOWN_KEY);
  }

  @Test
  void tokenThatWasGoodIsReadOnce() throws Exception {
    var token = tokens.forRegistry(ROBIN, PULL).text();
    assertThat(tokens.check(token)).isSameAs(tokens.check(token));
  }

  /// What our own token holds, changed and signed by a key of one's choice.
  private String forged(
      JWSAlgorithm algorithm,
      String type,
      String kid,
      JWSSigner signer,
      Consumer<Map<String, Object>> change)
      throws Exception {
    var token = SignedJWT.parse(tokens.forRegistry(ROBIN, PULL).text());
    var claims = new LinkedHashMap<>(token.getJWTClaimsSet().getClaims());
    change.accept(claims);
    var changed = new JWTClaimsSet.Builder();
    claims.forEach(changed::claim);
    var header = new JWSHeader.Builder(algorithm).keyID(kid).type(new JOSEObjectType(type)).build();
    var forged = new SignedJWT(header, changed.build());
    forged.sign(signer);
    return forged.serialize();
  }

  private String ours(Consumer<Map<String, Object>> change) throws Exception {
    var key = ring.current();
    return forged(JWSAlgorithm.HS256, "at+jwt", key.key().id(), key.signer(), change);
  }

  @Test
  void otherAlgorithmsAreRefusedWhateverTheySign() throws Exception {
    var kid = ring.current().key().id();
    var secret = ring.current().key().secret();
    var pair = new ECKeyGenerator(Curve.P_256).generate();
    refused(
        forged(JWSAlgorithm.ES256, "at+jwt", kid, new ECDSASigner(pair), any -> {}),
        Reason.WRONG_ALGORITHM);
    var twice = new byte[64];
    System.arraycopy(secret, 0, twice, 0, 32);
    refused(
        forged(JWSAlgorithm.HS512, "at+jwt", kid, new MACSigner(twice), any -> {}),
        Reason.WRONG_ALGORITHM);
  }

  @Test
  void whatIsNotSignedIsRefused() throws Exception {
    var parts = List.of(tokens.forIdentity(ROBIN).text().split("\\.", -1));
    var none = Base64URL.encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}").toString();
    refused(none + "." + parts.get(1) + ".", Reason.MALFORMED);
    refused(none + "." + parts.get(1) + "." + parts.get(2), Reason.MALFORMED);
    refused(parts.get(0) + "." + parts.get(1) + ".", Reason.MALFORMED);
    refused(parts.get(0) + "." + parts.get(1), Reason.MALFORMED);
  }

  @Test
  void whatIsNoTokenIsRefused() throws Exception {
    for (var text : List.of("", ".", "..", "...", "a.b.c", "bw_x", "{}", "e30.e30.e30", "\u00e9")) {
      refused(text, Reason.MALFORMED);
    }
    refused("x".repeat(70_000), Reason.MALFORMED);
    refused("[".repeat(60_000), Reason.MALFORMED);
    var deep = Base64URL.encode("{\"a\":".repeat(10_000)).toString();
    refused(deep + ".e30.e30", Reason.MALFORMED);
  }

  @Test
  void keysOfOthersAreRefused() throws Exception {
    var signer = new MACSigner(new byte[32]);
    var kid = ring.current().key().id();
    refused(forged(JWSAlgorithm.HS256, "at+jwt", kid, signer, any -> {}), Reason.WRONG_SIGNATURE);
    refused(forged(JWSAlgorithm.HS256, "at+jwt", "theirs", signer, any -> {}), Reason.UNKNOWN_KEY);
    refused(forged(JWSAlgorithm.HS256, "JWT", kid, signer, any -> {}), Reason.WRONG_USE);
    var header = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}";
    refused(Base64URL.encode(header) + ".e30.e30", Reason.UNKNOWN_KEY);
  }

  @Test
  void aChangedTokenIsRefused() throws Exception {
    var parts = tokens.forRegistry(ROBIN, PULL).text().split("\\.", -1);
    var claims = new Base64URL(parts[1]).decodeToString().replace("\"pull\"", "\"push\"");
    refused(parts[0] + "." + Base64URL.encode(claims) + "." + parts[2], Reason.WRONG_SIGNATURE);
  }

  @Test
  void claimsThatOursDoNotHaveAreRefusedEvenWhenSigned() throws Exception {
    assertThat(tokens.check(ours(any -> {}))).isInstanceOf(TokenCheck.Valid.class);
    for (var claim : List.of("exp", "nbf", "iat", "sub", "gen", "account", "name")) {
      refused(ours(claims -> claims.remove(claim)), Reason.MALFORMED);
    }
    refused(ours(claims -> claims.remove("aud")), Reason.WRONG_AUDIENCE);
    refused(
        ours(claims -> claims.put("aud", List.of("registry.example", "other"))),
        Reason.WRONG_AUDIENCE);
    refused(ours(claims -> claims.remove("iss")), Reason.WRONG_ISSUER);
    refused(ours(claims -> claims.put("sub", "admin")), Reason.MALFORMED);
    refused(ours(claims -> claims.put("gen", "7")), Reason.MALFORMED);
    refused(ours(claims -> claims.put("access", "all")), Reason.MALFORMED);
    refused(ours(claims -> claims.put("access", List.of("all"))), Reason.MALFORMED);
    refused(
        ours(
            claims ->
                claims.put(
                    "access",
                    List.of(
                        Map.of("type", "repository", "name", "a/b", "actions", List.of("fly"))))),
        Reason.MALFORMED);
    refused(
        ours(claims -> claims.put("nbf", Date.from(Instant.parse("2026-03-01T12:01:00Z")))),
        Reason.NOT_YET);
    refused(
        ours(claims -> claims.put("iat", Date.from(Instant.parse("2026-03-01T12:01:00Z")))),
        Reason.NOT_YET);
  }

  @Test
  void noAccessIsNotAllAccess() throws Exception {
    refused(ours(claims -> claims.remove("access")), Reason.MALFORMED);
    refused(ours(claims -> claims.put("access", null)), Reason.MALFORMED);
  }

  @Test
  void lifetimesAreBounded() {
    var day = Duration.ofDays(1);
    assertThatThrownBy(() -> new TokenLifetimes(Duration.ofSeconds(59), day, day))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TokenLifetimes(day, day.plusNanos(1), day))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TokenLifetimes(day, day, Duration.ofDays(366)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(TokenLifetimes.STANDARD.longest()).isEqualTo(Duration.ofDays(30));
  }
}
