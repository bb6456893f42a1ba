package io.breakwater.inventory.release;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What apt's sources name (sources.list(5)): lines `deb [options] URI SUITE COMPONENT…` in
/// `*.list`, and paragraphs with `URIs` and `Suites` in `*.sources`.
public final class AptSources {
  /// Host of the archives that only Ubuntu Pro opens.
  private static final String PRO = "esm.ubuntu.com";

  private static final String FOLDER = "sources.list.d/";

  private final Set<String> suites = new HashSet<>();
  private boolean pro;

  /// Whether a file may be one of apt's sources.
  public static boolean mayBe(String path, int nameStart) {
    return (path.length() - nameStart == 12 && path.endsWith("sources.list"))
        || (path.startsWith(FOLDER, nameStart - FOLDER.length())
            && (path.endsWith(".list") || path.endsWith(".sources")));
  }

  /// Reads one file.
  public void add(String text) {
    for (var raw : text.split("\n", -1)) {
      var line = raw.strip();
      if (line.startsWith("#")) {
        continue;
      }
      // In a paragraph the addresses may stand in lines of their own.
      pro |= line.contains(PRO);
      if (line.startsWith("deb ") || line.startsWith("deb\t")) {
        oneLine(line.substring(4).strip());
      } else if (line.regionMatches(true, 0, "Suites:", 0, 7)) {
        suites.addAll(List.of(line.substring(7).strip().split("\\s+", -1)));
      }
    }
  }

  private void oneLine(String rest) {
    var words = rest.substring(rest.startsWith("[") ? rest.indexOf(']') + 1 : 0).strip();
    var parts = words.split("\\s+", 3);
    if (parts.length > 1) {
      suites.add(parts[1]);
    }
  }

  public Set<String> suites() {
    return Set.copyOf(suites);
  }

  /// Whether Ubuntu Pro's archives are among the sources.
  public boolean pro() {
    return pro;
  }
}
