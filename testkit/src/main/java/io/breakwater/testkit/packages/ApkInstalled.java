package io.breakwater.testkit.packages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes apk's database of installed packages (`apk-v2(5)`, and the Alpine wiki, "Apk spec"):
/// one field a line behind a letter and a colon, `F:` and `R:` lines for folders and files, an
/// empty line behind each package.
///
/// What follows an `add` speaks of the package added last.
public final class ApkInstalled {
  /// Where apk keeps it, relative to the root.
  public static final String PATH = "lib/apk/db/installed";

  /// Where apk-tools 3 keeps it.
  public static final String USR_PATH = "usr/lib/apk/db/installed";

  private final List<Map<String, String>> packages = new ArrayList<>();
  private final List<List<String>> files = new ArrayList<>();

  /// Adds a package whose origin is itself.
  public ApkInstalled add(String name, String version, String arch) {
    return add(name, version, arch, name);
  }

  /// Adds a package.
  public ApkInstalled add(String name, String version, String arch, String origin) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("C", "Q1AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    fields.put("P", name);
    fields.put("V", version);
    fields.put("A", arch);
    fields.put("S", "1024");
    fields.put("I", "4096");
    fields.put("T", "about " + name);
    fields.put("U", "https://example.org/");
    fields.put("L", "MIT");
    fields.put("o", origin);
    fields.put("t", "1700000000");
    packages.add(fields);
    files.add(new ArrayList<>());
    return this;
  }

  /// Sets a field by its letter.
  public ApkInstalled field(String letter, String value) {
    packages.getLast().put(letter, value);
    return this;
  }

  /// Leaves a field out.
  public ApkInstalled without(String letter) {
    packages.getLast().remove(letter);
    return this;
  }

  /// Adds an installed file.
  public ApkInstalled owning(String path) {
    files.getLast().add(path);
    return this;
  }

  /// The file's text.
  public String render() {
    var out = new StringBuilder();
    for (var i = 0; i < packages.size(); i++) {
      packages.get(i).forEach((letter, value) -> line(out, letter, value));
      for (var file : files.get(i)) {
        var slash = file.lastIndexOf('/');
        line(out, "F", slash < 0 ? "" : file.substring(0, slash));
        line(out, "R", file.substring(slash + 1));
        line(out, "a", "0:0:755");
        line(out, "Z", "Q1AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static void line(StringBuilder out, String letter, String value) {
    out.append(letter).append(':').append(value).append('\n');
  }
}
