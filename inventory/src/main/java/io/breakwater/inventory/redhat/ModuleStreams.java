package io.breakwater.inventory.redhat;

import java.util.Map;

/// dnf's `*.module` files in `/etc/dnf/modules.d` (libdnf, `ModulePackageContainer.cpp`): INI,
/// a section a module.
///
/// ```
/// [nodejs]
/// name=nodejs
/// stream=16
/// profiles=common
/// state=enabled
/// ```
///
/// A section whose state is `enabled` and that names a stream counts; others (`disabled`, reset
/// ones without a state) are passed over, and so are lines of another form.
public final class ModuleStreams {
  /// Relative to the root.
  public static final String FOLDER = "etc/dnf/modules.d";

  private static final String PARENT = "modules.d/";

  private ModuleStreams() {}

  /// Whether a file may be one of dnf's.
  public static boolean mayBe(String path, int nameStart) {
    return path.endsWith(".module") && path.startsWith(PARENT, nameStart - PARENT.length());
  }

  /// Adds the enabled streams of one file, by module.
  public static void read(String text, Map<String, String> streams) {
    var section = "";
    var stream = "";
    boolean enabled = false;
    for (var raw : text.split("\n", -1)) {
      var line = raw.strip();
      if (line.startsWith("[") && line.endsWith("]")) {
        keep(section, stream, enabled, streams);
        section = line.substring(1, line.length() - 1).strip();
        stream = "";
        enabled = false;
      } else {
        int equals = line.indexOf('=');
        var key = equals < 0 ? "" : line.substring(0, equals).strip();
        var value = line.substring(equals + 1).strip();
        switch (key) {
          case "stream" -> stream = value;
          case "state" -> enabled = value.equals("enabled") || value.equals("1");
          default -> {}
        }
      }
    }
    keep(section, stream, enabled, streams);
  }

  private static void keep(
      String section, String stream, boolean enabled, Map<String, String> streams) {
    if (enabled && !section.isEmpty() && !stream.isEmpty()) {
      streams.put(section, stream);
    }
  }
}
