package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cli.cr.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists of images: columns, sentences, names and templates.
class CrImagesTest {
  private static final String ALL =
      "GET /api/v1/images?includeManifestLists=true&includeIBM=false&includePrivate=true";
  private static final String DIGEST =
      "sha256:ba2f1c028c7200000000000000000000000000000000000000000000000000aa";
  private static final String OTHER =
      "sha256:0123456789ab00000000000000000000000000000000000000000000000000bb";

  @TempDir private Path folder = Path.of("");
  private final StubServer server = StubServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private static String image(
      String repository, String tag, String digest, String vulnerable, String issues) {
    return """
    {"Id":"%3$s","DigestTags":{"%3$s":["%1$s:%2$s"]},"RepoTags":["%1$s:%2$s"],
     "RepoDigests":["%1$s@%3$s"],"Created":1789568160,"Size":365000000,"Labels":{},
     "ManifestType":"Docker Image Manifest V2, Schema 2","Vulnerable":%4$s,"IssueCount":%5$s,
     "ExemptIssueCount":1}
    """
        .formatted(repository, tag, digest, vulnerable, issues);
  }

  private CrRun images(String... images) {
    server.on(ALL + "&vulnerabilities=true", "[" + String.join(",", images) + "]");
    server.on(ALL + "&vulnerabilities=false", "[" + String.join(",", images) + "]");
    return new CrRun(folder, server);
  }

  private CrRun robins() {
    return images(
        image("localhost:5000/birds/robin", "2", OTHER, "\"false\"", "0"),
        image("localhost:5000/birds/robin", "1", DIGEST, "\"true\"", "3"));
  }

  @Test
  void theListHasTheColumnsOfTheOriginal() {
    assertThat(robins().out("image-list"))
        .isEqualTo(
            """
            Listing images...
            Repository                   Tag   Digest         Namespace   Created         Size     Security status
            localhost:5000/birds/robin   1     ba2f1c028c72   birds       4 minutes ago   365 MB   3 Issues
            localhost:5000/birds/robin   2     0123456789ab   birds       4 minutes ago   365 MB   No Issues
            OK
            """);
  }

  @Test
  void anImageThatIsNotJudgedIsNeverCalledClean() {
    var out =
        images(
                image("h.example/b/r", "one", DIGEST, "\"true\"", "1"),
                image("h.example/b/r", "unscanned", DIGEST, "\"unscanned\"", "0"),
                image("h.example/b/r", "unsupported", DIGEST, "\"unsupported\"", "0"),
                image("h.example/b/r", "incomplete", DIGEST, "\"incomplete\"", "0"),
                image("h.example/b/r", "strange", DIGEST, "\"strange\"", "0"),
                image("h.example/b/r", "silent", DIGEST, "null", "null"),
                image("h.example/b/r", "uncounted", DIGEST, "\"false\"", "null"),
                image("h.example/b/r", "contradiction", DIGEST, "\"true\"", "0"))
            .out("images", "--format", "{{ .Tag }}={{ .SecurityStatus.Status }}");
    assertThat(out.lines())
        .containsExactlyInAnyOrder(
            "one=1 Issue",
            "unscanned=Scanning",
            "unsupported=Unsupported OS",
            "incomplete=Incomplete",
            "strange=Scanning",
            "silent=Scanning",
            "uncounted=Scanning",
            "contradiction=Incomplete");
  }

  @Test
  void optionsChangeColumnsAndDigests() {
    assertThat(robins().out("images", "--no-trunc", "--show-type", "--no-va"))
        .contains(
            DIGEST + "   Docker Image Manifest V2, Schema 2   birds       4 minutes ago   365 MB\n")
        .doesNotContain("Security status");
    assertThat(server.calls()).containsExactly(ALL + "&vulnerabilities=false");
  }

  @Test
  void quietPrintsNamesAndNothingElse() {
    assertThat(robins().out("images", "-q"))
        .isEqualTo("localhost:5000/birds/robin:1\nlocalhost:5000/birds/robin:2\n");
  }

  @Test
  void aTemplateChoosesAndFilters() {
    assertThat(
            robins()
                .out(
                    "images",
                    "--format",
                    "{{if gt .SecurityStatus.IssueCount 0}}{{.Repository}}:{{.Tag}} {{.Size}}"
                        + " {{.SecurityStatus.ExemptionCount}} {{.Digest}}{{end}}"))
        .isEqualTo("localhost:5000/birds/robin:1 365000000 1 ba2f1c028c72\n");
    Scans.assertRefused(robins().run("images", "--format", "{{ .Nmae }}"), 2, "usage");
    Scans.assertRefused(robins().run("images", "--format", "{{ .Tag"), 2, "usage");
    Scans.assertRefused(robins().run("images", "--format", "{{ .Tag }}", "-q"), 2, "usage");
  }

  @Test
  void restrictionsAreAskedForAndHeldTo() {
    var run = new CrRun(folder, server);
    var both =
        "["
            + image("h.example/birds/robin", "1", DIGEST, "\"true\"", "1")
            + ","
            + image("h.example/birdsong/x", "1", DIGEST, "\"true\"", "1")
            + "]";
    server.on(ALL + "&vulnerabilities=false&namespace=birds", both);
    assertThat(run.out("images", "-q", "--restrict", "birds"))
        .isEqualTo("h.example/birds/robin:1\n");
    server.on(ALL + "&vulnerabilities=false&namespace=birds&repository=birds%2Frobin", both);
    assertThat(run.out("images", "-q", "--restrict", "h.example/birds/robin"))
        .isEqualTo("h.example/birds/robin:1\n");
  }

  @Test
  void jsonIsWhatTheServerSays() throws IOException {
    var out = robins().out("images", "-o", "json");
    var json = JsonReader.read(out.getBytes(StandardCharsets.UTF_8));
    assertThat(json.elements()).hasSize(2);
    assertThat(json.elements().getFirst().at("DigestTags").at(OTHER).texts())
        .containsExactly("localhost:5000/birds/robin:2");
    assertThat(images().out("images", "--json").strip()).isEqualTo("[]");
  }

  @Test
  void digestsHaveALineForEachRepositoryAndATagOrNone() {
    server.on(
        "POST /api/v1/images/digests",
        """
        [{"id":"%s","created":1789568160,"manifestType":"Docker Image Manifest V2, Schema 2",
          "size":1800000,"repoTags":{"icr.io/ns/repo":{}}},
         {"id":"%s","created":null,"manifestType":"Docker Manifest List","size":433,
          "repoTags":{"icr.io/ns/repo":{"list":{"vulnerable":"true","issueCount":2}}}}]
        """
            .formatted(DIGEST, OTHER));
    var run = new CrRun(folder, server);
    assertThat(run.out("digests"))
        .isEqualTo(
            """
            Listing images...
            Repository       Digest                                                                    Tags   Type                                 Created         Size     Security status
            icr.io/ns/repo   %s   -      Docker Image Manifest V2, Schema 2   4 minutes ago   1.8 MB   -
            icr.io/ns/repo   %s   list   Docker Manifest List                 -               433 B    2 Issues
            OK
            """
                .formatted(DIGEST, OTHER));
    assertThat(
            run.out(
                "image-digests",
                "--format",
                "{{if not .Tags}}{{.Repository}}@{{.Digest}}{{end}}",
                "--restrict",
                "ns/repo"))
        .isEqualTo("icr.io/ns/repo@" + DIGEST + "\n");
    assertThat(server.calls().getLast())
        .endsWith(
            "{\"exclude_tagged\":false,\"exclude_va\":false,\"include_ibm\":false,"
                + "\"repositories\":[\"ns/repo\"]}");
  }

  @Test
  void inspectingPrintsAnArrayOrATemplate() {
    server.on(
        "GET /api/v1/images/birds%2Frobin%3Alatest/json",
        """
        {"Architecture":"amd64","Config":{"ExposedPorts":{"9443/tcp":{},"9080/tcp":{}},
         "Env":["A=1","B=2"]}}
        """);
    var run = new CrRun(folder, server);
    assertThat(run.out("image-inspect", "--format", "{{ .Config.ExposedPorts }}", "birds/robin"))
        .isEqualTo("map[9080/tcp:{} 9443/tcp:{}]\n");
    assertThat(
            run.out(
                "image-inspect",
                "--format",
                "{{ range .Config.Env }}{{ . }};{{ end }}{{ .Author }}",
                "birds/robin"))
        .isEqualTo("A=1;B=2;<no value>\n");
    assertThat(run.out("image-inspect", "birds/robin")).startsWith("[\n  {\n    \"Architecture\"");
  }

  @Test
  void aManifestIsPrintedWithSentencesOrWithout() {
    server.on("GET /api/v1/images/birds%2Frobin%3A1/manifest", "{\"schemaVersion\":2}");
    var run = new CrRun(folder, server);
    assertThat(run.out("manifest-inspect", "-q", "birds/robin:1"))
        .isEqualTo("{\n  \"schemaVersion\": 2\n}\n");
    assertThat(run.out("manifest-inspect", "birds/robin:1"))
        .startsWith("Inspecting the manifest of image 'birds/robin:1'...")
        .endsWith("}\n\nOK\n");
  }

  @Test
  void controlCharactersOfAServerDoNotReachTheTerminal() {
    var out =
        images(image("h.example/b/r", "\\u001b[2Jx", DIGEST, "\"true\"", "1"))
            .out("images", "--format", "{{ .Tag }}");
    assertThat(out).isEqualTo("\\x1b[2Jx\n");
  }
}
