package io.breakwater.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.breakwater.server.configuration.ConfigurationReader;
import io.breakwater.server.installation.Dex;
import io.breakwater.server.installation.Variables;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People log in with a browser through a real provider, with authorisation code and PKCE
/// (RFC 7636): Dex, where `-Dbreakwater.dex=FILE` names its program or the path has it.
class DexLoginTest {
  private static final String PASSWORD = "correct horse";
  private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("(?:^|&)code=([^&]+)");
  private static final Pattern KEY = Pattern.compile("password +(\\S+)");

  @TempDir private Path folder = Path.of("");

  private volatile Duration ahead = Duration.ZERO;
  private URI base = URI.create("http://127.0.0.1");
  private @Nullable Dex dex;
  private @Nullable RegistryServer server;
  private final HttpClient plain = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws Exception {
    var program = Dex.program();
    assumeThat(program)
        .as("skipped: Dex is not installed; name its program with -Dbreakwater.dex=FILE")
        .isPresent();
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      base = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    var users = Map.of("ann", List.of("devs", "all"), "eve", List.of("all"));
    dex = Dex.start(program.orElseThrow(), folder, base.resolve("/oidc/callback"), PASSWORD, users);
    var settings =
        Map.of(
            "listen",
            base.getAuthority(),
            "public-url",
            base.toString(),
            "advisories.fetch",
            "false",
            "oidc.issuer",
            dex.issuer().toString(),
            "oidc.client-id",
            Dex.CLIENT,
            "oidc.client-secret",
            Dex.SECRET,
            "oidc.roles",
            "devs=Manager");
    InstantSource source = () -> Instant.now().plus(ahead);
    server =
        RegistryServer.start(
            ConfigurationReader.read(null, Variables.of(settings), Map.of()),
            new ServerFolders(folder.resolve("registry"), folder.resolve("advisories")),
            Map.of(),
            source.withZone(ZoneOffset.UTC),
            "1.2.3");
  }

  @AfterEach
  void stop() {
    plain.close();
    if (server != null) {
      server.close();
    }
    if (dex != null) {
      dex.close();
    }
  }

  /// A browser that follows redirects and keeps cookies.
  private static HttpClient browser() {
    return browser(new Cookies(), Redirect.NORMAL);
  }

  private static HttpClient browser(Cookies cookies, Redirect redirect) {
    return HttpClient.newBuilder().cookieHandler(cookies).followRedirects(redirect).build();
  }

  /// The library's own sends what has a `Max-Age` in the manner of RFC 2965, as no browser does.
  private static final class Cookies extends CookieManager {
    @Override
    public void put(URI uri, Map<String, List<String>> headers) throws IOException {
      super.put(uri, headers);
      getCookieStore().getCookies().forEach(cookie -> cookie.setVersion(0));
    }
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws Exception {
    return client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
  }

  /// Logs in at Dex's own page.
  private HttpResponse<String> login(HttpClient browser, String user, String password)
      throws Exception {
    return login("/oidc/login", browser, user, password);
  }

  private HttpResponse<String> login(String begin, HttpClient browser, String user, String password)
      throws Exception {
    var page = send(browser, HttpRequest.newBuilder(base.resolve(begin)).GET());
    return send(browser, filled(page, user, password));
  }

  private static HttpRequest.Builder filled(
      HttpResponse<String> page, String user, String password) {
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.uri().getPath()).startsWith("/dex/");
    var form = FORM.matcher(page.body());
    assertThat(form.find()).as(page.body()).isTrue();
    var action = page.uri().resolve(form.group(1).replace("&amp;", "&"));
    var body = "login=" + encoded(user + "@example.org") + "&password=" + encoded(password);
    return HttpRequest.newBuilder(action)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String key(HttpResponse<String> welcome) {
    var key = KEY.matcher(welcome.body());
    assertThat(key.find()).as(welcome.body()).isTrue();
    return key.group(1);
  }

  /// The status of beginning an upload.
  private int push(String user, String password) throws Exception {
    var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return send(
            plain,
            HttpRequest.newBuilder(base.resolve("/v2/team/app/blobs/uploads/"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
                .POST(BodyPublishers.noBody()))
        .statusCode();
  }

  @Test
  void whoIsInAGroupWithARoleGetsAKeyThatPushesUntilItExpires() throws Exception {
    var welcome = login(browser(), "ann", PASSWORD);
    assertThat(welcome.statusCode()).as(welcome.body()).isEqualTo(200);
    assertThat(welcome.uri().getPath()).isEqualTo("/oidc/callback");
    assertThat(welcome.body()).contains("You are logged in as ann.");
    var key = key(welcome);
    assertThat(push("ann", key)).isEqualTo(202);
    ahead = Duration.ofHours(11);
    assertThat(push("ann", key)).isEqualTo(202);
    ahead = Duration.ofHours(13);
    assertThat(push("ann", key)).isEqualTo(401);
  }

  @Test
  void whoIsInNoGroupWithARoleIsKnownAndMayNothing() throws Exception {
    var welcome = login(browser(), "eve", PASSWORD);
    assertThat(welcome.body()).contains("You are logged in as eve.");
    assertThat(push("eve", key(welcome))).isEqualTo(404);
  }

  @Test
  void whoComesFromAPageGetsASessionAndGoesBackToIt() throws Exception {
    var browser = browser();
    var page = login("/oidc/login?to=/api/v2/session", browser, "ann", PASSWORD);
    assertThat(page.uri()).isEqualTo(base.resolve("/api/v2/session"));
    assertThat(page.body())
        .contains("\"name\":\"ann\"", "\"role\":\"Manager\"", "\"hasPassword\":false");
    ahead = Duration.ofMinutes(31);
    var later = send(browser, HttpRequest.newBuilder(base.resolve("/api/v2/session")).GET());
    assertThat(later.statusCode()).isEqualTo(401);
  }

  @Test
  void aWrongPasswordStaysWithTheProvider() throws Exception {
    var page = login(browser(), "ann", "wrong");
    assertThat(page.uri().getPath()).startsWith("/dex/");
    assertThat(page.body()).doesNotContain("You are logged in");
  }

  @Test
  void aWayBackCountsOnceAndInTheSameBrowserOnly() throws Exception {
    var browser = browser();
    var welcome = login(browser, "ann", PASSWORD);
    var again = send(browser, HttpRequest.newBuilder(welcome.uri()).GET());
    assertThat(again.statusCode()).isEqualTo(401);
    var another = send(browser(), HttpRequest.newBuilder(welcome.uri()).GET());
    assertThat(another.statusCode()).isEqualTo(401);
    assertThat(another.body()).contains("/oidc/login");
  }

  @Test
  void theProviderIsAskedWithPkce() throws Exception {
    var answer = send(plain, HttpRequest.newBuilder(base.resolve("/oidc/login")).GET());
    assertThat(answer.statusCode()).isEqualTo(302);
    var location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(location)
        .contains("code_challenge_method=S256", "code_challenge=", "response_type=code", "nonce=");
  }

  @Test
  void aCodeThatWasStolenOnItsWayIsWorthNothing() throws Exception {
    var code = CODE.matcher(wayBack("ann").getRawQuery());
    assertThat(code.find()).isTrue();
    var client = Dex.CLIENT + ":" + encoded(Dex.SECRET);
    var answer =
        send(
            plain,
            HttpRequest.newBuilder(issuer().resolve("/dex/token"))
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(client.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "grant_type=authorization_code&code="
                            + code.group(1)
                            + "&redirect_uri="
                            + encoded(base.resolve("/oidc/callback").toString()))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("code_verifier");
  }

  private URI issuer() {
    return Objects.requireNonNull(dex).issuer();
  }

  /// Where the provider sends a browser, which does not get there.
  private URI wayBack(String user) throws Exception {
    var cookies = new Cookies();
    var page =
        send(
            browser(cookies, Redirect.NORMAL), HttpRequest.newBuilder(base.resolve("/oidc/login")));
    var answer = send(browser(cookies, Redirect.NEVER), filled(page, user, PASSWORD));
    while (answer.statusCode() / 100 == 3) {
      var next = answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
      if (next.getAuthority().equals(base.getAuthority())) {
        return next;
      }
      answer = send(browser(cookies, Redirect.NEVER), HttpRequest.newBuilder(next));
    }
    throw new AssertionError(answer.body());
  }
}
