package io.breakwater.registry.mirror;

import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.refused;
import static io.breakwater.registry.mirror.MirroredRegistry.comes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.image.Digest;
import io.breakwater.image.remote.Login;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.store.StoreException;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.registry.Auth;
import io.breakwater.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirroredBlobsTest {
  private static final String ROBIN = "hub/birds/robin";
  private static final int ALWAYS = Integer.MAX_VALUE;

  @TempDir Path folder;
  private FakeRegistry upstream;
  private MirroredRegistry registry;
  private Built image;
  private String layer;
  private byte[] bytes;

  @BeforeEach
  void start() throws Exception {
    upstream = FakeRegistry.start();
    image = image("amd64", 1);
    upstream.add("birds/robin", "1", image);
    layer = image.blobs().getLast().digest();
    bytes = image.blobs().getLast().bytes();
    registry = new MirroredRegistry(folder, mirror(Optional.empty()), Map.of());
  }

  @AfterEach
  void stop() {
    upstream.close();
    registry.close();
  }

  private Mirror mirror(Optional<String> credentials) {
    return new Mirror(upstream.host(), "", credentials, MirroredRegistry.FRESHNESS);
  }

  /// Of a layer that does not compress, so that it has more than one buffer.
  private static Built image(String architecture, int seed) {
    var content = new byte[300_000];
    new Random(seed).nextBytes(content);
    return new ImageBuilder()
        .platform("linux", architecture)
        .layer(new LayerBuilder().file("opt/data", content))
        .build();
  }

  private long downloads() {
    return upstream.requests().stream()
        .filter(request -> request.toString().startsWith("GET /v2/birds/robin/blobs/" + layer))
        .count();
  }

  private boolean stored() {
    try {
      return registry
          .stores()
          .metadata()
          .read(
              tx ->
                  tx.repositories()
                      .find(ROBIN)
                      .flatMap(found -> tx.blobs().find(found, Digest.parse(layer))))
          .isPresent();
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aBlobIsServedAsItComesAndThenFromTheStore() throws Exception {
    assertThat(registry.blob(ROBIN, layer)).isEqualTo(bytes);
    assertThat(comes(this::stored)).isTrue();
    upstream.failFirst(ALWAYS, 503, "");
    assertThat(registry.blob(ROBIN, layer)).isEqualTo(bytes);
    assertThat(downloads()).isEqualTo(1);
    assertThat(registry.mirrors().counts().blobs()).isEqualTo(1);
    assertThat(registry.mirrors().counts().blobBytes()).isEqualTo(bytes.length);
    assertThat(comes(() -> registry.mirrors().arriving() == 0)).isTrue();
    assertThat(folder.resolve("spool")).isEmptyDirectory();
  }

  @Test
  void manyWhoAskAtOnceShareOneDownloadAndNoneWaitsForItsEnd() throws Exception {
    upstream.holdBlobs(200_000);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new ArrayList<Future<byte[]>>();
      for (var i = 0; i < 12; i++) {
        asked.add(threads.submit(() -> registry.blob(ROBIN, layer)));
      }
      try (var opened = registry.mirrors().open(name(ROBIN), Digest.parse(layer));
          var in = opened.content().read(1000)) {
        assertThat(in.readNBytes(100_000))
            .as("what has come is read before the rest does")
            .isEqualTo(Arrays.copyOfRange(bytes, 1000, 101_000));
      }
      upstream.releaseBlobs();
      for (var one : asked) {
        assertThat(one.get()).isEqualTo(bytes);
      }
    }
    assertThat(upstream.requests()).hasSize(1);
  }

  @Test
  void aPartIsServedOnceTheWholeIsVerified() throws Exception {
    upstream.holdBlobs(200_000);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var part = threads.submit(() -> registry.part(ROBIN, layer, 1000, 100_000));
      Thread.sleep(200);
      assertThat(part.isDone()).as("its last byte waits").isFalse();
      upstream.releaseBlobs();
      assertThat(part.get()).isEqualTo(Arrays.copyOfRange(bytes, 1000, 101_000));
    }
  }

  @Test
  void aClientThatLeavesStopsNobody() throws Exception {
    upstream.holdBlobs(200_000);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var staying = threads.submit(() -> registry.blob(ROBIN, layer));
      var leaving = registry.mirrors().open(name(ROBIN), Digest.parse(layer));
      try (var in = leaving.content().read(0)) {
        assertThat(in.readNBytes(1000)).hasSize(1000);
      }
      leaving.close();
      var interrupted =
          threads.submit(
              () -> {
                try {
                  return registry.blob(ROBIN, layer);
                } catch (StoreException | IOException e) {
                  return new byte[0];
                }
              });
      Thread.sleep(50);
      interrupted.cancel(true);
      upstream.releaseBlobs();
      assertThat(staying.get()).isEqualTo(bytes);
    }
    assertThat(comes(this::stored)).isTrue();
    assertThat(downloads()).isEqualTo(1);
  }

  @Test
  void aBlobThatNobodyWaitsForIsStoredNevertheless() throws Exception {
    upstream.holdBlobs(1000);
    registry.mirrors().open(name(ROBIN), Digest.parse(layer)).close();
    upstream.releaseBlobs();
    assertThat(comes(this::stored)).isTrue();
  }

  @Test
  void aBlobOfAnotherDigestIsNeverWholeAndNotStored() throws Exception {
    upstream.wrongBytes(layer);
    assertThatThrownBy(() -> registry.blob(ROBIN, layer))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("does not come whole");
    assertThat(comes(() -> registry.mirrors().arriving() == 0)).isTrue();
    assertThatThrownBy(() -> registry.part(ROBIN, layer, 0, 10))
        .as("nor is a part, as nobody could tell")
        .isInstanceOf(StoreException.class);
    assertThat(comes(() -> registry.mirrors().arriving() == 0)).isTrue();
    assertThat(registry.stores().kept()).isEmpty();
    assertThat(registry.mirrors().counts().wrongBlobs()).isEqualTo(2);
  }

  @Test
  void aConnectionThatBreaksIsGoneOnWith() throws Exception {
    upstream.cutBlobs(2, 120_000);
    assertThat(registry.blob(ROBIN, layer)).isEqualTo(bytes);
    assertThat(comes(this::stored)).isTrue();
    assertThat(upstream.requests().stream().filter(one -> one.from().isPresent())).isNotEmpty();
  }

  @Test
  void headSaysTheSizeWithoutADownload() throws Exception {
    assertThat(registry.mirrors().blob(name(ROBIN), Digest.parse(layer)).size())
        .isEqualTo(bytes.length);
    assertThat(downloads()).isZero();
  }

  @Test
  void whatUpstreamDoesNotHaveIsUnknownAndWhatItDoesNotGiveIsNot() {
    var other = "sha256:" + "0".repeat(64);
    refused(ErrorCode.BLOB_UNKNOWN, () -> registry.blob(ROBIN, other));
    refused(
        ErrorCode.BLOB_UNKNOWN, () -> registry.mirrors().blob(name(ROBIN), Digest.parse(other)));
    upstream.failFirst(1, 429, "7");
    assertThat(refused(ErrorCode.TOOMANYREQUESTS, () -> registry.blob(ROBIN, layer)).detail())
        .isEqualTo(new Detail.Busy(Duration.ofSeconds(7)));
    refused(ErrorCode.TOOMANYREQUESTS, () -> registry.blob(ROBIN, layer));
    registry.pass(Duration.ofSeconds(7));
    upstream.failFirst(1, 503, "");
    refused(ErrorCode.UNAVAILABLE, () -> registry.blob(ROBIN, layer));
    refused(ErrorCode.BLOB_UNKNOWN, () -> registry.blob("birds/robin", layer));
  }

  @Test
  void aNamespaceThatIsFullServesWhatItDoesNotKeep() throws Exception {
    registry
        .stores()
        .metadata()
        .write(
            tx -> {
              var hub = tx.namespaces().find("hub").orElseThrow();
              tx.namespaces().quota(hub, OptionalLong.of(1000), hub.created());
              return true;
            });
    assertThat(registry.blob(ROBIN, layer)).isEqualTo(bytes);
    assertThat(comes(() -> registry.mirrors().counts().notKeptBlobs() == 1)).isTrue();
    assertThat(stored()).isFalse();
  }

  @Test
  void aPullBringsTheWholeImageAndItsVerdictThoughTheClientHasItsLayers() throws Exception {
    assertThat(registry.pull(ROBIN, "1").whole()).isFalse();
    assertThat(comes(() -> registry.judged().contains(ROBIN + "@" + image.digest()))).isTrue();
    assertThat(registry.pull(ROBIN, "1").whole()).isTrue();
    assertThat(
            registry
                .stores()
                .metadata()
                .read(tx -> tx.manifests().byTag(ROBIN, "1"))
                .orElseThrow()
                .digest())
        .hasToString(image.digest());
    assertThat(registry.mirrors().counts().completedManifests()).isEqualTo(1);
  }

  @Test
  void aLookBringsNothing() throws Exception {
    registry.look(ROBIN, "1");
    Thread.sleep(100);
    assertThat(downloads()).isZero();
  }

  @Test
  void whatCouldNotBeCompletedIsTriedAgainLater() throws Exception {
    registry.look(ROBIN, "1");
    upstream.failFirst(1, 500, "");
    registry.pull(ROBIN, "1");
    assertThat(comes(() -> upstream.requests().size() >= 2)).isTrue();
    Thread.sleep(100);
    assertThat(registry.whole(ROBIN, image.digest())).isFalse();
    assertThat(registry.mirrors().sweep(10)).as("not yet").isZero();
    registry.pass(Duration.ofMinutes(1));
    assertThat(registry.mirrors().sweep(10)).isEqualTo(1);
    assertThat(comes(() -> registry.whole(ROBIN, image.digest()))).isTrue();
  }

  @Test
  void whatNeverBecomesWholeIsForgottenAfterAMonth() throws Exception {
    registry.look(ROBIN, "1");
    registry.pass(Duration.ofDays(31));
    assertThat(registry.mirrors().sweep(10)).isEqualTo(1);
    assertThat(registry.stores().metadata().<Long>read(tx -> tx.mirrors().unfinished())).isZero();
  }

  @Test
  void ofAnIndexOnlyThePlatformsThatArePulledAreFetched() throws Exception {
    var arm = image("arm64", 2);
    var index = new IndexBuilder().add(image).add(arm).build();
    upstream.add("birds/robin", "all", index);
    var served = registry.pull(ROBIN, "all");
    assertThat(served.whole()).as("an index needs no blobs").isTrue();
    assertThat(registry.pull(ROBIN, arm.digest()).whole()).isFalse();
    assertThat(comes(() -> registry.whole(ROBIN, arm.digest()))).isTrue();
    assertThat(
            comes(
                () -> {
                  try {
                    return registry
                        .stores()
                        .metadata()
                        .read(
                            tx ->
                                tx.manifests()
                                    .parents(
                                        tx.repositories().find(ROBIN).orElseThrow(),
                                        Digest.parse(arm.digest()),
                                        9))
                        .stream()
                        .anyMatch(one -> one.digest().toString().equals(index.digest()));
                  } catch (StoreException e) {
                    throw new IllegalStateException(e);
                  }
                }))
        .as("the index keeps it")
        .isTrue();
    assertThat(registry.whole(ROBIN, image.digest())).isFalse();
    assertThat(downloads()).isZero();
  }

  @Test
  void upstreamIsAskedWithTheMirrorsOwnLogin() throws Exception {
    registry.close();
    Files.createDirectory(folder.resolve("again"));
    var login = new UpstreamLogin(upstream.host(), new Login("ann", "s3cret"));
    registry =
        new MirroredRegistry(
            folder.resolve("again"), mirror(Optional.of("hub")), Map.of("hub", login));
    upstream.auth(new Auth.Bearer("ann", "s3cret"));
    assertThat(registry.blob(ROBIN, layer)).isEqualTo(bytes);
    upstream.expireTokens();
    assertThat(registry.look(ROBIN, "1").warning()).isEmpty();
    upstream.auth(new Auth.Basic("ann", "s3cret"));
    assertThat(registry.look(ROBIN, image.digest()).warning()).isEmpty();
    upstream.auth(new Auth.Basic("ann", "another"));
    registry.pass(MirroredRegistry.FRESHNESS);
    var refusal = refused(ErrorCode.DENIED, () -> registry.look(ROBIN, "1"));
    assertThat(refusal).hasMessageContaining("HTTP 401");
    assertThat(login).asString().doesNotContain("s3cret");
  }

  @Test
  void aLoginIsSentToItsOwnHostOnly() throws Exception {
    registry.close();
    Files.createDirectory(folder.resolve("again"));
    var login = new UpstreamLogin("docker.io", new Login("ann", "s3cret"));
    registry =
        new MirroredRegistry(
            folder.resolve("again"), mirror(Optional.of("hub")), Map.of("hub", login));
    var refusal = refused(ErrorCode.UNAVAILABLE, () -> registry.look(ROBIN, "1"));
    assertThat(refusal).hasMessageContaining("not for " + upstream.host());
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void aHostThatMirrorsMayNotHaveIsNotAsked() throws Exception {
    registry.close();
    Files.createDirectory(folder.resolve("again"));
    registry =
        new MirroredRegistry(
            folder.resolve("again"), mirror(Optional.empty()), Map.of(), Set.of("docker.io"));
    refused(ErrorCode.UNAVAILABLE, () -> registry.blob(ROBIN, layer));
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void aNamespaceWithImagesOfItsOwnBecomesNoMirror() throws Exception {
    registry
        .stores()
        .metadata()
        .write(
            tx ->
                tx.repositories()
                    .findOrCreate(
                        tx.namespaces().find("birds").orElseThrow(),
                        "birds/robin",
                        tx.namespaces().find("birds").orElseThrow().created()));
    refused(ErrorCode.DENIED, () -> registry.namespaces().set("birds", mirror(Optional.empty())));
    refused(
        ErrorCode.NAME_UNKNOWN, () -> registry.namespaces().set("none", mirror(Optional.empty())));
    registry.namespaces().set("fish", mirror(Optional.empty()));
    assertThat(registry.namespaces().all()).containsOnlyKeys("fish", "hub");
    assertThat(registry.namespaces().remove("hub")).isTrue();
    refused(ErrorCode.BLOB_UNKNOWN, () -> registry.blob(ROBIN, layer));
    assertThat(registry.namespaces().remove("hub")).isFalse();
  }

  @Test
  void whatAFormerProcessLeftOnItsWayIsRemoved() throws Exception {
    registry.close();
    var again = folder.resolve("again");
    Files.createDirectories(again.resolve("spool"));
    Files.write(again.resolve("spool/left.part"), new byte[10]);
    registry = new MirroredRegistry(again, mirror(Optional.empty()), Map.of());
    assertThat(again.resolve("spool")).isEmptyDirectory();
  }
}
