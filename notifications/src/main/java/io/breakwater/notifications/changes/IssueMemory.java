package io.breakwater.notifications.changes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// What has been told of the issues of an image. Nothing is forgotten as long as the tag names
/// the image: an issue that goes and comes again, since two servers have advisories of different
/// age, is not told twice.
///
/// Kept as compressed text, a line for each issue: its ID, the letters of what is known, and the
/// seconds since 1970 when it was first known in the image, `CVE-2024-1234 cf1795209321`. Memory of
/// before times were kept has none, and versions of then pass them over.
///
/// @param issues by ID
record IssueMemory(Map<String, Known> issues) {
  static final IssueMemory NONE = new IssueMemory(Map.of());

  /// Lines that are read, at most; images have some thousand.
  private static final int MOST = 100_000;

  private static final int BYTES = 8 << 20;

  IssueMemory {
    issues = Map.copyOf(issues);
  }

  /// What is known of an issue.
  ///
  /// @param counted it counted once, or would but for an exemption
  /// @param fixed a fix was published
  /// @param exploited it was known to be exploited
  /// @param since when it was first known in the image, in seconds; empty where that was before
  ///     times were kept, or nothing is to be kept yet
  record Known(boolean counted, boolean fixed, boolean exploited, Optional<Instant> since) {
    Known {
      since = since.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    Known(boolean counted, boolean fixed, boolean exploited) {
      this(counted, fixed, exploited, Optional.empty());
    }

    Known at(Instant time) {
      return new Known(counted, fixed, exploited, Optional.of(time));
    }

    Known or(Known other) {
      return new Known(
          counted || other.counted,
          fixed || other.fixed,
          exploited || other.exploited,
          earlier(since, other.since));
    }

    /// No time is earlier than any.
    private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
      return a.isEmpty() || b.isEmpty()
          ? Optional.empty()
          : Optional.of(a.get().isBefore(b.get()) ? a.get() : b.get());
    }

    private String letters() {
      return (counted ? "c" : "")
          + (fixed ? "f" : "")
          + (exploited ? "x" : "")
          + since.map(time -> Long.toString(time.getEpochSecond())).orElse("");
    }

    private static Known parse(String letters) {
      var seconds = letters.replaceFirst("^[cfx]*", "");
      if (!seconds.matches("[0-9]{0,11}")) {
        throw new IllegalArgumentException("no line of an issue");
      }
      return new Known(
          letters.contains("c"),
          letters.contains("f"),
          letters.contains("x"),
          seconds.isEmpty()
              ? Optional.empty()
              : Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds))));
    }
  }

  /// This and another.
  IssueMemory and(IssueMemory other) {
    var all = new TreeMap<>(issues);
    other.issues.forEach((id, known) -> all.merge(id, known, Known::or));
    return new IssueMemory(all);
  }

  /// Since when an issue is known, whatever the case of its ID.
  Optional<Instant> since(String issue) {
    var known = issues.get(issue);
    return known != null
        ? known.since()
        : issues.entrySet().stream()
            .filter(entry -> entry.getKey().equalsIgnoreCase(issue))
            .findFirst()
            .flatMap(entry -> entry.getValue().since());
  }

  byte[] bytes() {
    var text = new StringBuilder();
    new TreeMap<>(issues)
        .forEach((id, known) -> text.append(id).append(' ').append(known.letters()).append('\n'));
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes)) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  /// Reads what [#bytes] made.
  ///
  /// @throws IllegalArgumentException it is something else
  static IssueMemory parse(byte[] bytes) {
    var issues = new TreeMap<String, Known>();
    try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      var text = new String(in.readNBytes(BYTES), StandardCharsets.UTF_8);
      for (var line : text.lines().limit(MOST).toList()) {
        var space = line.lastIndexOf(' ');
        if (space <= 0) {
          throw new IllegalArgumentException("no line of an issue");
        }
        issues.put(line.substring(0, space), Known.parse(line.substring(space + 1)));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("no remembered issues", e);
    }
    return new IssueMemory(issues);
  }
}
