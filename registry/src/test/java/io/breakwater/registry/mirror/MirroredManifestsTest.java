package io.breakwater.registry.mirror;

import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.refused;
import static io.breakwater.registry.mirror.MirroredRegistry.comes;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.remote.RateLimit;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.registry.FakeRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirroredManifestsTest {
  private static final String ROBIN = "hub/birds/robin";
  private static final int ALWAYS = Integer.MAX_VALUE;

  @TempDir Path folder;
  private FakeRegistry upstream;
  private MirroredRegistry registry;
  private Built first;

  @BeforeEach
  void start() throws Exception {
    upstream = FakeRegistry.start();
    var mirror = new Mirror(upstream.host(), "", Optional.empty(), MirroredRegistry.FRESHNESS);
    registry = new MirroredRegistry(folder, mirror, Map.of());
    first = image("first");
    upstream.add("birds/robin", "1", first);
  }

  @AfterEach
  void stop() {
    registry.close();
    upstream.close();
  }

  private static Built image(String content) {
    return new ImageBuilder().layer(new LayerBuilder().file("etc/name", content)).build();
  }

  private long sent(String beginning) {
    return upstream.requests().stream()
        .filter(request -> request.toString().startsWith(beginning))
        .count();
  }

  private String digest(String reference) throws Exception {
    return registry.look(ROBIN, reference).manifest().digest().toString();
  }

  @Test
  void aManifestIsFetchedOnceAndServedWhileItIsFresh() throws Exception {
    var served = registry.look(ROBIN, "1");
    assertThat(served.manifest().digest()).hasToString(first.digest());
    assertThat(served.manifest().content()).isEqualTo(first.root().bytes());
    assertThat(served.manifest().mediaType()).isEqualTo(first.root().mediaType());
    assertThat(served.warning()).isEmpty();
    assertThat(served.whole()).as("its blobs are not here").isFalse();
    registry.pass(MirroredRegistry.FRESHNESS.minusSeconds(1));
    assertThat(digest("1")).isEqualTo(first.digest());
    assertThat(upstream.requests()).hasSize(1);
  }

  @Test
  void aTagIsAskedForAgainOnceItIsNotFreshWithoutTheDocument() throws Exception {
    digest("1");
    registry.pass(MirroredRegistry.FRESHNESS);
    assertThat(digest("1")).isEqualTo(first.digest());
    assertThat(sent("HEAD /v2/birds/robin/manifests/1 304")).isEqualTo(1);
    assertThat(sent("GET")).isEqualTo(1);
    assertThat(digest("1")).isEqualTo(first.digest());
    assertThat(upstream.requests()).as("fresh again").hasSize(2);
  }

  @Test
  void aTagThatMovesUpstreamMovesHereAndTheFormerManifestStays() throws Exception {
    digest("1");
    var second = image("second");
    upstream.add("birds/robin", "1", second);
    registry.pass(MirroredRegistry.FRESHNESS);
    assertThat(digest("1")).isEqualTo(second.digest());
    assertThat(digest(first.digest())).isEqualTo(first.digest());
  }

  @Test
  void aTagThatUpstreamTookAwayIsGoneAndItsManifestStays() throws Exception {
    registry.pull(ROBIN, "1");
    assertThat(comes(() -> registry.whole(ROBIN, first.digest()))).isTrue();
    upstream.dropTag("birds/robin", "1");
    registry.pass(MirroredRegistry.FRESHNESS);
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> registry.pull(ROBIN, "1"));
    assertThat(
            registry.stores().metadata().read(tx -> tx.manifests().byTag(ROBIN, "1")).isPresent())
        .isFalse();
    upstream.failFirst(ALWAYS, 503, "");
    registry.pass(MirroredRegistry.FRESHNESS);
    assertThat(digest(first.digest())).isEqualTo(first.digest());
    refused(ErrorCode.UNAVAILABLE, () -> registry.pull(ROBIN, "1"));
  }

  @Test
  void anUnknownNameIsUnknownOnlyBecauseUpstreamSaysSo() {
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> registry.pull(ROBIN, "none"));
    refused(ErrorCode.MANIFEST_UNKNOWN, () -> registry.pull(ROBIN, "sha256:" + "0".repeat(64)));
    upstream.failFirst(ALWAYS, 503, "");
    var refusal = refused(ErrorCode.UNAVAILABLE, () -> registry.pull(ROBIN, "none"));
    assertThat(refusal.detail()).isInstanceOf(Detail.Busy.class);
  }

  @Test
  void aProxysNotFoundTakesNoTagAway() throws Exception {
    digest("1");
    registry.pass(MirroredRegistry.FRESHNESS);
    upstream.refusingWithoutWords(true).failFirst(ALWAYS, 404, "");
    var served = registry.look(ROBIN, "1");
    assertThat(served.manifest().digest()).hasToString(first.digest());
    assertThat(served.warning()).hasValueSatisfying(text -> assertThat(text).contains("registry"));
  }

  @Test
  void whileUpstreamIsDownWhatIsStoredIsServedAndItIsSaid() throws Exception {
    digest("1");
    registry.pass(MirroredRegistry.FRESHNESS);
    upstream.failFirst(ALWAYS, 500, "");
    var served = registry.look(ROBIN, "1");
    assertThat(served.manifest().digest()).hasToString(first.digest());
    assertThat(served.warning())
        .contains(
            "hub/birds/robin:1 is what it was at 2026-05-01 00:00 UTC: "
                + upstream.host()
                + " does not answer");
    assertThat(registry.mirrors().counts().staleManifests()).isEqualTo(1);
    upstream.failFirst(0, 500, "");
    assertThat(registry.look(ROBIN, "1").warning()).isEmpty();
  }

  @Test
  void anUpstreamThatCannotBeReachedIsNotAskedEachTime() throws Exception {
    digest("1");
    registry.pass(MirroredRegistry.FRESHNESS);
    upstream.failFirst(ALWAYS, 503, "");
    for (var i = 0; i < 20; i++) {
      assertThat(registry.look(ROBIN, "1").warning()).isPresent();
    }
    assertThat(sent("HEAD")).as("three failures, and then none is sent").isEqualTo(3);
    registry.pass(Duration.ofSeconds(5));
    upstream.failFirst(0, 503, "");
    assertThat(registry.look(ROBIN, "1").warning()).isEmpty();
  }

  @Test
  void aSilentUpstreamSlowsThreePullsAndNoMore() throws Exception {
    digest("1");
    upstream.delay(4000);
    registry.pass(MirroredRegistry.FRESHNESS);
    var begin = System.nanoTime();
    for (var i = 0; i < 10; i++) {
      assertThat(registry.look(ROBIN, "1").warning()).isPresent();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .as("3 times the 300 ms that a client waits")
        .isLessThan(Duration.ofMillis(2500));
  }

  @Test
  void aLimitUpstreamIsRespectedForAsLongAsItSays() throws Exception {
    digest("1");
    registry.pass(MirroredRegistry.FRESHNESS);
    upstream.failFirst(ALWAYS, 429, "120");
    assertThat(registry.look(ROBIN, "1").warning())
        .hasValueSatisfying(text -> assertThat(text).contains("no more requests"));
    var sent = upstream.requests().size();
    assertThat(registry.look(ROBIN, "1").warning()).isPresent();
    var refusal = refused(ErrorCode.TOOMANYREQUESTS, () -> registry.pull(ROBIN, "2"));
    assertThat(refusal.detail()).isEqualTo(new Detail.Busy(Duration.ofMinutes(2)));
    assertThat(upstream.requests()).hasSize(sent);
    upstream.failFirst(0, 429, "");
    registry.pass(Duration.ofMinutes(2));
    assertThat(registry.look(ROBIN, "1").warning()).isEmpty();
  }

  @Test
  void whatUpstreamRefusesIsRefusedByTagAndServedByDigest() throws Exception {
    digest("1");
    registry.pass(MirroredRegistry.FRESHNESS);
    upstream.failFirst(ALWAYS, 403, "");
    var refusal = refused(ErrorCode.DENIED, () -> registry.pull(ROBIN, "1"));
    assertThat(refusal).hasMessageContaining("HTTP 403").hasMessageContaining("credentials");
    assertThat(digest(first.digest())).isEqualTo(first.digest());
  }

  @Test
  void aManifestOfAnotherDigestIsNotServed() throws Exception {
    upstream.wrongBytes(first.digest());
    refused(ErrorCode.UNAVAILABLE, () -> registry.pull(ROBIN, "1"));
    refused(ErrorCode.UNAVAILABLE, () -> registry.pull(ROBIN, first.digest()));
    assertThat(registry.stores().metadata().<Long>read(tx -> tx.mirrors().unfinished())).isZero();
  }

  @Test
  void manyWhoAskAtOnceAskUpstreamOnce() throws Exception {
    upstream.delay(300);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new ArrayList<Future<String>>();
      for (var i = 0; i < 16; i++) {
        asked.add(threads.submit(() -> digest("1")));
      }
      for (var one : asked) {
        assertThat(one.get()).isEqualTo(first.digest());
      }
    }
    assertThat(upstream.requests()).hasSize(1);
  }

  @Test
  void whatUpstreamSaysOfItsLimitIsKnown() throws Exception {
    upstream.rateLimit("76;w=21600");
    digest("1");
    assertThat(registry.mirrors().rateLimits().get(upstream.host()))
        .isEqualTo(new RateLimit(100, 76, 21600));
  }

  @Test
  void nobodyPushesToAMirror() throws Exception {
    var refusal = refused(ErrorCode.DENIED, () -> registry.mirrors().requirePushable(name(ROBIN)));
    assertThat(refusal).hasMessageContaining("mirrors " + upstream.host());
    registry.mirrors().requirePushable(name("birds/robin"));
  }
}
