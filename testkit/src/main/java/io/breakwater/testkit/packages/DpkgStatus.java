package io.breakwater.testkit.packages;

import io.breakwater.testkit.images.LayerBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes dpkg's status file (`deb822(5)`, `dpkg(1)` "INFORMATION ABOUT PACKAGES"): one stanza a
/// package, an empty line between.
///
/// What follows an `add` speaks of the package added last.
public final class DpkgStatus {
  /// Where dpkg keeps it, relative to the root.
  public static final String PATH = "var/lib/dpkg/status";

  private static final String BOOKWORM =
      """
      ID=debian
      VERSION_ID="12"
      VERSION_CODENAME=bookworm
      """;

  private final List<Map<String, String>> stanzas = new ArrayList<>();

  /// Adds a package that is installed.
  public DpkgStatus add(String name, String version, String arch) {
    var stanza = new LinkedHashMap<String, String>();
    stanza.put("Package", name);
    stanza.put("Status", "install ok installed");
    stanza.put("Architecture", arch);
    stanza.put("Version", version);
    stanzas.add(stanza);
    return this;
  }

  /// `Source: name`, the version being the package's own.
  public DpkgStatus source(String name) {
    return field("Source", name);
  }

  /// `Source: name (version)`.
  public DpkgStatus source(String name, String version) {
    return field("Source", name + " (" + version + ")");
  }

  /// For example `deinstall ok config-files` or `install ok half-installed`.
  public DpkgStatus status(String status) {
    return field("Status", status);
  }

  /// Sets a field; further lines of a value are indented by a blank, an empty one is ` .`.
  public DpkgStatus field(String name, String value) {
    stanzas.getLast().put(name, value.replace("\n\n", "\n.\n").replace("\n", "\n "));
    return this;
  }

  /// Leaves a field out, for stanzas that lack what they must have.
  public DpkgStatus without(String name) {
    stanzas.getLast().remove(name);
    return this;
  }

  /// The file's text.
  public String render() {
    var out = new StringBuilder();
    for (var stanza : stanzas) {
      render(stanza, out);
      out.append('\n');
    }
    return out.toString();
  }

  /// A layer of Debian 12 (bookworm) in which these are installed.
  public LayerBuilder bookworm() {
    return new LayerBuilder().file("etc/os-release", BOOKWORM).file(PATH, render());
  }

  /// Each package's stanza by name, the last of each.
  Map<String, String> renderEach() {
    var files = new LinkedHashMap<String, String>();
    for (var stanza : stanzas) {
      var out = new StringBuilder();
      render(stanza, out);
      files.put(stanza.getOrDefault("Package", "nameless"), out.toString());
    }
    return files;
  }

  private static void render(Map<String, String> stanza, StringBuilder out) {
    stanza.forEach((name, value) -> out.append(name).append(": ").append(value).append('\n'));
  }
}
