package io.breakwater.accounts.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSSignerOption;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.SetClock;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Role;
import io.breakwater.accounts.oidc.OidcLogin.Returned;
import io.breakwater.accounts.oidc.OidcLogin.SignIn;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OidcLoginTest {
  private static final String ISSUER = "https://id.example/realm";
  private static final OidcClient CLIENT =
      new OidcClient(
          "breakwater",
          Optional.of("s3cret:&"),
          URI.create("https://registry.example/oidc/callback"),
          List.of("profile", "groups"),
          "preferred_username",
          "groups");

  private static final RSAKey RSA = rsaKey("r1");
  private static final ECKey EC = ecKey("e1");

  private final SetClock clock = new SetClock();
  private List<JWK> published = List.of(RSA, EC);
  private int fetches;
  private boolean down;
  private final ProviderKeys keys = new ProviderKeys(this::fetch, clock);
  private final OidcLogin login = login(provider(Map.of()));

  private static RSAKey rsaKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ecKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String fetch() throws IOException {
    fetches++;
    if (down) {
      throw new IOException("down");
    }
    return new JWKSet(published).toString(true);
  }

  private static ProviderMetadata provider(Map<String, Object> change) {
    try {
      return ProviderMetadata.parse(document(change), ISSUER);
    } catch (OidcException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String document(Map<String, Object> change) {
    var document = new HashMap<String, Object>();
    document.put("issuer", ISSUER);
    document.put("authorization_endpoint", "https://id.example/auth?tenant=1");
    document.put("token_endpoint", "https://id.example/token");
    document.put("jwks_uri", "https://id.example/keys");
    document.put("response_types_supported", List.of("code", "id_token"));
    document.putAll(change);
    return JSONObjectUtils.toJSONString(document);
  }

  private OidcLogin login(ProviderMetadata provider) {
    return new OidcLogin(provider, CLIENT, keys, clock, new SecureRandom());
  }

  private static Map<String, String> parameters(String encoded) {
    return Arrays.stream(encoded.split("&"))
        .map(each -> each.split("=", 2))
        .collect(
            Collectors.toMap(
                each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
  }

  private String token(
      PendingLogin pending,
      JWSAlgorithm algorithm,
      String kid,
      JWSSigner signer,
      Consumer<JWTClaimsSet.Builder> change)
      throws Exception {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience("breakwater")
            .subject("4711")
            .issueTime(Date.from(clock.instant()))
            .expirationTime(Date.from(clock.instant().plusSeconds(300)))
            .claim("nonce", pending.nonce())
            .claim("preferred_username", "robin")
            .claim("groups", List.of("devs", "ops"));
    change.accept(claims);
    var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims.build());
    token.sign(signer);
    return token.serialize();
  }

  private String token(PendingLogin pending, Consumer<JWTClaimsSet.Builder> change)
      throws Exception {
    return token(pending, JWSAlgorithm.RS256, "r1", new RSASSASigner(RSA), change);
  }

  @Test
  void theBrowserIsSentWithAllThatIsNeeded() {
    var begun = login.begin();
    assertThat(begun.url().toString()).startsWith("https://id.example/auth?tenant=1&");
    assertThat(parameters(begun.url().getRawQuery()))
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "breakwater")
        .containsEntry("redirect_uri", "https://registry.example/oidc/callback")
        .containsEntry("scope", "openid profile groups")
        .containsEntry("state", begun.pending().state())
        .containsEntry("nonce", begun.pending().nonce())
        .containsEntry("code_challenge", OidcLogin.challenge(begun.pending().verifier()))
        .containsEntry("code_challenge_method", "S256");
    assertThat(begun.url().toString()).doesNotContain(begun.pending().verifier());
    assertThat(begun.pending().verifier()).matches("[A-Za-z0-9_-]{43}");
    assertThat(
            Set.of(
                begun.pending().state(),
                begun.pending().nonce(),
                begun.pending().verifier(),
                login.begin().pending().state()))
        .hasSize(4);
  }

  /// RFC 7636, appendix B.
  @Test
  void theChallengeIsThatOfTheRfc() {
    assertThat(OidcLogin.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Test
  void theCodeIsExchangedWithProof() {
    var pending = login.begin().pending();
    var proceed = login.callback(Map.of("state", pending.state(), "code", "c&1"), pending);
    assertThat(proceed).isInstanceOf(Returned.Proceed.class);
    var exchange = ((Returned.Proceed) proceed).exchange();
    assertThat(exchange.url()).isEqualTo(URI.create("https://id.example/token"));
    assertThat(parameters(exchange.form()))
        .containsEntry("grant_type", "authorization_code")
        .containsEntry("code", "c&1")
        .containsEntry("redirect_uri", "https://registry.example/oidc/callback")
        .containsEntry("code_verifier", pending.verifier())
        .hasSize(4);
    assertThat(exchange.authorization())
        .contains(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("breakwater:s3cret%3A%26".getBytes(StandardCharsets.US_ASCII)));
    assertThat(exchange.toString()).doesNotContain("c&1", "c%26", pending.verifier());
  }

  @Test
  void theSecretGoesIntoTheFormWhereTheProviderWantsIt() {
    var posting =
        login(
            provider(
                Map.of("token_endpoint_auth_methods_supported", List.of("client_secret_post"))));
    var pending = posting.begin().pending();
    var proceed = posting.callback(Map.of("state", pending.state(), "code", "c"), pending);
    assertThat(proceed)
        .isInstanceOfSatisfying(
            Returned.Proceed.class,
            each -> {
              assertThat(each.exchange().authorization()).isEmpty();
              assertThat(parameters(each.exchange().form()))
                  .containsEntry("client_id", "breakwater")
                  .containsEntry("client_secret", "s3cret:&");
            });
  }

  private static void ended(Returned callback, String why) {
    assertThat(callback).isEqualTo(new Returned.Ended(why));
  }

  @Test
  void callbacksOfOthersEndTheLogin() {
    var pending = login.begin().pending();
    var state = pending.state();
    var foreign = "this login was not begun in this browser";
    ended(login.callback(Map.of("code", "c"), pending), foreign);
    ended(login.callback(Map.of("code", "c", "state", ""), pending), foreign);
    ended(
        login.callback(Map.of("code", "c", "state", login.begin().pending().state()), pending),
        foreign);
    ended(login.callback(Map.of("state", state), pending), "the answer has no code");
    ended(login.callback(Map.of("state", state, "code", ""), pending), "the answer has no code");
    ended(
        login.callback(Map.of("state", state, "code", "c", "iss", "https://evil"), pending),
        "the answer is of another provider");
    ended(
        login.callback(
            Map.of("state", state, "error", "access_denied", "error_description", "x"), pending),
        "the provider refused the login");
    assertThat(login.callback(Map.of("state", state, "code", "c", "iss", ISSUER), pending))
        .isInstanceOf(Returned.Proceed.class);
    clock.pass(Duration.ofMinutes(10));
    ended(
        login.callback(Map.of("state", state, "code", "c"), pending),
        "the login took longer than ten minutes");
  }

  @Test
  void aProviderThatNamesItselfAlwaysDoes() {
    var naming = login(provider(Map.of("authorization_response_iss_parameter_supported", true)));
    var pending = naming.begin().pending();
    ended(
        naming.callback(Map.of("state", pending.state(), "code", "c"), pending),
        "the answer is of another provider");
  }

  @Test
  void anIdTokenTellsWhoAndWhichGroups() throws Exception {
    var pending = login.begin().pending();
    var expected = new OidcIdentity(ISSUER, "4711", "robin", Set.of("devs", "ops"));
    assertThat(login.signIn(token(pending, any -> {}), pending)).isEqualTo(new SignIn.In(expected));
    assertThat(
            login.signIn(
                token(pending, JWSAlgorithm.ES256, "e1", new ECDSASigner(EC), any -> {}), pending))
        .isEqualTo(new SignIn.In(expected));
    assertThat(
            login.signIn(
                token(
                    pending,
                    claims ->
                        claims
                            .claim("groups", "devs")
                            .claim("preferred_username", null)
                            .audience(List.of("breakwater", "other"))
                            .claim("azp", "breakwater")),
                pending))
        .isEqualTo(new SignIn.In(new OidcIdentity(ISSUER, "4711", "4711", Set.of("devs"))));
  }

  private void refused(String token, PendingLogin pending, String why) throws Exception {
    assertThat(login.signIn(token, pending)).isEqualTo(new SignIn.Refused(why));
  }

  @Test
  void idTokensWithOtherClaimsAreRefused() throws Exception {
    var pending = login.begin().pending();
    var now = clock.instant();
    refused(
        token(pending, each -> each.issuer("https://id.example")), pending, "of another issuer");
    refused(token(pending, each -> each.audience("other")), pending, "for another client");
    refused(
        token(pending, each -> each.audience(List.of("breakwater", "other"))),
        pending,
        "for another party");
    refused(token(pending, each -> each.claim("azp", "other")), pending, "for another party");
    refused(
        token(pending, each -> each.expirationTime(Date.from(now.minusSeconds(60)))),
        pending,
        "expired");
    refused(
        token(pending, each -> each.issueTime(Date.from(now.minusSeconds(601)))),
        pending,
        "expired");
    refused(
        token(pending, each -> each.issueTime(Date.from(now.plusSeconds(61)))),
        pending,
        "of the future");
    refused(token(pending, each -> each.expirationTime(null)), pending, "no ID token");
    refused(token(pending, each -> each.issueTime(null)), pending, "no ID token");
    refused(token(pending, each -> each.claim("nonce", null)), pending, "for another login");
    refused(token(login.begin().pending(), any -> {}), pending, "for another login");
    refused(token(pending, each -> each.subject(null)), pending, "without a subject");
    refused(token(pending, each -> each.subject("")), pending, "without a subject");
    refused(token(pending, each -> each.subject("x".repeat(256))), pending, "without a subject");
  }

  @Test
  void idTokensThatTheProviderDidNotSignAreRefused() throws Exception {
    var pending = login.begin().pending();
    var others = new RSAKeyGenerator(2048).keyID("r1").generate();
    refused(
        token(pending, JWSAlgorithm.RS256, "r1", new RSASSASigner(others), any -> {}),
        pending,
        "not signed by a key of the provider");
    refused(
        token(pending, JWSAlgorithm.RS256, "r2", new RSASSASigner(RSA), any -> {}),
        pending,
        "not signed by a key of the provider");
    var parts = token(pending, any -> {}).split("\\.", -1);
    var none = Base64URL.encode("{\"alg\":\"none\"}").toString();
    refused(none + "." + parts[1] + ".", pending, "no ID token");
    refused(
        parts[0] + "." + parts[1] + "." + "AAAA", pending, "not signed by a key of the provider");
    refused("", pending, "no ID token");
    refused("x".repeat(300_000), pending, "no ID token: too long");
  }

  @Test
  void aPublicKeyIsNoSharedSecret() throws Exception {
    var pending = login.begin().pending();
    var known = new MACSigner(RSA.toRSAPublicKey().getEncoded());
    refused(
        token(pending, JWSAlgorithm.HS256, "r1", known, any -> {}),
        pending,
        "signed by an algorithm that is not accepted");
    published = List.of(new OctetSequenceKey.Builder(new byte[32]).keyID("s1").build());
    refused(
        token(pending, JWSAlgorithm.HS256, "s1", new MACSigner(new byte[32]), any -> {}),
        pending,
        "signed by an algorithm that is not accepted");
  }

  @Test
  void shortKeysAreRefused() throws Exception {
    var weak = new RSAKeyGenerator(1024, true).keyID("r1").generate();
    published = List.of(weak);
    var pending = login.begin().pending();
    refused(
        token(pending, JWSAlgorithm.RS256, "r1", new RSASSASigner(weak, allowed()), any -> {}),
        pending,
        "not signed by a key of the provider");
  }

  private static Set<JWSSignerOption> allowed() {
    return Set.of(AllowWeakRSAKey.getInstance());
  }

  @Test
  void newKeysAreFetchedWhenATokenNamesThem() throws Exception {
    var pending = login.begin().pending();
    published = List.of(EC);
    assertThat(
            login.signIn(
                token(pending, JWSAlgorithm.ES256, "e1", new ECDSASigner(EC), any -> {}), pending))
        .isInstanceOf(SignIn.In.class);
    published = List.of(RSA);
    refused(token(pending, any -> {}), pending, "not signed by a key of the provider");
    clock.pass(Duration.ofMinutes(1));
    assertThat(login.signIn(token(pending, any -> {}), pending)).isInstanceOf(SignIn.In.class);
    assertThat(fetches).isEqualTo(2);
    for (var at = 0; at < 100; at++) {
      refused(
          token(pending, JWSAlgorithm.RS256, "x" + at, new RSASSASigner(RSA), any -> {}),
          pending,
          "not signed by a key of the provider");
    }
    assertThat(fetches).isEqualTo(2);
  }

  @Test
  void keysStayGoodForADayWhileTheProviderIsAway() throws Exception {
    var pending = login.begin().pending();
    assertThat(login.signIn(token(pending, any -> {}), pending)).isInstanceOf(SignIn.In.class);
    down = true;
    clock.pass(Duration.ofHours(23));
    assertThat(login.signIn(token(pending, any -> {}), pending)).isInstanceOf(SignIn.In.class);
    clock.pass(Duration.ofHours(2));
    assertThatThrownBy(() -> login.signIn(token(pending, any -> {}), pending))
        .isInstanceOf(OidcException.class);
    assertThatThrownBy(() -> login.signIn(token(pending, any -> {}), pending))
        .isInstanceOf(OidcException.class);
  }

  @Test
  void documentsOfOthersOrWithoutWhatIsNeededAreRefused() {
    for (var change :
        List.<Map<String, Object>>of(
            Map.of("issuer", ISSUER + "/"),
            Map.of("issuer", 1),
            Map.of("code_challenge_methods_supported", List.of("plain")),
            Map.of("response_types_supported", List.of("id_token")),
            Map.of("token_endpoint", "http://id.example/token"),
            Map.of("token_endpoint", "javascript:alert(1)"),
            Map.of("jwks_uri", "https:///keys"),
            Map.of("jwks_uri", "https://id.example/ keys"),
            Map.of("jwks_uri", List.of()))) {
      assertThatThrownBy(() -> ProviderMetadata.parse(document(change), ISSUER))
          .as("%s", change)
          .isInstanceOf(OidcException.class);
    }
    for (var text : List.of("", "[]", "{}", "{", "x".repeat(300_000))) {
      assertThatThrownBy(() -> ProviderMetadata.parse(text, ISSUER))
          .isInstanceOf(OidcException.class);
    }
    assertThat(provider(Map.of("jwks_uri", "http://127.0.0.1:5556/keys")).keys())
        .isEqualTo(URI.create("http://127.0.0.1:5556/keys"));
    assertThat(ProviderMetadata.location(ISSUER))
        .isEqualTo(URI.create(ISSUER + "/.well-known/openid-configuration"))
        .isEqualTo(ProviderMetadata.location(ISSUER + "/"));
  }

  @Test
  void onePersonIsOnePrincipalWhateverTheyAreCalled() {
    var robin = new OidcIdentity(ISSUER, "4711", "robin", Set.of());
    assertThat(robin.id())
        .isEqualTo(new OidcIdentity(ISSUER, "4711", "admin", Set.of("ops")).id())
        .isNotEqualTo(new OidcIdentity(ISSUER, "4712", "robin", Set.of()).id())
        .isNotEqualTo(new OidcIdentity(ISSUER + "4", "711", "robin", Set.of()).id());
  }

  @Test
  void groupsGiveTheirRolesAndOthersNone() {
    var account = new AccountId("ours");
    var roles =
        new GroupRoles(
            Map.of(
                "devs", Set.of(Grant.of(Role.WRITER, account, "birds")),
                "ops", Set.of(Grant.of(Role.MANAGER, account))));
    assertThat(roles.grants(Set.of("devs", "ops", "Admins")).all())
        .containsExactlyInAnyOrder(
            Grant.of(Role.WRITER, account, "birds"), Grant.of(Role.MANAGER, account));
    assertThat(roles.grants(Set.of("Devs", "")).all()).isEmpty();
  }

  @Test
  void nothingPrintsASecret() {
    var begun = login.begin().pending();
    assertThat(CLIENT + " " + begun).doesNotContain("s3cret", begun.verifier(), begun.state());
  }
}
