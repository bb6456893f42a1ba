package io.breakwater.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which part of a content a request asks for: RFC 9110, sections 13 and 14.
///
/// ```java
/// switch (Selection.of(request, size, etag, null)) {
///   case Selection.Part part -> …
/// ```
///
/// Ranges count for `GET` only. Several ranges, other units and what is no range at all are
/// passed over, as the specification allows: the whole is sent.
public sealed interface Selection {
  /// All of it: 200.
  record Whole(long size) implements Selection {}

  /// Some of it: 206.
  ///
  /// @param length at least 1
  record Part(long offset, long length, long size) implements Selection {}

  /// Nothing of it lies in the range: 416.
  record Outside(long size) implements Selection {}

  /// The client has it: 304.
  record Unchanged() implements Selection {}

  /// Decides.
  ///
  /// @param size of the content, bytes
  /// @param etag with its quotation marks; the content's is strong
  /// @param modified compared in whole seconds
  static Selection of(
      Request request, long size, @Nullable String etag, @Nullable Instant modified) {
    var get = request.method().equals("GET");
    if (get || request.method().equals("HEAD")) {
      var tags = request.headers("If-None-Match");
      var unchanged =
          tags.isEmpty()
              ? request.header("If-Modified-Since").flatMap(Selection::date).stream()
                  .anyMatch(since -> modified != null && !seconds(modified).isAfter(since))
              : tags.stream().anyMatch(list -> names(list, etag));
      if (unchanged) {
        return new Unchanged();
      }
    }
    var range = request.header("Range");
    if (!get || range.isEmpty() || !sameContent(request, etag, modified)) {
      return new Whole(size);
    }
    return range(range.get(), size);
  }

  /// Whether a part still belongs to what the client has of it (`If-Range`).
  private static boolean sameContent(
      Request request, @Nullable String etag, @Nullable Instant modified) {
    var condition = request.header("If-Range");
    if (condition.isEmpty()) {
      return true;
    }
    var text = condition.get().strip();
    if (text.startsWith("\"") || text.startsWith("W/")) {
      return text.equals(etag);
    }
    return modified != null && date(text).equals(Optional.of(seconds(modified)));
  }

  private static boolean names(String list, @Nullable String etag) {
    if (list.strip().equals("*")) {
      return true;
    }
    if (etag == null) {
      return false;
    }
    for (var from = list.indexOf('"'); from >= 0; ) {
      var end = list.indexOf('"', from + 1);
      if (end < 0) {
        return false;
      }
      if (list.substring(from, end + 1).equals(etag)) {
        return true;
      }
      from = list.indexOf('"', end + 1);
    }
    return false;
  }

  private static Selection range(String text, long size) {
    var whole = new Whole(size);
    var value = text.strip();
    if (!value.regionMatches(true, 0, "bytes=", 0, 6)) {
      return whole;
    }
    var range = value.substring(6).strip();
    var dash = range.indexOf('-');
    if (dash < 0 || range.length() < 2 || range.length() > 40) {
      return whole;
    }
    var first = number(range.substring(0, dash));
    var last = number(range.substring(dash + 1));
    if (first == -2 || last == -2) {
      return whole;
    }
    if (first == -1) {
      var length = Math.min(last, size);
      return length == 0 ? new Outside(size) : new Part(size - length, length, size);
    }
    // An invalid range may be rejected (section 14.2); the distribution specification's suite
    // takes a 200 here for ranges that are not supported.
    if (first >= size || (last >= 0 && last < first)) {
      return new Outside(size);
    }
    var end = last < 0 ? size - 1 : Math.min(last, size - 1);
    return new Part(first, end - first + 1, size);
  }

  /// Digits; -1 for none, -2 for anything else. More than fit are the most that do.
  private static long number(String digits) {
    if (digits.isEmpty()) {
      return -1;
    }
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -2;
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Sets status and headers for it: `ETag`, `Last-Modified`, `Accept-Ranges`, `Content-Range`.
  default void describe(Response response, @Nullable String etag, @Nullable Instant modified) {
    response.header("Accept-Ranges", "bytes");
    if (etag != null) {
      response.header("ETag", etag);
    }
    if (modified != null) {
      response.header(
          "Last-Modified",
          DateTimeFormatter.RFC_1123_DATE_TIME.format(modified.atZone(ZoneOffset.UTC)));
    }
    switch (this) {
      case Whole _ -> response.status(200);
      case Part(var offset, var length, var size) ->
          response
              .status(206)
              .header(
                  "Content-Range", "bytes " + offset + "-" + (offset + length - 1) + "/" + size);
      case Outside(var size) -> response.status(416).header("Content-Range", "bytes */" + size);
      case Unchanged _ -> response.status(304);
    }
  }
}
