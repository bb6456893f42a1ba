package io.breakwater.testkit.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.testkit.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageBuilderTest {
  @TempDir private Path dir;

  @Test
  void everyBlobOfALayoutHasTheDigestOfItsName() throws IOException {
    image("one").writeOciLayout(dir, "one");
    image("two").dockerMediaTypes().writeOciLayout(dir, "two");
    try (var blobs = Files.list(dir.resolve("blobs/sha256"))) {
      for (var blob : blobs.toList()) {
        assertThat(Blob.sha256(Files.readAllBytes(blob))).isEqualTo("sha256:" + blob.getFileName());
      }
    }
    assertThat(Files.readString(dir.resolve("index.json"))).contains("\"one\"").contains("\"two\"");
  }

  @Test
  void aTagWrittenAgainReplacesTheFirst() throws IOException {
    image("one").writeOciLayout(dir, "tag");
    var second = image("two").writeOciLayout(dir, "tag");
    assertThat(Json.parseObject(Files.readAllBytes(dir.resolve("index.json"))).get("manifests"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .singleElement()
        .extracting("digest")
        .isEqualTo(second);
  }

  @Test
  void skopeoReadsLayoutArchiveAndDockerArchive() throws Exception {
    assumeSkopeo();
    image("one").writeOciLayout(dir.resolve("layout"), "t");
    image("one").writeOciArchive(dir.resolve("oci.tar"));
    image("one").writeDockerArchive(dir.resolve("docker.tar"), "app:1.0");
    for (var source :
        List.of(
            "oci:" + dir + "/layout:t",
            "oci-archive:" + dir + "/oci.tar",
            "docker-archive:" + dir + "/docker.tar")) {
      var document = Json.parseObject(run("skopeo", "inspect", source));
      assertThat(document).containsEntry("Os", "linux").containsEntry("Architecture", "arm64");
      assertThat(document.get("Labels")).isEqualTo(Map.of("name", "one"));
      assertThat((List<?>) document.get("Layers")).hasSize(2);
    }
  }

  @Test
  void skopeoCopiesAllPlatformsOfANestedIndex() throws Exception {
    assumeSkopeo();
    var inner = new IndexBuilder().add(image("arm"));
    new IndexBuilder()
        .add(inner)
        .add(image("amd").platform("linux", "amd64"))
        .attestation("sha256:" + "0".repeat(64))
        .writeOciLayout(dir.resolve("in"), "multi");
    run(
        "skopeo",
        "copy",
        "--override-arch",
        "amd64",
        "oci:" + dir + "/in:multi",
        "oci:" + dir + "/out:one");
    var document = Json.parseObject(run("skopeo", "inspect", "oci:" + dir + "/out:one"));
    assertThat(document.get("Labels")).isEqualTo(Map.of("name", "amd"));
  }

  @Test
  void damageIsWhereItWasOrdered() {
    var layer = new LayerBuilder().file("a", "x").build(Compression.GZIP);
    var other = "sha256:" + "1".repeat(64);
    var cut = new ImageBuilder().layer(layer).damage(0, new Damage.Cut(10)).build();
    assertThat(cut.blobs().getLast().bytes()).hasSize(10);
    assertThat(text(cut.root())).contains(layer.digest());
    var missing = new ImageBuilder().layer(layer).damage(0, new Damage.Missing()).build();
    assertThat(missing.blobs()).hasSize(1);
    var wrong = new ImageBuilder().layer(layer).damage(0, new Damage.WrongDigest(other)).build();
    assertThat(text(wrong.root())).contains(other);
    assertThat(wrong.blobs().getLast().digest()).isEqualTo(other);
    var type = new Damage.MediaType(MediaTypes.OCI_ENCRYPTED_LAYER);
    var encrypted = new ImageBuilder().layer(layer).damage(0, type).build();
    assertThat(text(encrypted.root())).contains("tar+gzip+encrypted");
    var diffId = new ImageBuilder().layer(layer).damage(0, new Damage.WrongDiffId(other)).build();
    assertThat(text(diffId.blobs().getFirst())).contains(other);
    var flipped = new ImageBuilder().layer(layer).damage(0, new Damage.Flipped(20)).build();
    assertThat(Blob.sha256(flipped.blobs().getLast().bytes())).isNotEqualTo(layer.digest());
  }

  @Test
  void aLayerThatAppearsTwiceIsALinkInADockerArchive() throws IOException {
    var layer = new LayerBuilder().file("a", "x").build(Compression.GZIP);
    var file = dir.resolve("d.tar");
    new ImageBuilder().layer(layer).layer(layer).writeDockerArchive(file, "app:1");
    assertThat(LayerBuilderTest.entries(Files.readAllBytes(file)))
        .anyMatch(entry -> entry.startsWith("2 ") && entry.contains("/layer.tar -> ../"));
  }

  private static ImageBuilder image(String name) {
    return new ImageBuilder()
        .platform("linux", "arm64")
        .label("name", name)
        .user("nobody")
        .layer(new LayerBuilder().file("etc/name", name), "ADD rootfs")
        .history("ENV A=b", true)
        .layer(new LayerBuilder().whiteout("etc/name").build(Compression.GZIP), "RUN rm");
  }

  private static String text(Blob blob) {
    return new String(blob.bytes(), StandardCharsets.UTF_8);
  }

  private static void assumeSkopeo() {
    var there = Files.isExecutable(Path.of("/usr/bin/skopeo"));
    assumeTrue(there, "skopeo is not installed: its reading of written images was not tested");
  }

  private static byte[] run(String... command) throws IOException, InterruptedException {
    var errors = Files.createTempFile("skopeo", ".err");
    var process =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .redirectError(errors.toFile())
            .start();
    var out = process.getInputStream().readAllBytes();
    var status = process.waitFor();
    assertThat(status).as(String.join(" ", command) + Files.readString(errors)).isZero();
    return out;
  }
}
