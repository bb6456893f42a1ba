package io.breakwater.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.registry.Auth;
import io.breakwater.testkit.registry.FakeRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorSetupTest {
  private static final String MANIFEST = "/v2/hub/birds/robin/manifests/1";

  @TempDir private Path folder = Path.of("");
  private final FakeRegistry upstream = FakeRegistry.start();
  private final Built image =
      new ImageBuilder().layer(new LayerBuilder().file("etc/name", "robin")).build();

  @AfterEach
  void stop() {
    upstream.close();
  }

  private String logins(String... lines) throws Exception {
    return Files.write(folder.resolve("logins"), List.of(lines)).toString();
  }

  private static String verdict(RunningServer running, String path) throws Exception {
    var answer = running.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.headers().firstValue("Breakwater-Verdict").orElse("");
  }

  /// Asks until there is a verdict, half a minute at most.
  static String judged(RunningServer running, String path) throws Exception {
    var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    var verdict = verdict(running, path);
    while (verdict.startsWith("UNSCANNED") && System.nanoTime() - end < 0) {
      Thread.sleep(50);
      verdict = verdict(running, path);
    }
    return verdict;
  }

  @Test
  void aNamespaceOfTheConfigurationHasWhatUpstreamHasAndItIsJudged() throws Exception {
    upstream.add("team/birds/robin", "1", image).auth(new Auth.Bearer("ann", "s3 cret"));
    var logins = logins("# name host user password", "", "up " + upstream.host() + " ann s3 cret");
    try (var running =
        RunningServer.start(
            folder,
            "mirrors.namespaces=hub=" + upstream.host() + "/team@up",
            "mirrors.freshness=1h",
            "mirrors.logins=" + logins)) {
      assertThat(verdict(running, MANIFEST)).startsWith("UNSCANNED");
      assertThat(judged(running, MANIFEST)).isNotEmpty().doesNotStartWith("UNSCANNED");
      assertThat(running.get("/v2/_catalog").body()).contains("hub/birds/robin");
      assertThat(running.get("/metrics").body())
          .contains(
              "breakwater_mirror_blobs_total{outcome=\"whole\"} 2\n",
              "breakwater_mirror_completed_total 1\n",
              "breakwater_background_runs_total{job=\"mirrors\"}");
      assertThat(folder.resolve("registry/mirror-spool")).isEmptyDirectory();
    }
    upstream.close();
    try (var running =
        RunningServer.start(
            folder,
            "mirrors.namespaces=hub=" + upstream.host() + "/team@up",
            "mirrors.freshness=0s",
            "mirrors.logins=" + logins)) {
      var stale = running.get(MANIFEST);
      assertThat(stale.statusCode()).isEqualTo(200);
      assertThat(stale.headers().allValues("Warning"))
          .anyMatch(warning -> warning.contains("does not answer"));
    }
  }

  @Test
  void aNamespaceIsAMirrorNoLongerOnceTheConfigurationSaysNone() throws Exception {
    upstream.add("birds/robin", "1", image);
    try (var running = RunningServer.start(folder, "mirrors.namespaces=hub=" + upstream.host())) {
      assertThat(judged(running, MANIFEST)).isNotEmpty();
    }
    try (var running = RunningServer.start(folder, "mirrors.namespaces=hub=none")) {
      assertThat(running.get(MANIFEST).statusCode()).as("what is whole stays").isEqualTo(200);
      assertThat(running.pushArtifact("hub/own", "1", new byte[] {1}).statusCode()).isEqualTo(201);
    }
    assertThatThrownBy(
            () -> RunningServer.start(folder, "mirrors.namespaces=hub=" + upstream.host()).close())
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("repositories of its own");
  }

  @Test
  void loginsThatDoNotFitAreSaidWithoutTheirSecrets() throws Exception {
    var mirror = "mirrors.namespaces=hub=" + upstream.host() + "@up";
    for (var lines :
        new String[][] {
          {},
          {"up docker.io ann s3cret"},
          {"up " + upstream.host() + " ann"},
          {"up " + upstream.host() + " ann s3cret", "up docker.io ann s3cret"}
        }) {
      var file = logins(lines);
      assertThatThrownBy(
              () -> RunningServer.start(folder, mirror, "mirrors.logins=" + file).close())
          .isInstanceOfSatisfying(
              ServerException.class, e -> assertThat(e.code()).isEqualTo("mirror-invalid"))
          .message()
          .doesNotContain("s3cret");
    }
    assertThat(upstream.requests()).isEmpty();
  }
}
