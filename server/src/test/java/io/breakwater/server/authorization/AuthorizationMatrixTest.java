package io.breakwater.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.access.Need;
import io.breakwater.http.Route;
import io.breakwater.server.authorization.Somebody.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every route, by everybody, in a namespace of theirs, one of others, one that is open and one
/// that does not exist.
class AuthorizationMatrixTest {
  private static Fixture fixture;
  private static List<Somebody> everybody;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    fixture = new Fixture(folder);
    everybody = fixture.everybody();
    fixture.namespaces(everybody);
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void everyRouteDeclaresWhatItNeeds() {
    assertThat(fixture.routes()).hasSizeGreaterThan(50);
    assertThat(fixture.routes())
        .allSatisfy(route -> assertThat(route.attribute()).isInstanceOf(Need.class));
  }

  @Test
  void routesOfDocumentedInterfacesAskForWhatIsDocumented() {
    for (var route : fixture.routes()) {
      if (DocumentedRoutes.covers(route.pattern())) {
        assertThat(DocumentedRoutes.action(route.method(), route.pattern()))
            .as(route + ": what it is for stands in DocumentedRoutes")
            .contains(declared((Need) route.attribute()));
      }
    }
  }

  private static String declared(Need need) {
    return switch (need) {
      case Need.Nothing _ -> DocumentedRoutes.NOTHING;
      case Need.Login _ -> DocumentedRoutes.LOGIN;
      case Need.OnRepository(var action, var _) -> name(action);
      case Need.OnNamespace(var action) -> name(action);
      case Need.OnImage(var action) -> name(action);
      case Need.OnScope(var action, var _) -> name(action);
      case Need.OnAccount(var action) -> name(action);
      case Need.Listing(var action) -> name(action);
      case Need.LocalOrOnAccount(var action) -> name(action);
    };
  }

  private static String name(Action action) {
    return action.actionName().substring("container-registry.".length());
  }

  /// What is open to all without a look at who they are is a short list.
  @Test
  void onlyTheseRoutesAskForNothing() {
    assertThat(fixture.routes().stream().filter(route -> route.attribute() instanceof Need.Nothing))
        .extracting(Route::pattern)
        .isSubsetOf(
            "/oauth/token",
            "/identity/token",
            "/livez",
            "/readyz",
            "/api/v1/openapi.json",
            "/api/v2/openapi.json",
            "/va/api/openapi.json",
            "/api/v2/login",
            "/api/v2/session",
            "/oidc/login",
            "/oidc/callback",
            "/",
            "/images",
            "/images/{+rest...}",
            "/issues",
            "/issues/{+rest...}",
            "/compare",
            "/exemptions",
            "/advisories",
            "/trash",
            "/access",
            "/access/{+rest...}",
            "/audit",
            "/account",
            "/assets/{file}");
  }

  /// A change asks for more than to be somebody, but for what is one's own.
  @Test
  void onlyTheseChangesAskForALoginAlone() {
    assertThat(
            fixture.routes().stream()
                .filter(route -> route.attribute() instanceof Need.Login)
                .filter(route -> !route.method().equals("GET")))
        .extracting(Route::toString)
        .isSubsetOf(
            "PUT /api/v2/password",
            "POST /api/v2/api-keys",
            "DELETE /api/v2/api-keys/{key}",
            "DELETE /api/v2/session");
  }

  @Test
  void everybodyIsAnsweredAsIsDocumented() throws Exception {
    var wrong = new ArrayList<String>();
    var cells = 0;
    for (var route : fixture.routes()) {
      var need = (Need) route.attribute();
      for (var namespace : namespaces(need)) {
        for (var who : everybody) {
          cells++;
          var expected = Expected.of(route, who, namespace);
          var answer = ask(route, who, namespace);
          var found = found(need, answer);
          if (!same(route, found, expected) || answer.status() == 500) {
            wrong.add(
                "%s in '%s' by %s: %s, not %s: %s"
                    .formatted(route, namespace, who, found, expected, answer));
          }
          if (found == Expected.GRANTED && !route.method().equals("GET")) {
            fixture.repair(everybody);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cells).isGreaterThan(1_000);
  }

  /// Without a body nothing tells what is hidden from what is not there: that is the point.
  private static boolean same(Route route, Expected found, Expected expected) {
    return found == expected
        || (route.method().equals("HEAD")
            && found == Expected.GRANTED
            && expected == Expected.HIDDEN);
  }

  private static List<String> namespaces(Need need) {
    return switch (need) {
      case Need.OnRepository _, Need.OnNamespace _, Need.OnImage _ ->
          List.of("birds", "fish", Expected.OPEN, Expected.MISSING);
      case Need.OnScope(var _, var named) ->
          named ? List.of("birds", "fish", Expected.OPEN, Expected.MISSING) : List.of("");
      case Need.Nothing _,
          Need.Login _,
          Need.OnAccount _,
          Need.Listing _,
          Need.LocalOrOnAccount _ ->
          List.of("");
    };
  }

  private static Fixture.Answer ask(Route route, Somebody who, String namespace) throws Exception {
    var headers = new ArrayList<String>();
    if (who.kind() == Kind.ELSEWHERE) {
      headers.addAll(List.of("Account", "elsewhere"));
    }
    if (route.attribute() instanceof Need.LocalOrOnAccount) {
      // The test asks from this machine.
      headers.addAll(List.of("X-Forwarded-For", "192.0.2.1"));
    }
    if (who.inSession()) {
      // A logout would end the session for all calls behind it.
      var logout = route.toString().equals("DELETE /api/v2/session") && who.kind() == Kind.GOOD;
      var cookie = logout ? fixture.session(who.name()) : who.authorization();
      headers.addAll(List.of("Cookie", cookie, "X-Requested-With", "breakwater"));
    }
    return fixture.send(
        route.method(), path(route, namespace), who.header(), headers.toArray(String[]::new));
  }

  private static String path(Route route, String namespace) {
    var within = namespace.isEmpty() ? "another" : namespace;
    return route
        .pattern()
        .replace("{name...}", within + "/robin")
        .replace("{+image...}", within + "/robin:1")
        .replace("{+resource...}", within + "/robin")
        .replace("{namespace}", within)
        .replaceAll("\\{[^}]*digest}", "sha256:" + "0".repeat(64))
        .replaceAll("\\{[^}]*}", "x");
  }

  /// The guard's own words, so that a route that does not find an image, or may not change it,
  /// is told from it.
  private static Expected found(Need need, Fixture.Answer answer) {
    if (need instanceof Need.Nothing) {
      return Expected.GRANTED;
    }
    return switch (answer.status()) {
      case 401 -> Expected.LOGIN;
      case 403 ->
          answer.text().contains("; ask a Manager for it") ? Expected.DENIED : Expected.GRANTED;
      case 404 -> answer.text().contains("that you may see") ? Expected.HIDDEN : Expected.GRANTED;
      default -> Expected.GRANTED;
    };
  }

  /// What hides a namespace is byte for byte what is said of one that does not exist.
  @Test
  void whatIsHiddenLooksLikeWhatDoesNotExist() throws Exception {
    var reader = everybody.stream().filter(who -> who.namespace().equals("birds")).findFirst();
    for (var route : fixture.routes()) {
      if (namespaces((Need) route.attribute()).size() > 1) {
        var hidden = ask(route, reader.orElseThrow(), "fish");
        var missing = ask(route, reader.orElseThrow(), Expected.MISSING);
        assertThat(plain(hidden, "fish")).as(route.toString()).isEqualTo(plain(missing, "none"));
      }
    }
  }

  private static String plain(Fixture.Answer answer, String namespace) {
    var text = answer.text().replace(namespace, "NAME").replaceAll("[0-9a-f]{32}", "ID");
    return answer.status() + text;
  }
}
