package io.breakwater.management;

import static io.breakwater.management.Images.BUILT;
import static io.breakwater.management.Images.config;
import static io.breakwater.management.Images.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Verdict;
import io.breakwater.advisor.Verdict.Reason;
import io.breakwater.advisor.Verdict.Status;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.IssueCounts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageListTest {
  private static final String ALL = "/api/v1/images";
  private static final String DIGESTS = "/api/v1/images/digests";

  @TempDir Path folder;
  private ManagementServer server;
  private Client admin;

  @BeforeEach
  void start() throws Exception {
    server = new ManagementServer(folder);
    admin = server.as("admin");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static ImageVerdict verdict(Status status, IssueCounts counts) {
    return new ImageVerdict(
        new Verdict(status, List.of(new Reason("test", "A test", ""))), counts, Instant.EPOCH);
  }

  @Test
  void imageHasTheShapeOfDockersRemoteApi() {
    var digest = Images.push(admin, "birds/robin", "1", "layer");
    Images.push(admin, "birds/robin", "latest", "layer");
    var list = admin.get(ALL + "?namespace=birds");
    assertThat(list.header("Content-Type")).isEqualTo("application/json");
    var host = server.host();
    var names = List.of(host + "birds/robin:1", host + "birds/robin:latest");
    assertThat(list.at())
        .isEqualTo(
            List.of(
                Map.ofEntries(
                    Map.entry("Id", sha256(config(BUILT)).toString()),
                    Map.entry("ParentId", ""),
                    Map.entry("DigestTags", Map.of(digest.toString(), names)),
                    Map.entry("RepoTags", names),
                    Map.entry("RepoDigests", List.of(host + "birds/robin@" + digest)),
                    Map.entry("Created", Instant.parse(BUILT).getEpochSecond()),
                    Map.entry("Size", config(BUILT).length() + 5L),
                    Map.entry("VirtualSize", config(BUILT).length() + 5L),
                    Map.entry("Labels", Map.of("team", "birds")),
                    Map.entry("ManifestType", "OCI Image Manifest v1"))));
  }

  @Test
  void verdictsAreToldWhereTheyAreAskedFor() {
    var digest = Images.push(admin, "birds/robin", "1", "layer");
    var counts = new IssueCounts(3, 2, 1, 4);
    server.verdicts.put(digest.toString(), verdict(Status.FAIL, counts));
    var image = (Map<?, ?>) admin.get(ALL + "?vulnerabilities=true").at(0);
    assertThat(image.get("Vulnerable")).isEqualTo("true");
    assertThat(image.get("VulnerabilityCount")).isEqualTo(3L);
    assertThat(image.get("ConfigurationIssueCount")).isEqualTo(1L);
    assertThat(image.get("IssueCount")).isEqualTo(4L);
    assertThat(image.get("ExemptIssueCount")).isEqualTo(6L);
    assertThat(((Map<?, ?>) admin.get(ALL + "?vulnerabilities=false").at(0)).get("Vulnerable"))
        .isNull();
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void nothingUnknownIsCalledNotVulnerable(Status status) {
    var digest = Images.push(admin, "birds/robin", "1", "layer");
    server.verdicts.put(digest.toString(), verdict(status, IssueCounts.NONE));
    var word =
        switch (status) {
          case OK, WARN -> "false";
          case FAIL -> "true";
          case UNSUPPORTED, UNSCANNED, INCOMPLETE -> status.name();
        };
    assertThat(admin.get(ALL + "?vulnerabilities=true").at(0, "Vulnerable")).isEqualTo(word);
    var tag = admin.post(DIGESTS, "{}").at(0, "repoTags", server.host() + "birds/robin", "1");
    assertThat(((Map<?, ?>) tag).get("vulnerable")).isEqualTo(word);
  }

  @Test
  void imageThatNothingIsKnownOfIsUnscanned() {
    Images.push(admin, "birds/robin", "1", "layer");
    assertThat(admin.get(ALL + "?vulnerabilities=true").at(0, "Vulnerable")).isEqualTo("UNSCANNED");
  }

  @Test
  void tagsThatAreExemptDifferentlyAreListedByThemselves() {
    Images.push(admin, "birds/robin", "1", "layer");
    Images.push(admin, "birds/robin", "2", "layer");
    Images.push(admin, "birds/robin", "3", "layer");
    var fails = verdict(Status.FAIL, new IssueCounts(1, 0, 0, 0));
    server.verdicts.put("birds/robin:1", fails);
    server.verdicts.put("birds/robin:2", verdict(Status.WARN, new IssueCounts(0, 1, 0, 0)));
    server.verdicts.put("birds/robin:3", fails);
    var host = server.host();
    var list = admin.get(ALL + "?vulnerabilities=true");
    assertThat(list.at(0, "RepoTags"))
        .isEqualTo(List.of(host + "birds/robin:1", host + "birds/robin:3"));
    assertThat(list.at(0, "Vulnerable")).isEqualTo("true");
    assertThat(list.at(1, "RepoTags")).isEqualTo(List.of(host + "birds/robin:2"));
    assertThat(list.at(1, "Vulnerable")).isEqualTo("false");
    assertThat((List<?>) list.at()).hasSize(2);
  }

  @Test
  void listHoldsWhatIsAskedForAndMayBeSeen() {
    Images.push(admin, "birds/robin", "1", "a");
    Images.push(admin, "birds/wren", "1", "b");
    Images.push(admin, "fish/cod", "1", "c");
    Images.push(server.as("hawk"), "hawks/kite", "1", "d");
    Images.push(admin, "birds/robin", "", "untagged");
    assertThat(repositories(admin.get(ALL)))
        .containsExactly("birds/robin", "birds/wren", "fish/cod");
    assertThat(repositories(server.as("robin").get(ALL)))
        .containsExactly("birds/robin", "birds/wren");
    assertThat(repositories(admin.get(ALL + "?namespace=fish"))).containsExactly("fish/cod");
    assertThat(repositories(admin.get(ALL + "?namespace=fish&namespace=birds"))).hasSize(3);
    assertThat(repositories(admin.get(ALL + "?namespace=hawks"))).isEmpty();
    assertThat(repositories(server.as("robin").get(ALL + "?namespace=fish"))).isEmpty();
    assertThat(repositories(admin.get(ALL + "?repository=birds/wren")))
        .containsExactly("birds/wren");
    assertThat(repositories(admin.get(ALL + "?repository=" + server.host() + "fish/cod")))
        .containsExactly("fish/cod");
    assertThat(repositories(admin.get(ALL + "?repository=fish/cod&namespace=birds"))).isEmpty();
    assertThat(repositories(server.as("robin").get(ALL + "?repository=fish/cod"))).isEmpty();
    assertThat(repositories(admin.get(ALL + "?repository=hawks/kite"))).isEmpty();
    assertThat(repositories(admin.get(ALL + "?includePrivate=false&includeIBM=true"))).isEmpty();
    assertThat(admin.get(ALL + "?repository=Birds").status()).isEqualTo(400);
    assertThat(admin.get(ALL + "?includePrivate=maybe").status()).isEqualTo(400);
    assertThat(repositories(admin.get(ALL + "?includePrivate=false&includePrivate=true")))
        .hasSize(3);
    assertThat(server.as("stranger").get(ALL).status()).isEqualTo(404);
    assertThat(server.anonymous().get(ALL).status()).isEqualTo(401);
  }

  private List<String> repositories(Client.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return ((List<?>) answer.at())
        .stream()
            .map(image -> Client.found(image, "RepoTags", 0).toString())
            .map(name -> name.substring(server.host().length(), name.lastIndexOf(':')))
            .toList();
  }

  @Test
  void indexesAreListedWhereTheyAreAskedFor() {
    var image = Images.push(admin, "birds/robin", "amd64", "layer");
    var size =
        admin.get("/v2/birds/robin/manifests/amd64", "Accept", Images.MANIFEST).text().length();
    Images.index(admin, "birds/robin", "all", image, size);
    assertThat((List<?>) admin.get(ALL).at()).hasSize(1);
    var both = admin.get(ALL + "?includeManifestLists=true");
    assertThat(both.at(1, "ManifestType")).isEqualTo("OCI Image Index v1");
    assertThat((List<?>) admin.post(DIGESTS, "{}").at()).hasSize(2);
  }

  @Test
  void digestsHoldUntaggedImagesToo() {
    var tagged = Images.push(admin, "birds/robin", "1", "a");
    var untagged = Images.push(admin, "birds/robin", "", "b");
    Images.push(admin, "fish/cod", "1", "c");
    var digests = admin.post(DIGESTS, "{\"repositories\":[\"birds/robin\"],\"exclude_va\":true}");
    var host = server.host();
    var size = config(BUILT).length() + 1L;
    var created = Instant.parse(BUILT).getEpochSecond();
    assertThat((List<?>) digests.at()).hasSize(2);
    assertThat(digests.at(0))
        .isEqualTo(
            Map.of(
                "id",
                tagged.toString(),
                "created",
                created,
                "manifestType",
                "OCI Image Manifest v1",
                "repoTags",
                Map.of(host + "birds/robin", Map.of("1", Map.of())),
                "size",
                size));
    assertThat(digests.at(1, "repoTags")).isEqualTo(Map.of(host + "birds/robin", Map.of()));
    var only = admin.post(DIGESTS, "{\"exclude_tagged\":true,\"include_ibm\":false}");
    assertThat((List<?>) only.at()).hasSize(1);
    assertThat(only.at(0, "id")).isEqualTo(untagged.toString());
    assertThat((List<?>) server.as("robin").post(DIGESTS, "{}").at()).hasSize(2);
  }

  @Test
  void digestsTellTheVerdictOfEachTag() {
    Images.push(admin, "birds/robin", "1", "a");
    Images.push(admin, "birds/robin", "2", "a");
    server.verdicts.put("birds/robin:1", verdict(Status.FAIL, new IssueCounts(3, 1, 2, 0)));
    var tags = admin.post(DIGESTS, "{}").at(0, "repoTags", server.host() + "birds/robin");
    assertThat(((Map<?, ?>) tags).get("1"))
        .isEqualTo(
            Map.of(
                "configurationIssueCount", 2L,
                "exemptIssueCount", 1L,
                "issueCount", 5L,
                "vulnerabilityCount", 3L,
                "vulnerable", "true"));
    assertThat(Client.found(tags, "2", "vulnerable")).isEqualTo("UNSCANNED");
  }

  @Test
  void digestsRefuseWhatTheyDoNotUnderstand() {
    assertThat(admin.post(DIGESTS, "[]").status()).isEqualTo(400);
    assertThat(admin.post(DIGESTS, "{\"excludeTagged\":true}").status()).isEqualTo(400);
    assertThat(admin.post(DIGESTS, "{\"repositories\":[1]}").status()).isEqualTo(400);
    assertThat(admin.post(DIGESTS, "{\"repositories\":[\"no\"]}").status()).isEqualTo(400);
    var many = "{\"repositories\":[" + "\"a/b\",".repeat(1_000) + "\"a/b\"]}";
    var answer = admin.post(DIGESTS, many);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("more than 1000 entries");
  }
}
