package io.breakwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Verdict;
import io.breakwater.image.Digest;
import io.breakwater.registry.mirror.Mirror;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.IssueCounts;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What clients see of a namespace that mirrors another registry.
class MirrorTest {
  private static final String MANIFESTS = "/v2/birds/robin/manifests/";
  private static final String BLOBS = "/v2/birds/robin/blobs/";
  private static final int ALWAYS = Integer.MAX_VALUE;

  @TempDir Path folder;
  private FakeRegistry upstream;
  private TestServer server;
  private Client robin;
  private Built image;
  private String layer;
  private byte[] bytes;

  @BeforeEach
  void start() throws Exception {
    upstream = FakeRegistry.start();
    var content = new byte[300_000];
    new Random(1).nextBytes(content);
    image = new ImageBuilder().layer(new LayerBuilder().file("opt/data", content)).build();
    layer = image.blobs().getLast().digest();
    bytes = image.blobs().getLast().bytes();
    upstream.add("robin", "1", image);
    server = new TestServer(folder);
    server.mirrorNamespaces.set(
        "birds", new Mirror(upstream.host(), "", Optional.empty(), Duration.ZERO));
    robin = server.as("robin");
  }

  @AfterEach
  void stop() {
    upstream.close();
    server.close();
  }

  private boolean whole() throws Exception {
    var digest = Digest.parse(image.digest());
    for (var i = 0; i < 500; i++) {
      if (server.metadata.read(tx -> tx.manifests().byDigest("birds/robin", digest)).isPresent()) {
        return true;
      }
      Thread.sleep(20);
    }
    return false;
  }

  @Test
  void anImageThatWasNeverPushedIsPulledAndJudged() throws Exception {
    server.verdicts.put(
        Digest.parse(image.digest()),
        new ImageVerdict(
            new Verdict(
                Verdict.Status.FAIL,
                List.of(new Verdict.Reason("issues", "3 issues", "Upgrade the packages"))),
            new IssueCounts(3, 0, 0, 0),
            Instant.EPOCH));
    var head = robin.head(MANIFESTS + "1");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Docker-Content-Digest")).isEqualTo(image.digest());
    var first = robin.get(MANIFESTS + "1");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.bytes()).isEqualTo(image.root().bytes());
    assertThat(first.header("Content-Type")).isEqualTo(image.root().mediaType());
    assertThat(first.header("Breakwater-Verdict")).isEqualTo("UNSCANNED; issues=0");
    assertThat(first.header("Warning")).startsWith("299 - \"UNSCANNED: ");
    assertThat(robin.head(BLOBS + layer).header("Content-Length"))
        .isEqualTo(Integer.toString(bytes.length));
    assertThat(robin.get(BLOBS + layer).bytes()).isEqualTo(bytes);
    var part = robin.get(BLOBS + layer, "Range", "bytes=1000-1999");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(bytes, 1000, 2000));
    assertThat(whole()).isTrue();
    assertThat(robin.get(MANIFESTS + "1").header("Breakwater-Verdict")).isEqualTo("FAIL; issues=3");
    assertThat(robin.get("/v2/birds/robin/tags/list").text()).contains("[\"1\"]");
  }

  @Test
  void whileUpstreamIsDownThePullSucceedsAndSaysSo() throws Exception {
    robin.get(MANIFESTS + "1");
    assertThat(whole()).isTrue();
    upstream.failFirst(ALWAYS, 502, "");
    var stale = robin.get(MANIFESTS + "1");
    assertThat(stale.status()).isEqualTo(200);
    assertThat(stale.header("Warning"))
        .startsWith("299 - \"birds/robin:1 is what it was at ")
        .endsWith(upstream.host() + " does not answer\"");
    assertThat(robin.get(BLOBS + layer).bytes()).isEqualTo(bytes);
    var unknown = robin.get(MANIFESTS + "2");
    assertThat(unknown.status()).isEqualTo(503);
    assertThat(unknown.code()).isEqualTo("UNAVAILABLE");
    assertThat(unknown.header("Retry-After")).isEqualTo("5");
  }

  @Test
  void upstreamsLimitIsPassedOnWithItsTime() {
    upstream.failFirst(ALWAYS, 429, "90");
    var limited = robin.get(MANIFESTS + "1");
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.code()).isEqualTo("TOOMANYREQUESTS");
    assertThat(limited.header("Retry-After")).isEqualTo("90");
    assertThat(robin.get(BLOBS + layer).status()).isEqualTo(429);
  }

  @Test
  void whatUpstreamDoesNotHaveIsNotFoundAndWhatItRefusesIsForbidden() {
    assertThat(robin.get(MANIFESTS + "2").code()).isEqualTo("MANIFEST_UNKNOWN");
    assertThat(robin.get(BLOBS + "sha256:" + "0".repeat(64)).code()).isEqualTo("BLOB_UNKNOWN");
    upstream.failFirst(ALWAYS, 401, "");
    var refused = robin.get(MANIFESTS + "1");
    assertThat(refused.status()).as("the client's own login is right").isEqualTo(403);
    assertThat(refused.code()).isEqualTo("DENIED");
  }

  @Test
  void aBlobOfAnotherDigestIsCutOffAndForgotten() {
    upstream.wrongBytes(layer);
    doesNotCome(() -> robin.get(BLOBS + layer).status());
    doesNotCome(() -> robin.get(BLOBS + layer, "Range", "bytes=0-9").status());
  }

  /// The answer is cut before its last byte; or, where all bytes were there before it began, it
  /// says that upstream's content is wrong.
  private static void doesNotCome(IntSupplier status) {
    try {
      assertThat(status.getAsInt()).isGreaterThanOrEqualTo(500);
    } catch (UncheckedIOException cut) {
      assertThat(cut).hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void nobodyPushesThere() {
    var admin = server.as("admin");
    var upload = admin.post("/v2/birds/robin/blobs/uploads/");
    assertThat(upload.status()).isEqualTo(403);
    assertThat(upload.code()).isEqualTo("DENIED");
    var manifest = admin.put(MANIFESTS + "1", image.root().bytes());
    assertThat(manifest.status()).isEqualTo(403);
    assertThat(manifest.text()).contains("mirrors " + upstream.host());
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void whoMayNotPullHasNothingFetched() {
    assertThat(server.as("stranger").get(MANIFESTS + "1").status()).isEqualTo(404);
    assertThat(server.anonymous().get(MANIFESTS + "1").status()).isEqualTo(401);
    assertThat(upstream.requests()).isEmpty();
  }
}
