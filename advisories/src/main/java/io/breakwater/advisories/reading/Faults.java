package io.breakwater.advisories.reading;

import io.breakwater.advisories.FeedException;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;
import org.tukaani.xz.CorruptedInputException;
import org.tukaani.xz.MemoryLimitException;

/// Turns the faults of streams into the module's exception.
public final class Faults {
  private Faults() {}

  /// A stream that could not be read: `feed-truncated`, `feed-corrupt`, `feed-memory`,
  /// `feed-too-large` or `feed-unreadable`.
  public static FeedException ofRead(String name, IOException e) {
    if (e instanceof LimitReached limit) {
      return new FeedException(
          "feed-too-large",
          name,
          "more than " + limit.limit() + " bytes once decompressed",
          "Check where the file comes from; no publisher's feed is that large",
          e);
    }
    var message = String.valueOf(e.getMessage());
    // zstd-jni names the cut stream only in its message.
    if (e instanceof EOFException
        || message.contains("Truncated")
        || message.contains("Unexpected end of")) {
      return new FeedException(
          "feed-truncated", name, "the file ends early", Remedies.FETCH_AGAIN, e);
    }
    if (e instanceof MemoryLimitException) {
      return new FeedException(
          "feed-memory",
          name,
          "decompressing needs more than 128 MiB",
          "Compress it with a dictionary of at most 64 MiB (xz -9 or less)",
          e);
    }
    if (e instanceof CorruptedInputException
        || e instanceof ZipException
        || e.getClass().getName().startsWith("com.github.luben.zstd.")
        || e.getClass().getName().startsWith("org.tukaani.xz.")) {
      return new FeedException(
          "feed-corrupt",
          name,
          "the compressed data is damaged (" + message + ")",
          Remedies.FETCH_AGAIN,
          e);
    }
    return new FeedException(
        "feed-unreadable", name, message, "Check that the file exists and may be read", e);
  }

  /// A stream gave more bytes than it may.
  public static final class LimitReached extends IOException {
    private final long limit;

    public LimitReached(long limit) {
      super("more than " + limit + " bytes");
      this.limit = limit;
    }

    public long limit() {
      return limit;
    }
  }
}
