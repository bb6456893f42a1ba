package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import io.breakwater.testkit.registry.Auth;
import io.breakwater.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same content gives the same findings, wherever it is read from.
class ScanSourcesTest {
  @TempDir private Path folder = Path.of("");
  private Scans scans = new Scans(folder, folder);
  private List<String> expected = List.of();

  @BeforeEach
  void whatIsExpectedIsThatOfALayout() {
    scans = new Scans(folder, SampleFeeds.all().writeTo(folder.resolve("all"), Packing.ZSTD));
    scans.breakwater().at(SampleFeeds.NOW);
    image().writeOciLayout(scans.layout(), "latest");
    expected = findings("oci:" + scans.layout());
    assertThat(expected).hasSize(6);
  }

  @ParameterizedTest
  @EnumSource
  void aLayoutOfEveryCompression(Compression compression) {
    var image = new ImageBuilder().layer(SampleImages.vulnerableDebian().build(compression));
    image.writeOciLayout(folder.resolve("other"), "latest");
    assertThat(findings("oci:" + folder.resolve("other"))).isEqualTo(expected);
    assertThat(findings(folder.resolve("other").toString())).isEqualTo(expected);
  }

  @Test
  void anOciArchiveByNameByPathAndOnStandardInput() throws IOException {
    var file = folder.resolve("image.tar");
    image().writeOciArchive(file);
    assertThat(findings("oci-archive:" + file)).isEqualTo(expected);
    assertThat(findings("oci-archive:" + file + ":latest")).isEqualTo(expected);
    assertThat(findings(file.toString())).isEqualTo(expected);
    scans.breakwater().input(Files.readAllBytes(file));
    assertThat(findings("-")).isEqualTo(expected);
    assertNothingSpooled();
  }

  @Test
  void aDockerArchiveByNameByPathAndOnStandardInput() throws IOException {
    for (var name : List.of("image.tar", "image.tar.gz")) {
      var file = folder.resolve(name);
      image().writeDockerArchive(file, "team/app:1.0");
      assertThat(findings("docker-archive:" + file)).isEqualTo(expected);
      assertThat(findings("docker-archive:" + file + ":team/app:1.0")).isEqualTo(expected);
      assertThat(findings(file.toString())).isEqualTo(expected);
      scans.breakwater().input(Files.readAllBytes(file));
      assertThat(findings("-")).isEqualTo(expected);
    }
    assertNothingSpooled();
  }

  @Test
  void aRootFileSystemHasNoNameAndTheSameFindings() throws IOException {
    var root = folder.resolve("root");
    Files.createDirectories(root.resolve("etc"));
    Files.createDirectories(root.resolve("var/lib/dpkg"));
    Files.writeString(
        root.resolve("etc/os-release"),
        "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nPRETTY_NAME=\"Debian 12\"\n");
    var status =
        new DpkgStatus()
            .add("bash", "5.2.15-2+b2", "amd64")
            .source("bash", "5.2.15-2")
            .add("libssl3", "3.0.11-1~deb12u1", "amd64")
            .source("openssl")
            .add("openssl", "3.0.11-1~deb12u1", "amd64");
    Files.writeString(root.resolve(DpkgStatus.PATH), status.render());
    Files.createSymbolicLink(root.resolve("loop"), Path.of("."));
    assertThat(findings("dir:" + root)).isEqualTo(expected);
    var report = JsonOf.valid(scans.scan("dir:" + root, "-f", "json").out());
    assertThat(report.at("/image").isNull()).isTrue();
    assertThat(report.at("/digest").isNull()).isTrue();
  }

  @Test
  void aRegistryThatAsksForAToken() throws IOException {
    try (var registry = FakeRegistry.start()) {
      registry.add("team/app", "1.0", image().build());
      registry.auth(new Auth.Bearer("user", "secret"));
      var name = registry.host() + "/team/app:1.0";
      var refused = scans.scan(name);
      Scans.assertRefused(refused, 3, "registry-unauthorized");
      assertThat(refused.err()).contains("login").doesNotContain("secret");
      login(registry, "user:wrong");
      Scans.assertRefused(scans.scan(name), 3, "registry-unauthorized");
      login(registry, "user:secret");
      assertThat(findings(name)).isEqualTo(expected);
      var digest = registry.digest("team/app", "1.0").orElseThrow();
      assertThat(findings(registry.host() + "/team/app@" + digest)).isEqualTo(expected);
    }
  }

  @Test
  void aRegistryThatFailsNowAndThen() {
    try (var registry = FakeRegistry.start()) {
      var layer = SampleImages.vulnerableDebian().zeros("filling", 200_000);
      registry.add("app", "1.0", new ImageBuilder().layer(layer.build(Compression.NONE)).build());
      registry.redirectBlobs().failFirst(2, 503, "0").cutBlobs(1, 5_000);
      assertThat(findings(registry.host() + "/app:1.0")).isEqualTo(expected);
      assertThat(registry.requests()).anyMatch(request -> request.range() != null);
    }
  }

  @Test
  void aRegistryThatSendsOtherBytesIsNeverClean() {
    try (var registry = FakeRegistry.start()) {
      var clean = SampleImages.cleanDebian().build(Compression.GZIP);
      registry.add("app", "1.0", new ImageBuilder().layer(clean).build());
      registry.wrongBytes(clean.digest());
      var run = scans.scan(registry.host() + "/app:1.0");
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.out()).contains("INCOMPLETE");
      registry.wrongBytes(registry.digest("app", "1.0").orElseThrow());
      Scans.assertRefused(
          scans.scan(registry.host() + "/app:1.0"), 3, "[a-z-]*digest-mismatch|[a-z-]+");
    }
  }

  @Test
  void aMirrorIsAskedFirst() {
    try (var registry = FakeRegistry.start()) {
      registry.add("library/app", "1.0", image().build());
      var mirror = "docker.io=http://" + registry.host();
      var run = scans.scan("app:1.0", "--mirror", mirror, "-f", "json");
      assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
      assertThat(findings(JsonOf.valid(run.out()))).isEqualTo(expected);
    }
  }

  @Test
  void anImageThatTheRegistryDoesNotHaveIsNamed() {
    try (var registry = FakeRegistry.start()) {
      var run = scans.scan(registry.host() + "/none:1.0");
      Scans.assertRefused(run, 2, "registry-not-found|image-not-found|tag-not-found");
      assertThat(run.err()).contains("/none");
    }
  }

  private static ImageBuilder image() {
    return new ImageBuilder().layer(SampleImages.vulnerableDebian());
  }

  private void login(FakeRegistry registry, String userAndPassword) throws IOException {
    var docker = Files.createDirectories(folder.resolve("docker"));
    var auth = Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        docker.resolve("config.json"),
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), auth));
    scans.breakwater().with("DOCKER_CONFIG", docker.toString());
  }

  private List<String> findings(String image) {
    var run = scans.scan(image, "-f", "json");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    return findings(JsonOf.valid(run.out()));
  }

  private static List<String> findings(JsonOf report) {
    var found = new java.util.ArrayList<String>();
    for (var one : report.at("/vulnerabilities")) {
      found.add(one.at("/cve").asText() + " " + one.at("/package/purl").asText());
    }
    return found;
  }

  private void assertNothingSpooled() throws IOException {
    var spool = folder.resolve("cache/breakwater/spool");
    if (Files.exists(spool)) {
      try (var left = Files.list(spool)) {
        assertThat(left).isEmpty();
      }
    }
  }
}
