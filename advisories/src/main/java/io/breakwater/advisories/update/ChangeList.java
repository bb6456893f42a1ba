package io.breakwater.advisories.update;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.reading.Remedies;
import io.breakwater.advisories.reading.Texts;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `changes.csv` and `deletions.csv` of a CSAF provider's folder: lines of a document's path
/// and a time, both perhaps in quotes (CSAF 2.0 section 7.1.13):
/// `"2024/cve-2024-1.json","2024-05-02T10:00:00+00:00"`.
///
/// Paths are used as file names, so only `YEAR/cve-YEAR-NUMBER.json` is taken. Limits: a million
/// lines, 64 MiB (so that a line without an end cannot fill the memory). A line of another form is
// passed over as long as they are fewer than the others.
final class ChangeList {
  private static final int LINES = 1_000_000;
  private static final long BYTES = 64L << 20;

  private ChangeList() {}

  /// A document and when it was changed or deleted.
  record Entry(String path, Instant at) {}

  /// @param name of the list, for errors
  static List<Entry> read(Path file, String name) throws FeedException, IOException {
    if (Files.size(file) > BYTES) {
      throw malformed(name, "it has " + Files.size(file) + " bytes, at most " + BYTES);
    }
    var entries = new ArrayList<Entry>();
    var odd = 0;
    var count = 0;
    try (var lines = Files.newBufferedReader(file)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (++count > LINES) {
          throw malformed(name, "more than " + LINES + " lines");
        }
        var entry = line.length() > 200 ? null : parse(line);
        if (entry != null) {
          entries.add(entry);
        } else if (!line.isBlank()) {
          odd++;
        }
      }
    } catch (CharacterCodingException e) {
      throw malformed(name, "it is no text in UTF-8");
    }
    if (odd > entries.size()) {
      throw malformed(name, odd + " lines are not of a document and a time");
    }
    return entries;
  }

  private static FeedException malformed(String name, String why) {
    return new FeedException("feed-malformed", name, why, Remedies.FETCH_AGAIN, null);
  }

  /// Null when the line is no entry.
  static @Nullable Entry parse(String line) {
    var comma = line.indexOf(',');
    if (comma < 0) {
      return null;
    }
    var path = unquoted(line.substring(0, comma));
    var at = Texts.instant(unquoted(line.substring(comma + 1)));
    return at == null || !isDocument(path) ? null : new Entry(path, at);
  }

  private static String unquoted(String field) {
    var text = field.strip();
    var quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /// `2024/cve-2024-1.json`.
  private static boolean isDocument(String path) {
    if (path.length() < 20 || path.length() > 60 || path.charAt(4) != '/') {
      return false;
    }
    var year = path.substring(0, 4);
    if (!path.startsWith("cve-" + year + "-", 5) || !path.endsWith(".json")) {
      return false;
    }
    var digits = year + path.substring(14, path.length() - 5);
    return digits.length() > 4 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
