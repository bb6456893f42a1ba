package io.breakwater.notifications.changes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// What has been told of the issues of an image. Nothing is forgotten as long as the tag names
/// the image: an issue that goes and comes again, since two servers have advisories of different
/// age, is not told twice.
///
/// Kept as compressed text, a line for each issue: its ID and the letters of what is known,
/// `CVE-2024-1234 cf`.
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
  record Known(boolean counted, boolean fixed, boolean exploited) {
    Known or(Known other) {
      return new Known(
          counted || other.counted, fixed || other.fixed, exploited || other.exploited);
    }
  }

  /// This and another.
  IssueMemory and(IssueMemory other) {
    var all = new TreeMap<>(issues);
    other.issues.forEach((id, known) -> all.merge(id, known, Known::or));
    return new IssueMemory(all);
  }

  byte[] bytes() {
    var text = new StringBuilder();
    new TreeMap<>(issues)
        .forEach(
            (id, known) ->
                text.append(id)
                    .append(' ')
                    .append(known.counted() ? "c" : "")
                    .append(known.fixed() ? "f" : "")
                    .append(known.exploited() ? "x" : "")
                    .append('\n'));
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
        var flags = line.substring(space + 1);
        issues.put(
            line.substring(0, space),
            new Known(flags.contains("c"), flags.contains("f"), flags.contains("x")));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("no remembered issues", e);
    }
    return new IssueMemory(issues);
  }
}
