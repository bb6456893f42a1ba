package io.breakwater.registry.uploads;

import io.breakwater.image.Digest;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.verdicts.layers.Arrival;
import io.breakwater.registry.verdicts.layers.LayerIntake;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.StagedBlob;
import io.breakwater.store.metadata.StoredBlob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One request's work on what is staged of an upload that it holds.
final class UploadWriter implements AutoCloseable {
  private static final int BUFFER = 128 << 10;

  private final HeldUpload held;
  private final StagedBlob staged;
  private final RunningDigests digests;
  private final @Nullable LayerIntake intake;
  private final long blobBytes;
  private @Nullable RunningDigest digest;
  private @Nullable Arrival arrival;
  private long bytes;

  /// @param intake where layers are read while they arrive; null for none
  UploadWriter(
      HeldUpload held,
      StagedBlob staged,
      RunningDigests digests,
      @Nullable LayerIntake intake,
      long blobBytes) {
    this.held = held;
    this.staged = staged;
    this.digests = digests;
    this.intake = intake;
    this.blobBytes = blobBytes;
  }

  /// Bytes that are staged.
  long bytes() {
    return bytes;
  }

  /// Goes to where the client was told that the upload is.
  ///
  /// @throws RegistryException `BLOB_UPLOAD_UNKNOWN` where less is there than that
  void open() throws RegistryException, StoreException {
    bytes = held.acknowledged();
    var length = staged.length();
    if (length < bytes) {
      discard();
      throw UploadId.unknown();
    }
    if (length > bytes) {
      staged.truncate(bytes);
    }
    digest = digests.take(held.id(), bytes).orElse(null);
    arrival = intake == null ? null : intake.at(held.id().toString(), bytes);
  }

  /// Adds a body. Where its connection breaks or it ends early, what came is kept; where it is
  /// refused, nothing of it.
  ///
  /// @param algorithm of the digest, as far as is known
  /// @param last whether it ends the upload. Clients send a last body that was cut again as a
  ///     whole, so nothing of one is kept, unless it says with a range where it belongs
  void append(UploadBody body, String algorithm, boolean last)
      throws RegistryException, StoreException, IOException {
    var kept = !last || body.range().isPresent();
    var expected = body.expected();
    check(body, expected.orElse(0));
    if (bytes == 0 && (digest == null || !digest.algorithm().equals(algorithm))) {
      digest = new RunningDigest(algorithm);
    }
    var end = expected.isPresent() ? bytes + expected.getAsLong() : Long.MAX_VALUE;
    try {
      copy(body, end, expected);
    } catch (IOException e) {
      if (kept) {
        keep(e);
      }
      throw e;
    }
    if (bytes < end && expected.isPresent()) {
      var came = bytes - held.acknowledged();
      if (kept) {
        keep();
      }
      throw wrongLength(expected.getAsLong(), came);
    }
  }

  private void check(UploadBody body, long expected) throws RegistryException {
    var range = body.range();
    if (range.isPresent() && range.get().first() != bytes) {
      throw new RegistryException(
          ErrorCode.RANGE_INVALID,
          "out of order: "
              + range.get()
              + " does not begin behind the "
              + bytes
              + " bytes that are kept; go on from there",
          new Detail.Held(bytes));
    }
    if (body.length().isPresent() && body.length().getAsLong() != expected) {
      throw wrongLength(expected, body.length().getAsLong());
    }
    refuseBeyond(bytes + expected);
  }

  private void refuseBeyond(long length) throws RegistryException {
    if (length > blobBytes) {
      throw tooLarge(blobBytes);
    }
    var limit = held.limit();
    if (limit.isPresent() && limit.get().passedBy(length)) {
      throw RegistryException.overQuota(held.repository().namespace(), limit.get());
    }
  }

  private void copy(UploadBody body, long end, OptionalLong expected)
      throws RegistryException, StoreException, IOException {
    var begin = bytes;
    var buffer = new byte[Math.clamp(end - bytes, 1, BUFFER)];
    while (true) {
      // One byte beyond the end tells a body that is too long from one that is not.
      var read = body.bytes().read(buffer, 0, Math.clamp(end - bytes, 1, buffer.length));
      if (read < 0) {
        return;
      }
      try {
        if (read > end - bytes) {
          throw wrongLength(expected.orElse(end - begin), end - begin + read);
        }
        refuseBeyond(bytes + read);
      } catch (RegistryException e) {
        digest = null;
        if (arrival != null) {
          arrival.cancel();
        }
        staged.truncate(begin);
        throw e;
      }
      held.keep();
      staged.append(ByteBuffer.wrap(buffer, 0, read));
      if (arrival != null) {
        arrival.add(bytes, buffer, read);
      }
      bytes += read;
      if (digest != null) {
        digest.update(buffer, read);
      }
    }
  }

  /// Makes what is staged durable, and lets go of the upload.
  void keep() throws RegistryException, StoreException {
    held.keep();
    staged.sync();
    held.acknowledge(bytes);
    if (digest != null) {
      digests.put(held.id(), digest);
    }
    if (intake != null && arrival != null) {
      intake.keep(held.id().toString(), arrival);
      arrival = null;
    }
  }

  private void keep(IOException broken) {
    try {
      keep();
    } catch (RegistryException | StoreException e) {
      broken.addSuppressed(e);
    }
  }

  /// Verifies what is staged and puts it in place.
  ///
  /// @throws RegistryException `DIGEST_INVALID`; the upload is gone then
  BlobKey commit(Digest stated) throws RegistryException, StoreException, IOException {
    var running = digest;
    var actual =
        running != null && running.algorithm().equals(stated.algorithm())
            ? running.value()
            : read(stated.algorithm());
    if (!actual.equals(stated)) {
      discard();
      throw new RegistryException(
          ErrorCode.DIGEST_INVALID,
          "wrong digest: "
              + stated
              + " was stated, and the "
              + bytes
              + " bytes that came have "
              + actual
              + "; begin the upload again",
          new Detail.WrongDigest(stated, actual));
    }
    held.keep();
    return staged.commit(stated);
  }

  private Digest read(String algorithm) throws RegistryException, StoreException, IOException {
    var read = new RunningDigest(algorithm);
    var buffer = new byte[BUFFER];
    try (var in = staged.read()) {
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        held.keep();
        read.update(buffer, count);
      }
    } catch (IOException e) {
      if (e.getCause() instanceof StoreException store) {
        throw store;
      }
      throw e;
    }
    return read.value();
  }

  private void discard() throws RegistryException, StoreException {
    held.end(tx -> true);
    staged.discard();
  }

  /// What was committed is a blob.
  void linked(StoredBlob blob) {
    if (intake != null && arrival != null) {
      intake.finish(arrival, blob);
      arrival = null;
    }
  }

  /// Whoever reads what came reads it from the store, unless it was kept or linked.
  @Override
  public void close() {
    if (arrival != null) {
      arrival.cancel();
    }
  }

  static RegistryException tooLarge(long limit) {
    return new RegistryException(
        ErrorCode.SIZE_INVALID,
        "too large: a blob has at most " + limit + " bytes here; split the layer",
        new Detail.TooLarge(limit));
  }

  private static RegistryException wrongLength(long stated, long actual) {
    return new RegistryException(
        ErrorCode.SIZE_INVALID,
        "wrong length: " + stated + " bytes were announced, " + actual + " came; send them again",
        new Detail.WrongLength(stated, actual));
  }
}
