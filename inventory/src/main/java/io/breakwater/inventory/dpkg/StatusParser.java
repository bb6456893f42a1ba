package io.breakwater.inventory.dpkg;

import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.database.PackageRecord;
import io.breakwater.inventory.database.ParagraphParser;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads dpkg's `status` file: paragraphs of `Field: value` lines, continued by lines that begin
/// with a blank, separated by empty lines (deb822(5), "Syntax"). Field names are compared without
/// case.
///
/// **Which packages are installed.** `Status` is `want flag state` (dpkg(1), "Package states").
/// `want` and `flag` say what somebody wishes, so `hold ok installed` and `deinstall ok installed`
/// are installed. Of the states, `not-installed` and `config-files` leave no program on the disk;
/// all others do, wholly or in part, and count: a package that broke off while it was unpacked is
/// as vulnerable as any. A paragraph without `Status` counts too: the files of `status.d` never
/// have one, and dpkg itself always writes one.
///
/// **Damage.** A line that is neither of the forms above, a paragraph without `Package` or
/// `Version`, an unreadable `Status` or `Source`, and a file that ends inside a paragraph (dpkg
/// ends every one with an empty line) are damage: the first is told, and reading goes on behind
/// it.
///
/// ```
/// Package: libssl3
/// Status: install ok installed
/// Architecture: amd64
/// Source: openssl (3.0.11-1)
/// Version: 3.0.11-1
/// ```
final class StatusParser extends ParagraphParser {
  private static final byte[] PACKAGE = ascii("package");
  private static final byte[] STATUS = ascii("status");
  private static final byte[] VERSION = ascii("version");
  private static final byte[] ARCHITECTURE = ascii("architecture");
  private static final byte[] SOURCE = ascii("source");
  private static final byte[] ORIGIN = ascii("origin");
  private static final byte[] MAINTAINER = ascii("maintainer");

  private final boolean endsWithEmptyLine;
  private @Nullable String name;
  private @Nullable String version;
  private @Nullable String status;
  private String arch = "";
  private @Nullable String source;
  private @Nullable String origin;
  private @Nullable String maintainer;

  /// @param endsWithEmptyLine whether the file's last paragraph has to end with an empty line
  StatusParser(InputStream in, DatabaseLimits limits, boolean endsWithEmptyLine) {
    super(in, limits, "dpkg");
    this.endsWithEmptyLine = endsWithEmptyLine;
  }

  @Override
  protected boolean mayEndHere() {
    return !endsWithEmptyLine && (lines.terminated() || name != null);
  }

  @Override
  protected void line() {
    int start = lines.start();
    int end = lines.end();
    var bytes = lines.bytes();
    int first = start;
    while (first < end && (bytes[first] == ' ' || bytes[first] == '\t')) {
      first++;
    }
    if (first == end) {
      endParagraph();
    } else if (first > start) {
      if (!isInParagraph()) {
        damaged("expected a field, found a continuation line: " + lines.excerpt());
      }
    } else {
      field(bytes, start, end);
    }
  }

  private void field(byte[] bytes, int start, int end) {
    int colon = start;
    while (colon < end && bytes[colon] > ' ' && bytes[colon] < 0x7f && bytes[colon] != ':') {
      colon++;
    }
    if (colon == end || bytes[colon] != ':' || colon == start) {
      damaged("expected \"Field: value\", found " + lines.excerpt());
      return;
    }
    inParagraph();
    int from = colon + 1;
    int to = end;
    while (from < to && isBlank(bytes[from])) {
      from++;
    }
    while (to > from && isBlank(bytes[to - 1])) {
      to--;
    }
    keep(bytes, start, colon - start, from, to);
  }

  private void keep(byte[] bytes, int start, int length, int from, int to) {
    switch (length) {
      case 6 -> {
        if (is(bytes, start, STATUS)) {
          status = value(from, to);
        } else if (is(bytes, start, SOURCE)) {
          source = value(from, to);
        } else if (is(bytes, start, ORIGIN)) {
          origin = value(from, to);
        }
      }
      case 7 -> {
        if (is(bytes, start, PACKAGE)) {
          name = value(from, to);
        } else if (is(bytes, start, VERSION)) {
          version = value(from, to);
        }
      }
      case 10 -> {
        if (is(bytes, start, MAINTAINER) && "base-files".equals(name)) {
          maintainer = value(from, to);
        }
      }
      case 12 -> {
        if (is(bytes, start, ARCHITECTURE)) {
          arch = arch(value(from, to));
        }
      }
      default -> {}
    }
  }

  private String value(int from, int to) {
    return lines.text(from, to);
  }

  @Override
  protected void takeParagraph() {
    if (name == null || name.isEmpty()) {
      damagedParagraph("has no Package field");
    } else if (isInstalled(name)) {
      if (version == null || version.isEmpty()) {
        damagedParagraph("(" + name + ") has no Version field");
      } else {
        add(name, version);
      }
    }
    name = null;
    version = null;
    status = null;
    arch = "";
    source = null;
    origin = null;
    maintainer = null;
  }

  private void add(String name, String version) {
    var sourceName = name;
    var sourceVersion = version;
    if (source != null && !source.isEmpty()) {
      int space = source.indexOf(' ');
      sourceName = space < 0 ? source : source.substring(0, space);
      if (space >= 0) {
        var rest = source.substring(space).strip();
        if (rest.length() > 2 && rest.startsWith("(") && rest.endsWith(")")) {
          sourceVersion = rest.substring(1, rest.length() - 1).strip();
        } else {
          damagedParagraph(
              "("
                  + name
                  + ") has the Source \""
                  + source
                  + "\" where \"name (version)\" is expected");
        }
      }
    }
    collector.add(
        new PackageRecord(name, version, arch, sourceName, sourceVersion, origin),
        source == null ? 0 : source.length());
    if (maintainer != null) {
      collector.builder(maintainer);
    }
  }

  private boolean isInstalled(String name) {
    if (status == null) {
      return true;
    }
    int space = status.lastIndexOf(' ');
    return switch (status.substring(space + 1)) {
      case "installed",
          "unpacked",
          "half-installed",
          "half-configured",
          "triggers-awaited",
          "triggers-pending" ->
          true;
      case "not-installed", "config-files" -> false;
      default -> {
        damagedParagraph("(" + name + ") has the unknown Status \"" + status + "\"");
        // What is not known to be gone counts as there.
        yield true;
      }
    };
  }

  private static boolean isBlank(byte value) {
    return value == ' ' || value == '\t' || value == '\r';
  }

  private static boolean is(byte[] bytes, int start, byte[] lowerCase) {
    for (int i = 0; i < lowerCase.length; i++) {
      int value = bytes[start + i];
      if (value >= 'A' && value <= 'Z') {
        value += 'a' - 'A';
      }
      if (value != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
