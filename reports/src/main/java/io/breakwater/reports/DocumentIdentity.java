package io.breakwater.reports;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// Dates and identifiers of documents whose formats ask for them, without a clock and without
/// chance: the same report gives the same bytes.
public final class DocumentIdentity {
  private DocumentIdentity() {}

  /// The time asked for with the option; else the date of the newest feed, which is as of when the
  /// document can be true. To the second, as SPDX wants it (SPDX 2.3, 6.9).
  public static Optional<Instant> date(ImageReport report, ReportOptions options) {
    var asked = options.timestamp();
    if (asked != null) {
      return Optional.of(asked.truncatedTo(ChronoUnit.SECONDS));
    }
    Instant newest = null;
    for (var feed : report.assessment().feeds()) {
      var asOf = feed.asOf();
      if (asOf != null && (newest == null || asOf.isAfter(newest))) {
        newest = asOf;
      }
    }
    return Optional.ofNullable(newest).map(known -> known.truncatedTo(ChronoUnit.SECONDS));
  }

  /// The date where one must be given: 1970 where nothing tells it.
  public static Instant certainDate(ImageReport report, ReportOptions options) {
    return date(report, options).orElse(Instant.EPOCH);
  }

  /// A UUID of version 5 (RFC 9562, 5.5) whose name is the SHA-256 of what a document says.
  ///
  /// @param kind the document's format, so that two formats of one report differ
  /// @param content writes the document without its identifier
  public static UUID of(String kind, Consumer<Json> content) throws IOException {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      Json.write(new DigestOutputStream(OutputStream.nullOutputStream(), sha256), content);
      var sha1 = MessageDigest.getInstance("SHA-1");
      // The namespace of names that are URLs (RFC 9562, 6.6).
      sha1.update(bytes(UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8")));
      sha1.update((Tool.NAME + ":" + kind + ":").getBytes(StandardCharsets.UTF_8));
      var hash = ByteBuffer.wrap(sha1.digest(sha256.digest()));
      long high = (hash.getLong() & ~0xF000L) | 0x5000L;
      long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1 and SHA-256", e);
    }
  }

  private static byte[] bytes(UUID uuid) {
    return ByteBuffer.allocate(16)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }
}
