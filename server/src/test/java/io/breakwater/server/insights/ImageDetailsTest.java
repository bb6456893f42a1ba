package io.breakwater.server.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.breakwater.server.RunningServer;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDetailsTest {
  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(folder, "namespaces.create-on-push=true");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static DpkgStatus packages(String... names) {
    var status = new DpkgStatus();
    for (var name : names) {
      status.add(name, "1", "amd64");
    }
    return status;
  }

  private static ImageBuilder image(String architecture) {
    return new ImageBuilder()
        .platform("linux", architecture)
        .label("org.opencontainers.image.base.name", "docker.io/library/debian:12")
        .layer(
            new LayerBuilder()
                .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                .file(DpkgStatus.PATH, packages("base-files", "libc6").render()),
            "ADD rootfs.tar /")
        .history("ENV TOKEN=abc", true)
        .layer(
            new LayerBuilder()
                .file(DpkgStatus.PATH, packages("base-files", "libc6", "openssl").render()),
            "RUN apt-get install openssl");
  }

  private static JsonNode details(String image) throws Exception {
    var answer = server.get("/api/v2/images/" + image + "/details");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  @Test
  void theLayersTellWhatTheyBroughtAndWhichStepMadeThem() throws Exception {
    Built robin = image("amd64").build();
    server.push("birds/robin", "1", robin);

    var details = details("birds%2Frobin:1");

    assertThat(details.at("/repository").asText()).isEqualTo("birds/robin");
    assertThat(details.at("/digest").asText()).isEqualTo(robin.digest());
    assertThat(details.at("/kind").asText()).isEqualTo("image");
    assertThat(details.at("/tags")).hasSize(1);
    assertThat(details.at("/pushedBy").asText()).contains("admin");
    assertThat(details.at("/base/name").asText()).isEqualTo("docker.io/library/debian:12");
    assertThat(details.at("/base/digest").isNull()).isTrue();
    var layers = details.at("/platforms/0/layers");
    assertThat(layers).hasSize(3);
    assertThat(layers.at("/0/packages").asInt()).isEqualTo(2);
    assertThat(layers.at("/0/base").asBoolean()).isTrue();
    assertThat(layers.at("/1/createdBy").asText()).isEqualTo("ENV TOKEN=…");
    assertThat(layers.at("/1/empty").asBoolean()).isTrue();
    assertThat(layers.at("/1/index").isNull()).isTrue();
    assertThat(layers.at("/2/packages").asInt()).isOne();
    assertThat(layers.at("/2/base").isNull()).isTrue();
    assertThat(details.at("/platforms/0/packages").asInt()).isEqualTo(3);
    assertThat(details("birds/robin@" + robin.digest())).isEqualTo(details);
  }

  @Test
  void eachPlatformOfAnIndexHasItsOwnLayers() throws Exception {
    var index = new IndexBuilder().add(image("amd64")).add(image("arm64")).build();
    server.push("birds/wren", "1", index);

    var details = details("birds/wren:1");

    assertThat(details.at("/kind").asText()).isEqualTo("index");
    assertThat(details.at("/platforms").findValuesAsText("platform"))
        .containsExactly("linux/amd64", "linux/arm64");
    assertThat(details.at("/platforms/1/layers/2/packages").asInt()).isOne();
  }

  @Test
  void anArtifactHasDetailsTooAndWhatIsNotThereHasNone() throws Exception {
    server.pushArtifact("birds/sbom", "1", new byte[] {1});
    assertThat(details("birds/sbom:1").at("/kind").asText()).isEqualTo("artifact");
    assertThat(server.get("/api/v2/images/birds/sbom:2/details").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v2/images/BIRDS/details").statusCode()).isEqualTo(400);
    assertThat(server.anonymous("/api/v2/images/birds/sbom:1/details").statusCode()).isEqualTo(401);
  }
}
