package io.breakwater.inventory.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.breakwater.inventory.release.ReleaseFiles.Found;
import java.util.Set;

/// Fuzz target: any bytes as release files. No exception is permitted.
public final class OsReleaseFuzz {
  private OsReleaseFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var text = new Found.Text(new String(data, UTF_8), "/x");
    int first = data.length == 0 ? 0 : data[0] & 7;
    var evidence =
        new Evidence(first, first / 2, first > 3 ? "x@debian.org" : null, 0, Set.of(), Set.of());
    ReleaseFinder.find(path -> path.length() % 8 >= first ? text : new Found.Absent(), evidence);
    var sources = new AptSources();
    sources.add(text.text());
  }
}
