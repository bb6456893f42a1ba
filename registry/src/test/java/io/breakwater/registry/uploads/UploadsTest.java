package io.breakwater.registry.uploads;

import static io.breakwater.registry.Stores.bytes;
import static io.breakwater.registry.Stores.digest;
import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.refused;
import static io.breakwater.registry.Stores.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.Stores;
import io.breakwater.registry.names.RepositoryName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {
  private static final RepositoryName ROBIN = name("birds/robin");
  private static final byte[] LAYER = bytes("0123456789");
  private static final UploadLimits LIMITS =
      new UploadLimits(1 << 20, 3, Duration.ofSeconds(20), Duration.ofMillis(300));

  @TempDir Path folder;
  private Stores stores;
  private Uploads uploads;

  @BeforeEach
  void open() throws Exception {
    stores = new Stores(folder);
    uploads = another();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  /// Another server over the same stores, which remembers nothing.
  private Uploads another() {
    return new Uploads(stores.metadata(), stores.blobs(), Stores.CLOCK, LIMITS);
  }

  private UploadId start() throws Exception {
    return uploads.start(ROBIN, "ann", OptionalLong.empty()).id();
  }

  private static UploadBody body(String text) {
    return UploadBody.of(in(text), text.length());
  }

  private static InputStream in(String text) {
    return new ByteArrayInputStream(bytes(text));
  }

  private static UploadBody part(String range, String text) throws Exception {
    return UploadBody.at(ContentRange.parse(range), in(text));
  }

  private static UploadBody cut(String text, int length) {
    return UploadBody.of(cut(text), length);
  }

  private static UploadBody cut(String text, ContentRange range) {
    return UploadBody.at(range, cut(text));
  }

  private static InputStream cut(String text) {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        };
    return new SequenceInputStream(in(text), broken);
  }

  private boolean served() throws Exception {
    return stores
        .metadata()
        .read(
            tx ->
                tx.blobs().find(tx.repositories().find("birds/robin").orElseThrow(), sha256(LAYER)))
        .isPresent();
  }

  @Test
  void chunksInOrderBecomeABlob() throws Exception {
    var id = start();
    assertThat(uploads.status(ROBIN, id)).isEqualTo(new UploadStatus(id, 0));
    assertThat(uploads.append(ROBIN, id, part("0-3", "0123"))).isEqualTo(new UploadStatus(id, 4));
    assertThat(uploads.append(ROBIN, id, part("4-6", "456"))).isEqualTo(new UploadStatus(id, 7));
    assertThat(uploads.status(ROBIN, id).bytes()).isEqualTo(7);

    var blob = uploads.finish(ROBIN, id, Optional.of(part("7-9", "789")), sha256(LAYER));

    assertThat(blob.size()).isEqualTo(10);
    assertThat(served()).isTrue();
    refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.status(ROBIN, id));
    assertThat(stores.kept()).containsExactly(sha256(LAYER).toString());
  }

  @ParameterizedTest
  @CsvSource({"5-8", "3-6", "0-3", "100-100"})
  void gapsAndOverlapsAreRefusedWithWhatIsKept(String range) throws Exception {
    var id = start();
    uploads.append(ROBIN, id, part("0-3", "0123"));

    var refusal =
        refused(ErrorCode.RANGE_INVALID, () -> uploads.append(ROBIN, id, part(range, "xxxx")));
    assertThat(refusal.detail()).isEqualTo(new Detail.Held(4));

    uploads.append(ROBIN, id, part("4-9", "456789"));
    assertThat(uploads.finish(ROBIN, id, Optional.empty(), sha256(LAYER)).size()).isEqualTo(10);
  }

  @Test
  void theLastPartMustFollowToo() throws Exception {
    var id = start();
    uploads.append(ROBIN, id, body("0123"));
    var refusal =
        refused(
            ErrorCode.RANGE_INVALID,
            () -> uploads.finish(ROBIN, id, Optional.of(part("5-9", "56789")), sha256(LAYER)));
    assertThat(refusal.detail()).isEqualTo(new Detail.Held(4));
    assertThat(uploads.status(ROBIN, id).bytes()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1",
        "5-4",
        "0-",
        "-5",
        "a-b",
        "0-9/10",
        "bytes 0-9/10",
        "0 - 9",
        "0-99999999999999999999",
        "\u0660-\u0669"
      })
  void whatIsNoRangeIsRefused(String text) {
    refused(ErrorCode.RANGE_INVALID, () -> ContentRange.parse(text));
  }

  @Test
  void aWrongDigestEndsTheUpload() throws Exception {
    var id = start();
    var stated = sha256(bytes("other"));
    var refusal =
        refused(
            ErrorCode.DIGEST_INVALID,
            () -> uploads.finish(ROBIN, id, Optional.of(body("0123456789")), stated));
    assertThat(refusal.detail()).isEqualTo(new Detail.WrongDigest(stated, sha256(LAYER)));
    refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.status(ROBIN, id));
    assertThat(stores.kept()).isEmpty();
  }

  @Test
  void sha512IsVerifiedWhetherKnownBeforeOrNot() throws Exception {
    var digest = digest("sha512", LAYER);
    var id = start();
    uploads.append(ROBIN, id, body("01234"));
    var blob = uploads.finish(ROBIN, id, Optional.of(body("56789")), digest);
    assertThat(blob.key().digest()).isEqualTo(digest);
    assertThat(uploads.push(ROBIN, "ann", digest, body("0123456789")).key()).isEqualTo(blob.key());
    refused(ErrorCode.DIGEST_INVALID, () -> uploads.push(ROBIN, "ann", digest, body("0123456788")));
  }

  @Test
  void aCutConnectionLeavesWhatCame() throws Exception {
    var id = start();
    assertThatThrownBy(() -> uploads.append(ROBIN, id, cut("0123", 10)))
        .isInstanceOf(IOException.class)
        .hasMessage("connection reset");

    assertThat(uploads.status(ROBIN, id).bytes()).isEqualTo(4);
    assertThatThrownBy(
            () ->
                uploads.finish(
                    ROBIN, id, Optional.of(cut("45", new ContentRange(4, 9))), sha256(LAYER)))
        .isInstanceOf(IOException.class);
    assertThat(uploads.status(ROBIN, id).bytes()).isEqualTo(6);
    uploads.finish(ROBIN, id, Optional.of(part("6-9", "6789")), sha256(LAYER));
    assertThat(served()).isTrue();
  }

  @Test
  void aLastBodyThatWasCutIsSentAgainAsAWhole() throws Exception {
    var id = start();
    uploads.append(ROBIN, id, body("0123"));
    assertThatThrownBy(() -> uploads.finish(ROBIN, id, Optional.of(cut("45", 6)), sha256(LAYER)))
        .isInstanceOf(IOException.class);

    assertThat(uploads.status(ROBIN, id).bytes()).isEqualTo(4);
    uploads.finish(ROBIN, id, Optional.of(body("456789")), sha256(LAYER));
    assertThat(served()).isTrue();
  }

  @Test
  void anotherServerGoesOnWithoutWhatWasNotAcknowledged() throws Exception {
    var id = start();
    uploads.append(ROBIN, id, body("0123"));
    // What a server did that died: it held the upload for a moment more, and staged more.
    stores.metadata().write(tx -> tx.uploads().hold(id.toString(), "dead", Duration.ofMillis(200)));
    try (var staged = stores.blobs().stage(id.toString())) {
      staged.append(ByteBuffer.wrap(bytes("xyz")));
      staged.sync();
    }

    var next = another();
    assertThat(next.status(ROBIN, id).bytes()).isEqualTo(4);
    next.append(ROBIN, id, part("4-6", "456"));
    another().finish(ROBIN, id, Optional.of(body("789")), sha256(LAYER));
    assertThat(served()).isTrue();
  }

  @Test
  void aDigestThatAnotherServerBeganIsNotGoneOnWith() throws Exception {
    var id = start();
    uploads.append(ROBIN, id, body("0123"));
    another().append(ROBIN, id, body("456"));
    uploads.finish(ROBIN, id, Optional.of(body("789")), sha256(LAYER));
    assertThat(served()).isTrue();
  }

  @Test
  void aServerThatDiedBetweenContentAndMetadataLosesNothing() throws Exception {
    var id = start();
    uploads.append(ROBIN, id, body("0123456789"));
    try (var staged = stores.blobs().stage(id.toString())) {
      staged.commit(sha256(LAYER));
    }

    var blob = another().finish(ROBIN, id, Optional.empty(), sha256(LAYER));
    assertThat(blob.size()).isEqualTo(10);
    assertThat(served()).isTrue();
  }

  @Test
  void finishingAgainAfterALostAnswerSucceeds() throws Exception {
    var id = start();
    var blob = uploads.finish(ROBIN, id, Optional.of(body("0123456789")), sha256(LAYER));
    assertThat(another().finish(ROBIN, id, Optional.empty(), sha256(LAYER))).isEqualTo(blob);
    refused(
        ErrorCode.BLOB_UPLOAD_UNKNOWN,
        () -> uploads.finish(ROBIN, id, Optional.empty(), sha256(bytes("x"))));
    refused(
        ErrorCode.BLOB_UPLOAD_UNKNOWN,
        () -> uploads.finish(ROBIN, UploadId.random(), Optional.empty(), sha256(LAYER)));
  }

  @Test
  void stagedContentThatIsLostIsNoUpload() throws Exception {
    var id = start();
    uploads.append(ROBIN, id, body("0123"));
    try (var staged = stores.blobs().stage(id.toString())) {
      staged.truncate(2);
      staged.sync();
    }
    refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.append(ROBIN, id, body("456789")));
    refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.status(ROBIN, id));
  }

  @Test
  void oneRequestAtATimeWrites() throws Exception {
    var id = start();
    stores.metadata().write(tx -> tx.uploads().hold(id.toString(), "other", Duration.ofHours(1)));
    var refusal = refused(ErrorCode.TOOMANYREQUESTS, () -> uploads.append(ROBIN, id, body("0123")));
    assertThat(refusal.detail()).isEqualTo(new Detail.Busy(LIMITS.lease()));
    refused(ErrorCode.TOOMANYREQUESTS, () -> uploads.cancel(ROBIN, id));
    assertThat(stores.kept()).isEmpty();
  }

  @Test
  void aRequestThatLostItsHoldChangesNothing() throws Exception {
    var slow = new UploadLimits(1 << 20, 3, Duration.ofMillis(30), Duration.ofMillis(300));
    var server = new Uploads(stores.metadata(), stores.blobs(), Stores.CLOCK, slow);
    var id = start();
    var takenOver =
        new InputStream() {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
              Thread.sleep(100);
              another().append(ROBIN, id, body("0123"));
            } catch (Exception e) {
              throw new IOException(e);
            }
            buffer[offset] = 'x';
            return 1;
          }

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }
        };

    refused(
        ErrorCode.TOOMANYREQUESTS, () -> server.append(ROBIN, id, UploadBody.streamed(takenOver)));

    assertThat(uploads.status(ROBIN, id).bytes()).isEqualTo(4);
    uploads.finish(ROBIN, id, Optional.of(body("456789")), sha256(LAYER));
  }

  @Test
  void lengthsThatAreNotKeptAreRefused() throws Exception {
    var id = start();
    var early =
        refused(
            ErrorCode.SIZE_INVALID, () -> uploads.append(ROBIN, id, UploadBody.of(in("01"), 5)));
    assertThat(early.detail()).isEqualTo(new Detail.WrongLength(5, 2));
    assertThat(uploads.status(ROBIN, id).bytes()).as("what came is kept").isEqualTo(2);

    refused(ErrorCode.SIZE_INVALID, () -> uploads.append(ROBIN, id, part("2-3", "234")));
    assertThat(uploads.status(ROBIN, id).bytes()).as("nothing of what is refused").isEqualTo(2);
    var disagreeing =
        new UploadBody(in("234"), OptionalLong.of(3), Optional.of(ContentRange.parse("2-3")));
    refused(ErrorCode.SIZE_INVALID, () -> uploads.append(ROBIN, id, disagreeing));

    uploads.finish(ROBIN, id, Optional.of(body("23456789")), sha256(LAYER));
    assertThat(served()).isTrue();
  }

  @Test
  void quotaIsAskedBeforeBytesAreRead() throws Exception {
    stores.quota(5);
    var unread =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("read");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            return read();
          }
        };
    var refusal =
        refused(
            ErrorCode.DENIED,
            () -> uploads.push(ROBIN, "ann", sha256(LAYER), UploadBody.of(unread, 10)));
    assertThat(refusal.detail()).isEqualTo(new Detail.Quota(0, 5));
    var id = start();
    refused(ErrorCode.DENIED, () -> uploads.append(ROBIN, id, UploadBody.of(unread, 10)));
  }

  @Test
  void quotaHoldsForLengthsThatNobodySaid() throws Exception {
    stores.quota(5);
    var id = start();
    refused(
        ErrorCode.DENIED, () -> uploads.append(ROBIN, id, UploadBody.streamed(in("0123456789"))));
    assertThat(uploads.status(ROBIN, id).bytes()).isZero();
    refused(
        ErrorCode.DENIED,
        () -> uploads.push(ROBIN, "ann", sha256(LAYER), UploadBody.streamed(in("0123456789"))));
  }

  @Test
  void blobsHaveALimit() throws Exception {
    var id = start();
    var refusal =
        refused(
            ErrorCode.SIZE_INVALID,
            () -> uploads.append(ROBIN, id, UploadBody.of(in(""), (1 << 20) + 1)));
    assertThat(refusal.detail()).isEqualTo(new Detail.TooLarge(1 << 20));
    var endless = new ByteArrayInputStream(new byte[(1 << 20) + 1]);
    refused(ErrorCode.SIZE_INVALID, () -> uploads.append(ROBIN, id, UploadBody.streamed(endless)));
    refused(ErrorCode.SIZE_INVALID, () -> uploads.start(ROBIN, "ann", OptionalLong.of(2 << 20)));
  }

  @Test
  void nobodyBeginsTooManyUploads() throws Exception {
    start();
    start();
    var third = start();
    refused(ErrorCode.TOOMANYREQUESTS, this::start);
    uploads.cancel(ROBIN, third);
    start();
  }

  @Test
  void uploadsBelongToOneRepository() throws Exception {
    var id = start();
    var other = name("birds/wren");
    uploads.start(other, "ben", OptionalLong.empty());
    refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.status(other, id));
    refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.append(other, id, body("0")));
    refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.cancel(other, id));
    refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> UploadId.parse("../../etc"));
    refused(
        ErrorCode.NAME_UNKNOWN, () -> uploads.start(name("nobody/x"), "ann", OptionalLong.empty()));
  }

  @Test
  void cancelledUploadsAreGone() throws Exception {
    var id = start();
    uploads.append(ROBIN, id, body("0123"));
    uploads.cancel(ROBIN, id);
    refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.append(ROBIN, id, body("4")));
    assertThat(stores.kept()).isEmpty();
  }

  @Test
  void aFailedPushInOneRequestLeavesNothing() throws Exception {
    assertThatThrownBy(() -> uploads.push(ROBIN, "ann", sha256(LAYER), cut("0123", 10)))
        .isInstanceOf(IOException.class);
    assertThat(stores.kept()).isEmpty();
    var left = stores.metadata().read(tx -> tx.uploads().count("ann"));
    assertThat(left).isZero();
  }

  @Test
  void uploadsThatNobodyContinuesAreSwept() throws Exception {
    var id = start();
    uploads.append(ROBIN, id, body("0123"));
    assertThat(uploads.sweep(Duration.ofDays(1), 10)).isZero();
    var later =
        new Uploads(
            stores.metadata(),
            stores.blobs(),
            () -> Stores.CLOCK.instant().plus(Duration.ofDays(2)),
            LIMITS);
    assertThat(later.sweep(Duration.ofDays(1), 10)).isEqualTo(1);
    refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.status(ROBIN, id));
    assertThat(stores.kept()).isEmpty();
  }

  @Test
  void manyPushesOfOneBlobAllSucceedAndKeepOneCopy() throws Exception {
    var pushes = new ArrayList<Callable<Long>>();
    for (var push = 0; push < 16; push++) {
      var owner = "u" + push;
      pushes.add(() -> uploads.push(ROBIN, owner, sha256(LAYER), body("0123456789")).size());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var push : threads.invokeAll(pushes)) {
        assertThat(push.get()).isEqualTo(10);
      }
    }
    assertThat(stores.kept()).containsExactly(sha256(LAYER).toString());
    assertThat(
            stores.metadata().read(tx -> tx.namespaces().find("birds")).orElseThrow().usedBytes())
        .isEqualTo(10);
  }

  @Test
  void anEmptyBlobIsABlob() throws Exception {
    var id = start();
    assertThat(uploads.finish(ROBIN, id, Optional.empty(), sha256(new byte[0])).size()).isZero();
  }
}
