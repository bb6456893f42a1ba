package io.breakwater.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.image.Digest;
import io.breakwater.image.remote.RegistryClient;
import io.breakwater.image.remote.RegistryOptions;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A mirror of docker-registry (Debian's package, 2.8.2 and newer) with a log-in.
class RealUpstreamTest {
  @TempDir private Path folder = Path.of("");

  private static Optional<Path> program(String name) {
    for (var path : System.getenv("PATH").split(":", -1)) {
      var file = Path.of(path, name);
      if (Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process registry(Path program, Path htpasswd, int port) throws Exception {
    var passwords =
        new ProcessBuilder(htpasswd.toString(), "-Bbn", "ann", "s3cret")
            .redirectOutput(folder.resolve("htpasswd").toFile())
            .start();
    assertThat(passwords.waitFor()).isZero();
    var configuration =
        """
        version: 0.1
        storage:
          filesystem:
            rootdirectory: %s
        http:
          addr: 127.0.0.1:%d
          secret: none
        auth:
          htpasswd:
            realm: test
            path: %s
        """
            .formatted(folder.resolve("upstream"), port, folder.resolve("htpasswd"));
    var file = Files.writeString(folder.resolve("upstream.yml"), configuration);
    var process =
        new ProcessBuilder(program.toString(), "serve", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("upstream.log").toFile())
            .start();
    for (var i = 0; i < 200; i++) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return process;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    process.destroy();
    throw new AssertionError(Files.readString(folder.resolve("upstream.log")));
  }

  private void push(int port, Built image) throws Exception {
    var auth = Base64.getEncoder().encodeToString("ann:s3cret".getBytes(StandardCharsets.UTF_8));
    var host = "127.0.0.1:" + port;
    Files.writeString(
        folder.resolve("config.json"),
        "{\"auths\":{\"" + host + "\":{\"auth\":\"" + auth + "\"}}}");
    var options = RegistryOptions.of(Map.of("DOCKER_CONFIG", folder.toString()));
    try (var client = RegistryClient.push(host, "library/robin", options)) {
      for (var blob : image.blobs()) {
        client.pushBlob(blob.bytes(), Digest.parse(blob.digest()));
      }
      client.pushManifest("1", image.root().bytes(), image.root().mediaType());
    }
  }

  @Test
  void itIsPulledFromAndServedForWhileItIsDown() throws Exception {
    var program = program("docker-registry");
    var htpasswd = program("htpasswd");
    assumeTrue(program.isPresent(), "skipped: docker-registry is not installed");
    assumeTrue(htpasswd.isPresent(), "skipped: htpasswd is not installed");
    var content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    var image =
        new ImageBuilder()
            .dockerMediaTypes()
            .layer(new LayerBuilder().file("opt/data", content))
            .build();
    var port = freePort();
    var upstream = registry(program.get(), htpasswd.get(), port);
    try {
      push(port, image);
      var logins =
          Files.write(folder.resolve("logins"), List.of("up 127.0.0.1:" + port + " ann s3cret"));
      try (var running =
          RunningServer.start(
              folder,
              "mirrors.namespaces=hub=127.0.0.1:" + port + "@up",
              "mirrors.freshness=0s",
              "mirrors.logins=" + logins)) {
        var layer = image.blobs().getLast();
        var manifest = "/v2/hub/library/robin/manifests/1";
        var blob = "/v2/hub/library/robin/blobs/" + layer.digest();
        assertThat(MirrorSetupTest.judged(running, manifest)).isNotEmpty();
        assertThat(running.get(blob).headers().firstValueAsLong("Content-Length"))
            .hasValue(layer.size());
        assertThat(running.get("/v2/hub/library/robin/manifests/none").statusCode()).isEqualTo(404);
        assertThat(running.get("/v2/hub/library/none/manifests/1").statusCode()).isEqualTo(404);
        assertThat(running.get(manifest).headers().allValues("Warning"))
            .noneMatch(warning -> warning.contains("is what it was"));
        upstream.destroy();
        assertThat(upstream.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(running.get(manifest).headers().allValues("Warning"))
            .anyMatch(warning -> warning.contains("does not answer"));
        assertThat(running.get(blob).statusCode()).isEqualTo(200);
        assertThat(running.get("/v2/hub/library/robin/manifests/none").statusCode()).isEqualTo(503);
      }
    } finally {
      upstream.destroyForcibly();
    }
  }
}
