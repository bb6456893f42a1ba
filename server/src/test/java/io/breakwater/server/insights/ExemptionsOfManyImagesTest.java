package io.breakwater.server.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.server.RunningServer;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More images than are judged for an answer.
class ExemptionsOfManyImagesTest {
  private static final int TAGS = 250;

  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    RunningServer.advisories(
        folder,
        new FeedFolderBuilder()
            .debianFixed("openssl", "CVE-2026-1008", "bookworm", "3.0.12-1")
            .debianFixed("bash", "CVE-2026-1010", "bookworm", "5.3"));
    server = RunningServer.start(folder, "namespaces.create-on-push=true");
    var bash = image("bash", "5.2");
    server.push("many/bash", "0", bash);
    for (var i = 1; i < TAGS; i++) {
      var put =
          server
              .request("/v2/many/bash/manifests/" + i)
              .header("Content-Type", bash.root().mediaType())
              .PUT(BodyPublishers.ofByteArray(bash.root().bytes()));
      assertThat(server.send(put).statusCode()).isEqualTo(201);
    }
    server.push("zoo/robin", "1", image("openssl", "3.0.11-1"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Built image(String name, String version) {
    return new ImageBuilder()
        .user("app")
        .layer(new DpkgStatus().add(name, version, "amd64").bookworm())
        .build();
  }

  private static JsonNode preview(String type, String issue) throws Exception {
    var answer =
        server.send(
            server
                .request("/api/v2/exemptions/preview")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        """
                        {"resource":"*","type":"%s","issue":"%s"}\
                        """
                            .formatted(type, issue))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void ofAVulnerabilityOnlyImagesThatHoldThePackageAreJudged() throws Exception {
    var preview = preview("cve", "CVE-2026-1008");

    assertThat(preview.at("/known/images").asInt()).isOne();
    assertThat(preview.at("/known/judged").asInt()).isOne();
    assertThat(preview.at("/changed/0/image").asText()).isEqualTo("zoo/robin");
  }

  @Test
  void noMoreThanTwoHundredAreJudgedAndTheAnswerSaysOfHowMany() throws Exception {
    var preview = preview("cve", "CVE-2026-1010");

    assertThat(preview.at("/known/images").asInt()).isEqualTo(TAGS);
    assertThat(preview.at("/known/judged").asInt()).isBetween(1, 200);
    assertThat(preview.at("/images").asInt()).isEqualTo(preview.at("/known/judged").asInt());
    assertThat(preview.at("/changed").size()).isLessThanOrEqualTo(100);
    var configuration = preview("configuration", "application_configuration:mysql.ssl-ca");
    assertThat(configuration.at("/known/images").asInt()).isEqualTo(TAGS + 1);
    assertThat(configuration.at("/known/judged").asInt()).isLessThanOrEqualTo(200);
  }
}
