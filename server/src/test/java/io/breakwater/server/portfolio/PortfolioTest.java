package io.breakwater.server.portfolio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.server.RunningServer;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The lists across all images, of a server to which some were pushed.
class PortfolioTest {
  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    RunningServer.advisories(
        folder,
        new FeedFolderBuilder()
            .debianFixed("openssl", "CVE-2026-1008", "bookworm", "3.0.12-1")
            .debianFixed("openssl", "CVE-2026-1009", "bookworm", "3.0.14-1")
            .dsa(
                "DSA-5678-1",
                LocalDate.now(ZoneOffset.UTC),
                "openssl",
                "bookworm",
                "3.0.14-1",
                "CVE-2026-1009")
            .debianFixed("=cmd|'a'!A1", "CVE-2026-1010", "bookworm", "2")
            .debianFixed("-1+1", "CVE-2026-1011", "bookworm", "2")
            .debianFixed("@sum", "CVE-2026-1012", "bookworm", "2")
            .debianFixed("+1", "CVE-2026-1013", "bookworm", "2"));
    server = RunningServer.start(folder, "namespaces.create-on-push=true");
    server.push("birds/robin", "old", image("3.0.11-1", "amd64").build());
    server.push("birds/robin", "new", image("3.0.13-1", "amd64").build());
    server.push("fish/trout", "1", image("3.0.15-1", "amd64").build());
    server.pushArtifact("notes/robin", "notes", new byte[] {1});
    server.push(
        "birds/robin",
        "both",
        new IndexBuilder().add(image("3.0.13-1", "amd64")).add(image("3.0.15-1", "arm64")).build());
    until("/api/v2/images", "/known/judged", 4);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ImageBuilder image(String openssl, String architecture) {
    return new ImageBuilder()
        .platform("linux", architecture)
        .user("app")
        .layer(new DpkgStatus().add("libssl3", openssl, architecture).source("openssl").bookworm());
  }

  private static JsonNode json(String path) throws Exception {
    var answer = server.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  /// Asks until a number is as it will be.
  private static JsonNode until(String path, String pointer, int number) throws Exception {
    for (var i = 0; i < 200; i++) {
      var found = json(path);
      if (found.at(pointer).asInt() == number) {
        return found;
      }
      Thread.sleep(50);
    }
    throw new AssertionError(pointer + " is not " + number + " in " + json(path));
  }

  private static List<String> names(JsonNode list) {
    var names = new ArrayList<String>();
    list.at("/images")
        .forEach(row -> names.add(row.at("/repository").asText() + ":" + row.at("/tag").asText()));
    return names;
  }

  @Test
  void imagesAreListedTheWorstFirstWithWhatIsSaidOfEach() throws Exception {
    var list = json("/api/v2/images?namespace=birds");
    assertThat(names(list))
        .containsExactly("birds/robin:old", "birds/robin:both", "birds/robin:new");
    assertThat(list.at("/total").asInt()).isEqualTo(3);
    assertThat(list.at("/verdicts/FAIL").asInt()).isEqualTo(3);
    var row = list.at("/images/0");
    assertThat(row.at("/verdict/status").asText()).isEqualTo("FAIL");
    assertThat(row.at("/counts/issues").asInt()).isEqualTo(2);
    assertThat(row.at("/counts/fixable").asInt()).isEqualTo(2);
    assertThat(row.at("/release").asText()).isEqualTo("debian:12");
    assertThat(row.at("/platforms/0").asText()).isEqualTo("linux/amd64");
    assertThat(row.at("/size").asLong()).isPositive();
    assertThat(row.at("/stale").asBoolean()).isFalse();
    assertThat(list.at("/images/1/kind").asText()).isEqualTo("index");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "verdict=OK&q=t:1 | fish/trout:1",
        "namespace=fish&verdict=ok&verdict=WARN | fish/trout:1",
        "issue=cve-2026-1008 | birds/robin:old",
        "namespace=birds&issue=dsa-5678-1&sort=name |"
            + " birds/robin:both,birds/robin:new,birds/robin:old",
        "issue=DSA-5678-1&issue=CVE-2026-1008&q=old | birds/robin:old",
        "issue=DSA-5678-1&namespace=fish | ''",
        "issue=DSA-5678-2 | ''",
        "package=openssl&q=NEW | birds/robin:new",
        "package=libssl3&repository=birds/robin&sort=-name |"
            + " birds/robin:old,birds/robin:new,birds/robin:both",
        "sort=name&offset=1&limit=2 | birds/robin:new,birds/robin:old",
        "q=trout | fish/trout:1",
        "exploited=true | ''",
        "offset=1000000 | ''"
      })
  void aFilterLetsThroughWhatItNames(String query, String found) throws Exception {
    assertThat(String.join(",", names(json("/api/v2/images?" + query)))).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "images?verdict=BAD | INCOMPLETE",
        "images?severity=worst | negligible",
        "images?sort=colour | pushed",
        "images?limit=0 | from 1 to 500",
        "images?limit=501 | from 1 to 500",
        "images?offset=-1 | from 0 to 1000000",
        "images?exploited=yes | true or false",
        "images?format=xml | json or csv"
      })
  void aParameterThatCannotBeMeantIsRefusedWithWhatCan(String path, String told) throws Exception {
    var answer = server.get("/api/v2/" + path);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(told).contains("PARAMETER_INVALID");
  }

  @Test
  void aParameterThatIsTooLongIsRefused() throws Exception {
    var name = "x".repeat(257);
    for (var parameter : List.of("q", "repository", "issue", "package", "namespace")) {
      var answer = server.get("/api/v2/images?" + parameter + "=" + name);
      assertThat(answer.statusCode()).as(parameter).isEqualTo(400);
    }
    var many = server.get("/api/v2/images?" + "issue=a&".repeat(21));
    assertThat(many.statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v2/images?namespace=cats").statusCode()).isEqualTo(404);
  }

  @Test
  void asCsvAllOfAFilterComes() throws Exception {
    var answer =
        server.send(
            server
                .request("/api/v2/images?namespace=birds&limit=1")
                .GET()
                .header("Accept", "text/csv"));
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(answer.body().lines()).hasSize(4);
    assertThat(answer.body()).startsWith("repository,tag,digest,").contains("birds/robin,old,");
    assertThat(server.get("/api/v2/images?format=csv&namespace=fish").body().lines()).hasSize(2);
  }

  @Test
  void noCellIsTakenForAFormula() throws Exception {
    var packages = new DpkgStatus();
    for (var name : List.of("=cmd|'a'!A1", "-1+1", "@sum", "+1")) {
      packages.add(name, "1", "amd64");
    }
    var layer = packages.bookworm();
    var image = new ImageBuilder().platform("=1+1;\t-2\r\n@x", "amd64").user("app").layer(layer);
    server.push("formulas/robin", "1", image.build());
    var other =
        new LayerBuilder()
            .file("etc/os-release", "ID=\"=HYPERLINK(1)\"\nVERSION_ID=\"+1\"\n")
            .file(DpkgStatus.PATH, packages.render());
    server.push(
        "formulas/robin", "2", new ImageBuilder().platform("@x", "-y").layer(other).build());
    until("/api/v2/images?namespace=formulas", "/known/judged", 2);
    var images = cells("/api/v2/images?namespace=formulas&format=csv");
    var issues = cells("/api/v2/issues?namespace=formulas&format=csv");
    assertThat(images).contains("'@x/-y");
    assertThat(issues).contains("'=cmd|'a'!A1", "'-1+1", "'@sum", "'+1");
    images.addAll(issues);
    assertThat(images).noneMatch(cell -> cell.matches("(?s)[=+@\t\r\n-].*"));
  }

  /// Of all lines, as a spreadsheet reads them: separated by commas or semicolons.
  private static List<String> cells(String path) throws Exception {
    var cells = new ArrayList<String>();
    for (var line : server.get(path).body().split("\r\n|\r|\n", -1)) {
      var cell = new StringBuilder();
      var quoted = false;
      for (var i = 0; i < line.length(); i++) {
        var character = line.charAt(i);
        if (character == '"') {
          quoted = !quoted;
        } else if (quoted || (character != ',' && character != ';')) {
          cell.append(character);
        } else {
          cells.add(cell.toString());
          cell.setLength(0);
        }
      }
      cells.add(cell.toString());
    }
    return cells;
  }

  @Test
  void theOverviewSumsUp() throws Exception {
    var overview = json("/api/v2/overview?namespace=birds");
    assertThat(overview.at("/tags").asInt()).isEqualTo(3);
    assertThat(overview.at("/repositories").asInt()).isEqualTo(1);
    assertThat(overview.at("/verdicts/FAIL").asInt()).isEqualTo(3);
    assertThat(overview.at("/worst")).hasSize(3);
    assertThat(overview.at("/known/images").asInt()).isEqualTo(3);
    assertThat(overview.at("/severities").size()).isEqualTo(6);
    assertThat(json("/api/v2/overview?namespace=fish").at("/tags").asInt()).isEqualTo(1);
  }

  @Test
  void issuesAreCountedAcrossImages() throws Exception {
    var list = json("/api/v2/issues?namespace=birds&type=vulnerability");
    assertThat(list.at("/total").asInt()).isEqualTo(2);
    assertThat(list.at("/issues/0/id").asText()).isEqualTo("CVE-2026-1009");
    assertThat(list.at("/issues/0/images").asInt()).isEqualTo(3);
    assertThat(list.at("/issues/0/active").asInt()).isEqualTo(3);
    assertThat(list.at("/issues/0/fixable").asInt()).isEqualTo(3);
    assertThat(list.at("/issues/0/packages/0").asText()).isEqualTo("libssl3");
    assertThat(json("/api/v2/issues?namespace=birds&q=1008&sort=id").at("/total").asInt())
        .isEqualTo(1);
    assertThat(json("/api/v2/issues?namespace=fish").at("/total").asInt()).isZero();
    assertThat(json("/api/v2/issues?namespace=birds&exploited=true").at("/issues")).isEmpty();
    assertThat(server.get("/api/v2/issues?namespace=birds&format=csv").body().lines())
        .contains("CVE-2026-1008,vulnerability,unknown,false,1,1,1,libssl3");
    assertThat(server.get("/api/v2/issues?type=other").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v2/issues?sort=pushed").body()).contains("exploited");
  }

  @Test
  void aNoticeLeadsToTheImagesThatHaveOneOfItsVulnerabilities() throws Exception {
    var found = json("/api/v2/issues/dsa-5678-1?namespace=birds");
    assertThat(found.at("/known").asBoolean()).isTrue();
    assertThat(found.at("/rows/0/issue").asText()).isEqualTo("CVE-2026-1009");
    assertThat(found.at("/images").size()).isEqualTo(2);
    assertThat(found.at("/images/0/packages/0/issue").asText()).isEqualTo("CVE-2026-1009");
    assertThat(json("/api/v2/issues/DSA-1-1").at("/known").asBoolean()).isFalse();
    assertThat(json("/api/v2/issues/DSA-5678-1?namespace=fish").at("/images")).isEmpty();
  }

  @Test
  void anIssueOfTheConfigurationLeadsToItsFilesAndLines() throws Exception {
    for (var tag : List.of("1", "2")) {
      var release = "ID=debian\nVERSION_ID=\"10\"\nVERSION_CODENAME=buster\n";
      var layer =
          new LayerBuilder()
              .file("etc/os-release", release)
              .file(DpkgStatus.PATH, new DpkgStatus().add("bash", tag, "amd64").render());
      server.push("ended/robin", tag, new ImageBuilder().user("app").layer(layer).build());
    }
    var list = until("/api/v2/issues?namespace=ended&type=configuration", "/issues/0/images", 2);
    var issue = list.at("/issues/0/id").asText();
    assertThat(issue).contains("_configuration:");
    var path = "/api/v2/issues/" + issue + "?namespace=ended";
    assertThat(json(path).at("/images")).hasSize(2);
    var first = json(path + "&limit=1");
    assertThat(first.at("/images/0/configuration/0/description").asText()).isNotEmpty();
    assertThat(first.at("/next").asText()).isEqualTo("1");
    var second = json(path + "&limit=1&after=1");
    assertThat(second.at("/next").isNull()).isTrue();
    assertThat(second.at("/images/0/digest")).isNotEqualTo(first.at("/images/0/digest"));
    assertThat(json("/api/v2/issues/" + issue + "?namespace=fish").at("/images")).isEmpty();
    var ended = json("/api/v2/overview?namespace=ended").at("/releasesEnded/0");
    assertThat(ended.at("/release").asText()).isEqualTo("debian:10");
    assertThat(ended.at("/images").asInt()).isEqualTo(2);
    assertThat(ended.at("/endOfLife").asText()).isEqualTo("2024-06-30");
  }

  @Test
  void whoMaySeeOneNamespaceIsToldOfNoOther() throws Exception {
    post("/api/v2/service-ids", "{\"name\":\"trout\"}");
    post("/api/v2/roles", "{\"to\":\"trout\",\"role\":\"Reader\",\"namespace\":\"fish\"}");
    var key =
        post("/api/v2/api-keys", "{\"name\":\"key\",\"owner\":\"trout\"}").at("/key").asText();
    assertThat(names(as(key, "/api/v2/images"))).containsExactly("fish/trout:1");
    assertThat(as(key, "/api/v2/overview").at("/known/images").asInt()).isEqualTo(1);
    assertThat(as(key, "/api/v2/overview").at("/severities/unknown").asInt()).isZero();
    assertThat(as(key, "/api/v2/issues").at("/total").asInt()).isZero();
    for (var text : List.of("robin", "birds", "CVE-2026", "ssl")) {
      for (var kind : as(key, "/api/v2/search?q=" + text)) {
        assertThat(kind).as(text).isEmpty();
      }
    }
    assertThat(as(key, "/api/v2/issues/DSA-5678-1").at("/images")).isEmpty();
    assertThat(as(key, "/api/v2/images?issue=DSA-5678-1").at("/images")).isEmpty();
    var theirs = as(key, "/api/v2/advisories");
    assertThat(theirs.at("/releases/0/release").asText()).isEqualTo("debian:12");
    assertThat(theirs.at("/releases/0/images").asInt()).isEqualTo(1);
    assertThat(theirs.at("/known/judged").asInt()).isEqualTo(1);
    assertThat(json("/api/v2/advisories").at("/releases/0/images").asInt())
        .isGreaterThanOrEqualTo(4);
    post("/api/v2/service-ids", "{\"name\":\"nobody\"}");
    var none =
        post("/api/v2/api-keys", "{\"name\":\"key\",\"owner\":\"nobody\"}").at("/key").asText();
    assertThat(as(none, "/api/v2/advisories").at("/releases/0/images").asInt(-1)).isZero();
    assertThat(as(none, "/api/v2/advisories").at("/known/images").asInt(-1)).isZero();
  }

  private static JsonNode post(String path, String body) throws Exception {
    var answer =
        server.send(
            server
                .request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    return new ObjectMapper().readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }

  private static JsonNode as(String key, String path) throws Exception {
    var login = "Basic " + Base64.getEncoder().encodeToString(("iamapikey:" + key).getBytes(UTF_8));
    var answer = server.send(server.request(path).setHeader("Authorization", login).GET());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void theSearchFindsEverythingByAPartOfItsName() throws Exception {
    var found = json("/api/v2/search?namespace=birds&q=ROBIN");
    assertThat(found.at("/images")).hasSize(3);
    assertThat(found.at("/images/0/tag").asText()).isEqualTo("both");
    assertThat(found.at("/repositories/0/tags").asInt()).isEqualTo(3);
    assertThat(json("/api/v2/search?q=fish").at("/namespaces/0").asText()).isEqualTo("fish");
    var issue = json("/api/v2/search?namespace=birds&q=2026-1009").at("/issues/0");
    assertThat(issue.at("/images").asInt()).isEqualTo(3);
    var packages = json("/api/v2/search?namespace=birds&q=ssl&limit=1").at("/packages");
    assertThat(packages).hasSize(1);
    assertThat(packages.at("/0/name").asText()).isEqualTo("libssl3");
    assertThat(json("/api/v2/search?q=").at("/images")).isEmpty();
    assertThat(server.get("/api/v2/search?q=a&limit=51").statusCode()).isEqualTo(400);
  }

  @Test
  void aDeletedImageGoesAndAMovedTagShowsTheOther() throws Exception {
    server.push("moved/robin", "1", image("3.0.11-1", "amd64").build());
    var path = "/api/v2/images?namespace=moved";
    until(path, "/images/0/counts/issues", 2);
    server.push("moved/robin", "1", image("3.0.15-1", "amd64").build());
    var row = until(path, "/verdicts/OK", 1);
    assertThat(row.at("/total").asInt()).isEqualTo(1);
    var deleted =
        server.send(
            server
                .request("/v2/moved/robin/manifests/" + row.at("/images/0/digest").asText())
                .DELETE());
    assertThat(deleted.statusCode()).isEqualTo(202);
    until(path, "/total", 0);
  }

  @Test
  void anExemptionChangesTheRowsThatItIsFor() throws Exception {
    server.push("exempt/robin", "1", image("3.0.13-1", "amd64").build());
    server.push("exempt/robin", "2", image("3.0.13-1", "amd64").build());
    var path = "/api/v2/images?namespace=exempt&sort=name";
    until(path, "/verdicts/FAIL", 2);
    var put =
        server
            .request("/api/v2/exemptions/exempt%2Frobin:1/issue/cve/CVE-2026-1009")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{}"));
    assertThat(server.send(put).statusCode()).isEqualTo(201);
    var list = until(path, "/verdicts/WARN", 1);
    assertThat(list.at("/images/0/verdict/status").asText()).isEqualTo("WARN");
    assertThat(list.at("/images/0/counts/exempt").asInt()).isEqualTo(1);
    assertThat(list.at("/images/1/verdict/status").asText()).isEqualTo("FAIL");
  }
}
