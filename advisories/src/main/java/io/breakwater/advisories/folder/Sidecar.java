package io.breakwater.advisories.folder;

import io.breakwater.advisories.reading.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the server said of a file that was fetched: beside `main.json` lies
/// `main.json.fetched`, lines of `name: value`.
///
/// @param etag as sent, with quotes
/// @param lastModified the publisher's date of the file
/// @param fetched when it was last confirmed to be the newest
public record Sidecar(
    @Nullable String url,
    @Nullable String etag,
    @Nullable Instant lastModified,
    @Nullable Instant fetched) {
  static final String SUFFIX = ".fetched";

  /// Behind the name of a file that is being fetched.
  public static final String PART = ".part";

  private static final int LIMIT = 16 << 10;

  public static Path pathFor(Path file) {
    return file.resolveSibling(file.getFileName() + SUFFIX);
  }

  /// The sidecar of a file; empty values where there is none or it is damaged, for then
  /// nothing is known.
  public static Sidecar of(Path file) {
    var values = new TreeMap<String, String>();
    try {
      var path = pathFor(file);
      if (Files.isRegularFile(path) && Files.size(path) <= LIMIT) {
        for (var line : Files.readAllLines(path)) {
          var colon = line.indexOf(": ");
          if (colon > 0) {
            values.put(line.substring(0, colon), line.substring(colon + 2));
          }
        }
      }
    } catch (IOException _) {
      values.clear();
    }
    return new Sidecar(
        values.get("url"),
        values.get("etag"),
        Texts.instant(values.get("last-modified")),
        Texts.instant(values.get("fetched")));
  }

  public void write(Path file) throws IOException {
    var text = new StringBuilder();
    add(text, "url", url);
    add(text, "etag", etag);
    add(text, "last-modified", lastModified);
    add(text, "fetched", fetched);
    Files.writeString(pathFor(file), text, StandardCharsets.UTF_8);
  }

  private static void add(StringBuilder text, String name, @Nullable Object value) {
    if (value != null) {
      text.append(name).append(": ").append(value).append('\n');
    }
  }
}
