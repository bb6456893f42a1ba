package io.breakwater.advisories.redhat;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.reading.Faults;
import io.breakwater.advisories.reading.Texts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads `deletions.csv`: the VEX documents of an archive that are gone since.
///
/// Format: lines that begin with a document's path (CSAF 2.0 section 7.1.13 has the same for
/// changes), `2024/cve-2024-1.json,2024-05-02T10:00:00Z`. Other lines mean nothing here. Limit: a
/// million lines of 1,000 characters.
final class DeletionsReader {
  private static final int LINES = 1_000_000;
  private static final int LENGTH = 1_000;

  private DeletionsReader() {}

  static void read(InputStream in, String name, RedHatFeed feed) throws FeedException {
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    var line = new StringBuilder();
    var count = 0;
    try {
      for (var c = lines.read(); c >= 0 && count < LINES; c = lines.read()) {
        if (c != '\n' && line.length() < LENGTH) {
          line.append((char) c);
        } else if (c == '\n') {
          count++;
          delete(line.toString(), feed);
          line.setLength(0);
        }
      }
      delete(line.toString(), feed);
    } catch (IOException e) {
      throw Faults.ofRead(name, e);
    }
  }

  private static void delete(String line, RedHatFeed feed) {
    var slash = line.indexOf('/');
    var end = line.indexOf(".json", slash + 1);
    if (slash >= 0 && end > 0) {
      var cve = line.substring(slash + 1, end).toUpperCase(Locale.ROOT);
      if (Texts.isCve(cve)) {
        feed.delete(cve);
      }
    }
  }
}
