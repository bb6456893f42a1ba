package io.breakwater.image.compression;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.LayerLimits;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A layer's uncompressed bytes: expanded a window at a time into one buffer, hashed on both
/// sides, within [LayerLimits].
///
/// The compression is told by the content's first bytes and not by the media type, as container
/// runtimes do: gzip (`1f 8b`), zstd (`28 b5 2f fd`, or a skippable frame `5x 2a 4d 18`),
/// anything else is plain; xz and bzip2 are refused by name.
public final class LayerBytes extends ByteWindow {
  private static final int WINDOW = 256 << 10;
  private static final int STORED = 128 << 10;

  private final StoredBytes stored;
  private final Subject subject;
  private final Expected expected;
  private final LayerLimits limits;
  private final Expander expander;
  private final @Nullable MessageDigest hash;

  /// Plain bytes are the same on both sides and are hashed once.
  private final boolean oneHash;

  private @Nullable Digest measured;

  private long expanded;
  private boolean ended;
  private boolean closed;

  /// What the bytes should turn out to be.
  ///
  /// @param digest of the stored bytes
  /// @param diffId of the uncompressed bytes
  /// @param size of the stored bytes, -1 when unknown
  public record Expected(Optional<Digest> digest, Optional<Digest> diffId, long size) {
    /// Nothing is known.
    public static final Expected NOTHING = new Expected(Optional.empty(), Optional.empty(), -1);
  }

  private LayerBytes(
      StoredBytes stored, Subject subject, Expected expected, LayerLimits limits, boolean measuring)
      throws ImageException {
    super(WINDOW);
    this.stored = stored;
    this.subject = subject;
    this.expected = expected;
    this.limits = limits;
    stored.fill();
    this.expander = expander(stored, subject, expected.size());
    this.oneHash = expander instanceof PlainBytes && sameAlgorithm(expected);
    if (oneHash) {
      stored.withoutHash();
    }
    if (measuring) {
      this.hash = expander instanceof PlainBytes ? null : sha256();
    } else {
      this.hash = hash(oneHash ? expected.diffId().or(expected::digest) : expected.diffId());
    }
  }

  /// Opens a stream of stored bytes; closing the result closes the stream.
  public static LayerBytes open(
      InputStream in, Subject subject, Expected expected, LayerLimits limits)
      throws ImageException {
    return open(in, subject, expected, limits, false);
  }

  /// Opens a stream of stored bytes that arrive just now, of which nothing is known yet; whoever
  /// receives them verifies them. [#measured()] tells the diff ID in the end.
  public static LayerBytes measuring(InputStream in, Subject subject, LayerLimits limits)
      throws ImageException {
    return open(in, subject, Expected.NOTHING, limits, true);
  }

  private static LayerBytes open(
      InputStream in, Subject subject, Expected expected, LayerLimits limits, boolean measuring)
      throws ImageException {
    var stored = new StoredBytes(in, subject, hash(expected.digest()), STORED);
    try {
      return new LayerBytes(stored, subject, expected, limits, measuring);
    } catch (ImageException e) {
      stored.close();
      throw e;
    }
  }

  /// The SHA-256 of the uncompressed bytes, after [#verify()] of what was opened with
  /// [#measuring]; empty where they are stored as they are, so that the stored bytes' digest is
  /// theirs.
  public Optional<Digest> measured() {
    return Optional.ofNullable(measured);
  }

  private static Expander expander(StoredBytes stored, Subject subject, long size)
      throws ImageException {
    return switch (Compression.detect(stored.buffer, stored.position, stored.limit)) {
      case NONE -> new PlainBytes(stored);
      case GZIP -> new GzipBytes(stored, subject, Inflaters.open(size));
      case ZSTD -> new ZstdBytes(stored, subject);
      case XZ, BZIP2 ->
          throw new ImageException(
              subject.kind() + "-compression-unsupported",
              subject.what(),
              "it is compressed with xz or bzip2; gzip, zstd and none are read",
              "Decompress it first (xz -d, bunzip2), or save the image again with gzip or zstd");
    };
  }

  private static boolean sameAlgorithm(Expected expected) {
    return expected.digest().isEmpty()
        || expected.diffId().isEmpty()
        || expected.digest().get().algorithm().equals(expected.diffId().get().algorithm());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static @Nullable MessageDigest hash(Optional<Digest> digest) {
    try {
      return digest.isEmpty() ? null : MessageDigest.getInstance(digest.get().javaAlgorithm());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256 and SHA-512", e);
    }
  }

  @Override
  public boolean fill() throws ImageException {
    base += limit;
    position = 0;
    limit = 0;
    while (limit < buffer.length && !ended) {
      var count = expander.expand(buffer, limit, buffer.length - limit);
      if (count < 0) {
        ended = true;
      } else {
        limit += count;
        expanded += count;
        checkLimits();
      }
    }
    if (hash != null && limit > 0) {
      hash.update(buffer, 0, limit);
    }
    return limit > 0;
  }

  private void checkLimits() throws ImageException {
    if (expanded > limits.expandedBytes()) {
      throw subject.limit(
          "too-large",
          "it expands to more than the limit of " + limits.expandedBytes() + " bytes",
          expanded);
    }
    var judged = expanded - LayerLimits.UNJUDGED;
    if (judged > 0 && judged / limits.compressionRatio() > stored.total()) {
      throw subject.limit(
          "compression-ratio",
          stored.total()
              + " stored bytes expand to "
              + expanded
              + " bytes with "
              + expander.name()
              + ", more than the limit of "
              + limits.compressionRatio()
              + " to 1 and "
              + (LayerLimits.UNJUDGED >> 20)
              + " MiB",
          expanded);
    }
  }

  @Override
  public void verify() throws ImageException {
    position = limit;
    while (fill()) {
      position = limit;
    }
    if (expected.size() >= 0 && stored.total() != expected.size()) {
      throw subject.error(
          stored.total() < expected.size() ? "truncated" : "size-mismatch",
          "expected " + expected.size() + " stored bytes, found " + stored.total(),
          stored.total(),
          null);
    }
    var contentHash = hash == null ? null : HexFormat.of().formatHex(hash.digest());
    if (oneHash) {
      verifyPlain(contentHash);
      return;
    }
    var storedHash = stored.hash();
    if (storedHash != null) {
      var found = HexFormat.of().formatHex(storedHash.digest());
      compare("digest-mismatch", "stored", expected.digest(), found);
    }
    if (contentHash != null) {
      compare("diff-id-mismatch", "uncompressed", expected.diffId(), contentHash);
      measured = expected.diffId().isEmpty() ? new Digest("sha256", contentHash) : null;
    }
  }

  /// One hash serves both digests, which must be the same.
  private void verifyPlain(@Nullable String found) throws ImageException {
    if (found == null) {
      return;
    }
    if (expected.diffId().isPresent()) {
      compare("diff-id-mismatch", "uncompressed", expected.diffId(), found);
      if (expected.digest().isPresent()
          && !expected.digest().get().equals(expected.diffId().get())) {
        throw subject.error(
            "digest-mismatch",
            "the layer is not compressed, yet its digest "
                + expected.digest().get()
                + " differs from its diff ID "
                + expected.diffId().get(),
            -1,
            null);
      }
    } else {
      compare("digest-mismatch", "stored", expected.digest(), found);
    }
  }

  private void compare(String problem, String which, Optional<Digest> wanted, String found)
      throws ImageException {
    if (wanted.isPresent() && !wanted.get().hex().equals(found)) {
      throw subject.error(
          problem,
          "expected "
              + wanted.get()
              + " over the "
              + which
              + " bytes, found "
              + wanted.get().algorithm()
              + ":"
              + found,
          -1,
          null);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      expander.close();
      stored.close();
    }
  }
}
