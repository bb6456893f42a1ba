package io.breakwater.store.blobs.s3;

import io.breakwater.store.StoreException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/// What is durable of an upload: an object whose body is the tail, that is the bytes behind the
/// parts, and whose metadata name the multipart upload.
final class Head {
  private static final String MULTIPART = "multipart";
  private static final String PARTS = "parts";
  private static final String BASE = "base";
  private static final String STALE = "stale";
  private static final String LENGTH = "length";

  private final @Nullable String multipart;
  private final int parts;
  private final long base;
  private final @Nullable String stale;
  private final byte[] tail;

  private Head(
      @Nullable String multipart, int parts, long base, @Nullable String stale, byte[] tail) {
    this.multipart = multipart;
    this.parts = parts;
    this.base = base;
    this.stale = stale;
    this.tail = tail;
  }

  /// The multipart upload's id; none as long as the tail is all, and where the parts have
  /// become an object.
  @Nullable String multipart() {
    return multipart;
  }

  /// How many of its parts count; those behind them were never synced.
  int parts() {
    return parts;
  }

  /// Length of these parts, or of the object.
  long base() {
    return base;
  }

  /// ETag of an object that these parts were copied from, which has the name they will get.
  @Nullable String stale() {
    return stale;
  }

  /// Shorter than a part; not copied.
  byte[] tail() {
    return tail;
  }

  static Optional<Head> read(Objects objects, String upload, String what) throws StoreException {
    var found = objects.read(Names.head(upload), what);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (var body = found.get()) {
      var metadata = body.response().metadata();
      var tail = body.readAllBytes();
      var base = number(metadata, BASE);
      if (number(metadata, LENGTH) != base + tail.length) {
        throw Failures.corrupt(what, "what is staged has not the length that was kept of it", null);
      }
      return Optional.of(
          new Head(
              metadata.get(MULTIPART),
              Math.toIntExact(number(metadata, PARTS)),
              base,
              metadata.get(STALE),
              tail));
    } catch (NumberFormatException | ArithmeticException e) {
      throw Failures.corrupt(what, "what is staged has other metadata than were kept of it", e);
    } catch (IOException e) {
      throw Failures.of(what, SdkException.create("reading an object", e));
    }
  }

  /// Writes one.
  ///
  /// @param base length of the multipart upload's parts, or of the object that they became
  /// @param length of the tail
  static void write(
      Objects objects,
      String upload,
      @Nullable Multipart multipart,
      long base,
      @Nullable String stale,
      byte[] tail,
      int length,
      String what)
      throws StoreException {
    Map<String, String> metadata = new TreeMap<>();
    if (multipart != null) {
      metadata.put(MULTIPART, multipart.id());
    }
    if (stale != null) {
      metadata.put(STALE, stale);
    }
    metadata.put(PARTS, String.valueOf(multipart == null ? 0 : multipart.parts()));
    metadata.put(BASE, String.valueOf(base));
    metadata.put(LENGTH, String.valueOf(base + length));
    objects.put(Names.head(upload), tail, length, metadata, what);
  }

  /// Length of what is staged, of the metadata of a head.
  static long length(Map<String, String> metadata) {
    return number(metadata, LENGTH);
  }

  private static long number(Map<String, String> metadata, String name) {
    return Long.parseLong(String.valueOf(metadata.get(name)));
  }
}
