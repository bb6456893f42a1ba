package io.breakwater.registry.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.image.Digest;
import io.breakwater.image.LayerLimits;
import io.breakwater.inventory.layer.InventoryLimits;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.Stores;
import io.breakwater.registry.uploads.ContentRange;
import io.breakwater.registry.uploads.UploadBody;
import io.breakwater.registry.uploads.UploadId;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.registry.verdicts.layers.IntakeOptions;
import io.breakwater.registry.verdicts.layers.LayerRecord;
import io.breakwater.store.metadata.StoredBlob;
import io.breakwater.testkit.images.BuiltLayer;
import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Layers are inventoried while they are uploaded, and the same comes out however that goes.
class ArrivingLayersTest {
  private static final IntakeOptions OPTIONS = IntakeOptions.standard();

  @TempDir Path folder;
  private Judging judging;

  @BeforeEach
  void open() throws Exception {
    judging = new Judging(folder, OPTIONS);
  }

  /// The same registry after a restart, with other options.
  private void open(IntakeOptions options) throws Exception {
    judging.close();
    judging = new Judging(folder, options);
  }

  @AfterEach
  void close() {
    judging.close();
  }

  /// A layer of some 300 KiB, compressed.
  private static BuiltLayer layer(Compression compression) {
    var noise = new byte[300 << 10];
    new Random(7).nextBytes(noise);
    return new LayerBuilder()
        .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
        .file("usr/lib/noise", noise)
        .file(DpkgStatus.PATH, new DpkgStatus().add("openssl", "3.0.11-1", "amd64").render())
        .build(compression);
  }

  private StoredBlob push(byte[] bytes) throws Exception {
    return judging
        .uploads()
        .push(
            Judging.ROBIN,
            "ann",
            Stores.sha256(bytes),
            UploadBody.of(new ByteArrayInputStream(bytes), bytes.length));
  }

  /// The uploads of another server over the same stores, which reads no layers.
  private Uploads elsewhere() {
    return new Uploads(
        judging.stores().metadata(), judging.blobs(), Stores.CLOCK, UploadLimits.defaults(), null);
  }

  private UploadId start() throws Exception {
    return judging.uploads().start(Judging.ROBIN, "ann", OptionalLong.empty()).id();
  }

  private void append(UploadId id, UploadBody part) throws Exception {
    judging.uploads().append(Judging.ROBIN, id, part);
  }

  /// Ends an upload with what is left from a byte on.
  private StoredBlob finish(UploadId id, byte[] bytes, int from) throws Exception {
    var last = Optional.of(part(bytes, from, bytes.length));
    return judging.uploads().finish(Judging.ROBIN, id, last, Stores.sha256(bytes));
  }

  private LayerRecord record(StoredBlob blob) throws Exception {
    var readings = judging.layers().of(List.of(blob));
    return readings.values().iterator().next().get(20, TimeUnit.SECONDS);
  }

  private void assertRead(LayerRecord record, BuiltLayer layer) {
    assertThat(record).isInstanceOf(LayerRecord.Read.class);
    var read = (LayerRecord.Read) record;
    var expected =
        layer.compression() == Compression.NONE
            ? Optional.<Digest>empty()
            : Optional.of(Digest.parse(layer.diffId()));
    assertThat(read.diffId()).isEqualTo(expected);
    assertThat(read.inventory().weight()).isPositive();
  }

  private void awaitNoMemory() throws InterruptedException {
    var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (judging.intake().memoryInUse() > 0 && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    assertThat(judging.intake().memoryInUse()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aLayerIsReadWhileItArrivesAndNeverFromTheStore(Compression compression) throws Exception {
    var layer = layer(compression);
    var blob = push(layer.bytes());
    assertRead(record(blob), layer);
    assertThat(judging.blobs().opened()).isZero();
    awaitNoMemory();
  }

  @Test
  void whatDoesNotFitIntoThePipeIsReadFromTheStoreFromThereOn() throws Exception {
    open(OPTIONS.withMemory(900 << 10).withPatience(Duration.ZERO));
    // Long to be read and soon sent, before what does not fit: no reader keeps up with it.
    var noise = new byte[600 << 10];
    new Random(7).nextBytes(noise);
    var layer =
        new LayerBuilder()
            .file("a/zeros", new byte[32 << 20])
            .file("b/noise", noise)
            .build(Compression.GZIP);
    var blob = push(layer.bytes());
    assertRead(record(blob), layer);
    assertThat(judging.blobs().opened()).isEqualTo(1);
    awaitNoMemory();
  }

  @Test
  void withoutAnyMemoryLayersAreReadFromTheStore() throws Exception {
    open(OPTIONS.withMemory(0));
    var layer = layer(Compression.GZIP);
    assertRead(record(push(layer.bytes())), layer);
    assertThat(judging.blobs().opened()).isEqualTo(1);
  }

  @Test
  void partsThatFollowEachOtherAreOneLayer() throws Exception {
    var layer = layer(Compression.GZIP);
    var blob = inParts(judging.uploads(), judging.uploads(), layer.bytes(), 3, 1000, 200_000);
    assertRead(record(blob), layer);
    assertThat(judging.blobs().opened()).isZero();
    awaitNoMemory();
  }

  @Test
  void anUploadThatAnotherServerGoesOnWithIsReadFromTheStore() throws Exception {
    var layer = layer(Compression.GZIP);
    var other = elsewhere();
    var blob = inParts(judging.uploads(), other, layer.bytes(), 100_000);
    assertRead(record(blob), layer);
    assertThat(judging.blobs().opened()).isEqualTo(1);
  }

  @Test
  void anUploadThatComesBackFromAnotherServerIsReadFromTheStore() throws Exception {
    var layer = layer(Compression.GZIP);
    var other = elsewhere();
    var id = start();
    var bytes = layer.bytes();
    append(id, part(bytes, 0, 50_000));
    other.append(Judging.ROBIN, id, part(bytes, 50_000, 100_000));
    append(id, part(bytes, 100_000, 150_000));
    var blob = finish(id, bytes, 150_000);
    assertRead(record(blob), layer);
    awaitNoMemory();
  }

  /// As many bytes of something else, sent to another server, would otherwise pass for read.
  @Test
  void whatAnotherServerKeptIsNeverTakenForWhatThisOneSaw() throws Exception {
    var seen = layer(Compression.NONE).bytes();
    var kept = seen.clone();
    // The name of the package in the dpkg database.
    var at = new String(kept, StandardCharsets.ISO_8859_1).indexOf("Package: openssl") + 9;
    kept[at] = 'x';
    var other = elsewhere();
    var id = start();
    var cut = UploadBody.of(new ByteArrayInputStream(seen), seen.length + 1L);
    assertThatThrownBy(
            () ->
                judging.uploads().finish(Judging.ROBIN, id, Optional.of(cut), Stores.sha256(kept)))
        .isInstanceOf(RegistryException.class);
    other.append(Judging.ROBIN, id, UploadBody.of(new ByteArrayInputStream(kept), kept.length));
    var blob = judging.uploads().finish(Judging.ROBIN, id, Optional.empty(), Stores.sha256(kept));
    var expected = record(blob);
    assertThat(LayerTexts.of(expected)).contains("xpenssl").doesNotContain("openssl");
  }

  private static UploadBody part(byte[] bytes, int from, int to) {
    return UploadBody.at(
        new ContentRange(from, to - 1L), new ByteArrayInputStream(bytes, from, to - from));
  }

  private StoredBlob inParts(Uploads first, Uploads then, byte[] bytes, int... cuts)
      throws Exception {
    var id = first.start(Judging.ROBIN, "ann", OptionalLong.empty()).id();
    var from = 0;
    for (var cut : cuts) {
      first.append(Judging.ROBIN, id, part(bytes, from, cut));
      from = cut;
    }
    return then.finish(
        Judging.ROBIN, id, Optional.of(part(bytes, from, bytes.length)), Stores.sha256(bytes));
  }

  @Test
  void aRefusedPartIsNoneOfTheLayer() throws Exception {
    var layer = layer(Compression.GZIP);
    var bytes = layer.bytes();
    var id = start();
    append(id, part(bytes, 0, 1000));
    var wrong = new byte[2000];
    assertThatThrownBy(
            () ->
                judging
                    .uploads()
                    .append(
                        Judging.ROBIN,
                        id,
                        UploadBody.at(
                            new ContentRange(1000, 1999), new ByteArrayInputStream(wrong))))
        .isInstanceOf(RegistryException.class);
    var blob = finish(id, bytes, 1000);
    assertRead(record(blob), layer);
  }

  @Test
  void whatIsNoLayerTakesNoReader() throws Exception {
    var noise = new byte[700_000];
    new Random(3).nextBytes(noise);
    var id = start();
    append(id, part(noise, 0, 600_000));
    assertThat(judging.intake().memoryInUse()).isZero();
    finish(id, noise, 600_000);
    push(Stores.bytes("{\"architecture\":\"amd64\"}"));
    assertThat(judging.layers().pending()).isZero();
    assertThat(judging.blobs().opened()).isZero();
  }

  @Test
  void anUploadThatIsCancelledGivesItsMemoryBack() throws Exception {
    var bytes = layer(Compression.GZIP).bytes();
    var id = start();
    append(id, part(bytes, 0, 200_000));
    assertThat(judging.intake().memoryInUse()).isPositive();
    judging.uploads().cancel(Judging.ROBIN, id);
    awaitNoMemory();
  }

  @Test
  void aReaderGivesUpWhereNothingArrives() throws Exception {
    open(OPTIONS.withIdle(Duration.ofMillis(50)));
    var layer = layer(Compression.GZIP);
    var bytes = layer.bytes();
    var id = start();
    append(id, part(bytes, 0, 200_000));
    awaitNoMemory();
    var blob = finish(id, bytes, 200_000);
    assertRead(record(blob), layer);
  }

  @Test
  void aDamagedLayerIsAcceptedAndItsDamageIsKept() throws Exception {
    var layer = layer(Compression.GZIP);
    var cut = Arrays.copyOf(layer.bytes(), layer.bytes().length - 1000);
    var blob = push(cut);
    var record = record(blob);
    assertThat(record).isInstanceOf(LayerRecord.Damaged.class);
    var why = ((LayerRecord.Damaged) record).why();
    assertThat(why.code()).isEqualTo("layer-truncated");
    assertThat(why.getMessage()).contains(blob.key().digest().toString());

    judging.writes().flush();
    open(OPTIONS);
    judging.blobs().refuse(true);
    var again = ((LayerRecord.Damaged) record(blob)).why();
    assertThat(again.getMessage()).isEqualTo(why.getMessage());
    assertThat(again.offset()).isEqualTo(why.offset());
  }

  @Test
  void aBombIsDamageOfTheSameKindUnderTheLimitsOfTheDay() throws Exception {
    var small = new LayerLimits(1 << 20, 100, 1000, 4096);
    open(OPTIONS.withLimits(small, InventoryLimits.DEFAULT));
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      new LayerBuilder().zeros("bomb", 8 << 20).writeTo(gzip);
    }
    var blob = push(out.toByteArray());
    assertThat(((LayerRecord.Damaged) record(blob)).why().code()).isEqualTo("layer-too-large");

    judging.writes().flush();
    open(OPTIONS);
    assertThat(record(blob)).as("with other limits").isInstanceOf(LayerRecord.Read.class);
  }

  @Test
  void aLayerThatIsKnownIsNotReadAgain() throws Exception {
    var layer = layer(Compression.ZSTD);
    var blob = push(layer.bytes());
    assertRead(record(blob), layer);
    judging.writes().flush();
    open(OPTIONS);
    judging.blobs().refuse(true);
    assertRead(record(blob), layer);
  }

  @Test
  void aStoreThatIsAwayIsNoDamage() throws Exception {
    open(OPTIONS.withMemory(0));
    var layer = layer(Compression.GZIP);
    judging.blobs().refuse(true);
    var blob = push(layer.bytes());
    assertThatThrownBy(() -> record(blob)).hasMessageContaining("it is away");
    judging.blobs().refuse(false);
    assertRead(record(blob), layer);
  }

  @Test
  void manyUploadsAtOnceShareTheMemoryAndAreAllRead() throws Exception {
    var memory = 3L << 20;
    open(OPTIONS.withMemory(memory).withPatience(Duration.ofMillis(5)));
    var most = new long[1];
    var blobs = new ArrayList<Future<StoredBlob>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 24; i++) {
        var noise = new byte[400 << 10];
        new Random(i).nextBytes(noise);
        var layer = new LayerBuilder().file("noise", noise).build(Compression.GZIP);
        blobs.add(
            threads.submit(
                () -> {
                  var blob = push(layer.bytes());
                  synchronized (most) {
                    most[0] = Math.max(most[0], judging.intake().memoryInUse());
                  }
                  return blob;
                }));
      }
      for (var blob : blobs) {
        assertThat(record(blob.get())).isInstanceOf(LayerRecord.Read.class);
      }
    }
    assertThat(most[0]).isLessThanOrEqualTo(memory);
    awaitNoMemory();
  }

  @Test
  void bytesInSmallPiecesAreRecognised() throws Exception {
    var layer = layer(Compression.NONE);
    var in =
        new ByteArrayInputStream(layer.bytes()) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 100));
          }
        };
    var blob =
        judging
            .uploads()
            .push(
                Judging.ROBIN,
                "ann",
                Stores.sha256(layer.bytes()),
                UploadBody.of(in, layer.bytes().length));
    assertRead(record(blob), layer);
    assertThat(judging.blobs().opened()).isZero();
  }

  @Test
  void aBlobWhoseDigestIsWrongIsForgotten() throws Exception {
    var bytes = layer(Compression.GZIP).bytes();
    assertThatThrownBy(
            () ->
                judging
                    .uploads()
                    .push(
                        Judging.ROBIN,
                        "ann",
                        Stores.sha256(Stores.bytes("other")),
                        UploadBody.of(new ByteArrayInputStream(bytes), bytes.length)))
        .isInstanceOf(RegistryException.class);
    assertThat(judging.layers().pending()).isZero();
    awaitNoMemory();
  }

  @Test
  void aConnectionThatBreaksLeavesALayerThatCanGoOn() throws Exception {
    var layer = layer(Compression.GZIP);
    var bytes = layer.bytes();
    var id = start();
    var broken =
        new ByteArrayInputStream(bytes, 0, 150_000) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            var count = super.read(target, offset, length);
            if (count < 0) {
              throw new java.io.UncheckedIOException(new IOException("reset"));
            }
            return count;
          }
        };
    assertThatThrownBy(
            () -> judging.uploads().append(Judging.ROBIN, id, UploadBody.of(broken, bytes.length)))
        .hasMessageContaining("reset");
    int kept = (int) judging.uploads().status(Judging.ROBIN, id).bytes();
    var blob =
        judging
            .uploads()
            .finish(
                Judging.ROBIN,
                id,
                Optional.of(part(bytes, kept, bytes.length)),
                Stores.sha256(bytes));
    assertRead(record(blob), layer);
  }
}
