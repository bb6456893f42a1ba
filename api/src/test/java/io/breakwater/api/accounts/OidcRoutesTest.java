package io.breakwater.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.api.Api;
import io.breakwater.api.Client;
import io.breakwater.api.TestServer;
import io.breakwater.registry.uploads.UploadLimits;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OidcRoutesTest {
  @TempDir Path folder;
  private FakeProvider provider;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    provider = new FakeProvider();
    server =
        new TestServer(
            folder,
            Api.Options.of("breakwater.test"),
            UploadLimits.defaults(),
            Optional.of(provider.issuer()),
            List.of());
  }

  @AfterEach
  void stop() {
    server.close();
    provider.close();
  }

  private record Browser(String cookie, Map<String, String> sent) {}

  private Browser begin() {
    return begin("/oidc/login");
  }

  private Browser begin(String at) {
    var answer = server.anonymous().get(at);
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/oidc");
    assertThat(answer.header("Location")).startsWith(provider.issuer() + "/authorize?");
    var sent = new HashMap<String, String>();
    for (var pair : URI.create(answer.header("Location")).getRawQuery().split("&", -1)) {
      var equals = pair.indexOf('=');
      sent.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    provider.approve(sent);
    return new Browser(answer.header("Set-Cookie").replaceFirst(";.*", ""), sent);
  }

  private Client.Answer back(String cookie, String query) {
    return server.anonymous().get("/oidc/callback?" + query, "Cookie", "a=b; " + cookie);
  }

  private static String query(Browser browser) {
    return "code=c0de&state=" + browser.sent().get("state");
  }

  private static String word(Client.Answer page, String before) {
    return page.text().replaceFirst("(?s).*" + before + "\\s+(\\S+).*", "$1");
  }

  @Test
  void whoWasSignedInGetsAKeyForDockerLoginWithTheRolesOfTheirGroups() {
    provider.groups = List.of("writers");
    var browser = begin();
    var page = back(browser.cookie(), query(browser));
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/plain");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    var robin = server.with(Client.basic(word(page, "user"), word(page, "password")));
    assertThat(robin.post("/v2/birds/robin/blobs/uploads/").status()).isEqualTo(202);
    // Of the next login, without the group.
    provider.groups = List.of();
    var again = begin();
    assertThat(back(again.cookie(), query(again)).status()).isEqualTo(200);
    assertThat(robin.post("/v2/birds/robin/blobs/uploads/").status()).isEqualTo(404);
  }

  @Test
  void whoIsCalledAdminAtTheProviderIsNotAdminHere() {
    provider.name = "admin";
    var browser = begin();
    var page = back(browser.cookie(), query(browser));
    assertThat(word(page, "user")).matches("admin-[0-9a-f]{6}");
    var other = server.with(Client.basic(word(page, "user"), word(page, "password")));
    assertThat(other.get("/api/v2/users").status()).isEqualTo(404);
  }

  @Test
  void aLoginIsTakenOnce() {
    var browser = begin();
    assertThat(back(browser.cookie(), query(browser)).status()).isEqualTo(200);
    assertThat(back(browser.cookie(), query(browser)).status()).isEqualTo(401);
  }

  @Test
  void anotherBrowserDoesNotComeBackWithIt() {
    var mine = begin();
    var theirs = begin();
    assertThat(back("", query(mine)).status()).isEqualTo(401);
    assertThat(back("breakwater-login=", query(mine)).status()).isEqualTo(401);
    assertThat(back(theirs.cookie(), query(mine)).status()).isEqualTo(401);
    assertThat(server.audit.lines())
        .contains("DENIED container-registry.account.login anonymous through the provider");
  }

  @Test
  void whatWasSentTwiceIsAForgery() {
    var browser = begin();
    assertThat(back(browser.cookie(), query(browser) + "&state=x").status()).isEqualTo(401);
  }

  @Test
  void aWrongCodeLetsNobodyIn() {
    var browser = begin();
    var page = back(browser.cookie(), "code=other&state=" + browser.sent().get("state"));
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.text()).doesNotContain("127.0.0.1");
  }

  @Test
  void aProviderThatIsDownIsSaidToBe() {
    provider.close();
    var page = server.anonymous().get("/oidc/login");
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.header("Retry-After")).isEqualTo("30");
  }

  @Test
  void whoCameFromAPageGetsASessionAndGoesBackToIt() {
    provider.groups = List.of("writers");
    var browser = begin("/oidc/login?to=%2Fimages%2Fbirds%252Frobin%3Ftab%3Dfixes");
    var answer = back(browser.cookie(), query(browser));
    assertThat(answer.status()).as(answer.text()).isEqualTo(302);
    assertThat(answer.header("Location")).isEqualTo("/images/birds%2Frobin?tab=fixes");
    assertThat(answer.text()).isEmpty();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    var given = answer.response().headers().allValues("Set-Cookie");
    assertThat(given).hasSize(2).first().asString().startsWith("breakwater-login=;");
    assertThat(given.getLast()).startsWith("breakwater-session=").endsWith("; SameSite=Strict");
    var cookie = given.getLast().replaceFirst(";.*", "");
    var page = server.anonymous().get("/api/v2/session", "Cookie", cookie);
    assertThat(page.text())
        .contains(
            "\"name\":\"robin-",
            "\"oidc\":true,\"hasPassword\":false",
            "\"roles\":[{\"role\":\"Writer\",\"namespace\":null}]");
    assertThat(server.anonymous().get("/api/v2/api-keys", "Cookie", cookie).text())
        .isEqualTo("{\"api_keys\":[]}");
    assertThat(server.anonymous().get("/api/v2/login").text()).contains("\"oidc\":true");
  }

  @Test
  void nobodyIsSentToAnotherServer() {
    var browser = begin("/oidc/login?to=%2F%2Fevil.example");
    assertThat(back(browser.cookie(), query(browser)).header("Location")).isEqualTo("/");
  }

  @Test
  void whoIsRefusedGetsNoSession() {
    var browser = begin();
    var answer = back(browser.cookie(), "error=access_denied&state=" + browser.sent().get("state"));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text()).contains("begin again at /oidc/login");
    assertThat(answer.response().headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("breakwater-session"));
  }

  @Test
  void whoCameFromAPageAndIsRefusedSeesAPage() {
    var browser = begin("/oidc/login?to=%2Fimages%3Fq%3D1");
    var answer = back(browser.cookie(), "error=access_denied&state=" + browser.sent().get("state"));
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).isEqualTo("/?login=refused&to=%2Fimages%3Fq%3D1");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.response().headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("breakwater-session"));
    assertThat(server.audit.lines())
        .contains("DENIED container-registry.account.login anonymous through the provider");
  }

  @Test
  void whoCameFromAPageIsToldOnAPageThatTheProviderDoesNotAnswer() {
    var browser = begin("/oidc/login?to=//evil.example");
    var wrong = back(browser.cookie(), "code=other&state=" + browser.sent().get("state"));
    assertThat(wrong.status()).isEqualTo(302);
    assertThat(wrong.header("Location")).isEqualTo("/?login=unavailable&to=%2F");
  }

  @Test
  void whoComesFromAPageWhileTheProviderIsDownIsToldOnAPage() {
    provider.close();
    var down = server.anonymous().get("/oidc/login?to=/trash");
    assertThat(down.status()).isEqualTo(302);
    assertThat(down.header("Location")).isEqualTo("/?login=unavailable&to=%2Ftrash");
  }
}
