package io.breakwater.inventory.apk;

import io.breakwater.inventory.database.Damage;
import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.database.FileListSink;
import io.breakwater.inventory.database.Lines;
import io.breakwater.inventory.database.PackageList;
import io.breakwater.inventory.database.PackageRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads apk's `installed` (apk-package(5) and apk-tools' `database.c`): one package a paragraph of
/// lines `X:value` whose letter says what it is, ended by an empty line.
///
/// | letter | meaning |
/// |---|---|
/// | `P` `V` `A` `o` | name, version, architecture, origin |
/// | `F` | directory that the following `R` are in, without leading `/`; empty for the root |
/// | `R` | file name |
///
/// The other letters (`C S I T U L m c t D p i r q k M a Z f …`) are of no use here and are
/// skipped, known or not: apk adds letters. Source version is the package's own version: Alpine
/// builds all packages of an origin at one version. Virtual packages (`.build-deps`) are entries
/// like any other, without origin and files.
///
/// Lines of another form, a paragraph without `P` or `V`, and a file that ends inside a paragraph
/// are damage; the first is told, and reading goes on behind it.
final class InstalledParser {
  private final Lines lines;
  private final DatabaseLimits limits;
  private final FileListSink files;
  private final List<PackageRecord> packages = new ArrayList<>();
  private long text;
  private @Nullable Damage damage;

  private boolean inParagraph;
  private long paragraphLine;
  private long paragraphOffset;
  private @Nullable String name;
  private @Nullable String version;
  private String arch = "";
  private String lastArch = "";
  private @Nullable String origin;
  private byte[] path = new byte[256];
  private int directoryLength;

  InstalledParser(InputStream in, DatabaseLimits limits, FileListSink files) {
    this.lines = new Lines(in, limits);
    this.limits = limits;
    this.files = files;
  }

  PackageList read() throws IOException {
    while (true) {
      switch (lines.next()) {
        case LINE -> line();
        case TOO_LONG -> {
          damaged("the line is longer than " + limits.lineBytes() + " bytes");
          return result();
        }
        case TOO_LARGE -> {
          tooLarge("the file is larger than " + limits.bytes() + " bytes");
          return result();
        }
        case END -> {
          if (inParagraph) {
            damaged(
                "the file ends inside the paragraph that begins in line "
                    + paragraphLine
                    + "; apk ends every paragraph with an empty line");
            endParagraph();
          }
          return result();
        }
      }
      if (packages.size() > limits.packages() || text > limits.textBytes()) {
        tooLarge(
            "more than "
                + limits.packages()
                + " packages or "
                + limits.textBytes()
                + " bytes of names and versions");
        return result();
      }
    }
  }

  private PackageList result() {
    return new PackageList(packages, damage, null);
  }

  private void line() throws IOException {
    int start = lines.start();
    int end = lines.end();
    if (start == end) {
      endParagraph();
      return;
    }
    var bytes = lines.bytes();
    if (end - start < 2 || bytes[start + 1] != ':' || !isLetter(bytes[start])) {
      damaged("expected \"X:value\", found " + lines.excerpt());
      return;
    }
    if (!inParagraph) {
      inParagraph = true;
      paragraphLine = lines.number();
      paragraphOffset = lines.offset();
    }
    keep(bytes, start, end);
  }

  private void keep(byte[] bytes, int start, int end) throws IOException {
    int from = start + 2;
    switch (bytes[start]) {
      case 'P' -> {
        name = lines.text(from, end);
        files.owner(name);
      }
      case 'V' -> version = lines.text(from, end);
      case 'A' -> {
        var found = lines.text(from, end);
        arch = found.equals(lastArch) ? lastArch : found;
        lastArch = arch;
      }
      case 'o' -> origin = lines.text(from, end);
      case 'F' -> {
        directoryLength = append(bytes, from, end, 0);
        if (directoryLength > 0) {
          append(new byte[] {'/'}, 0, 1, directoryLength++);
        }
      }
      case 'R' -> {
        if (name != null) {
          files.path(path, 0, append(bytes, from, end, directoryLength));
        }
      }
      default -> {}
    }
  }

  /// Puts bytes at a place in the path, and gives its length.
  private int append(byte[] bytes, int from, int to, int at) {
    int length = at + to - from;
    if (length > path.length) {
      path = Arrays.copyOf(path, Math.max(length, path.length * 2));
    }
    System.arraycopy(bytes, from, path, at, to - from);
    return length;
  }

  private void endParagraph() {
    if (!inParagraph) {
      return;
    }
    if (name == null || name.isEmpty()) {
      damagedParagraph("has no name (P)");
    } else if (version == null || version.isEmpty()) {
      damagedParagraph("(" + name + ") has no version (V)");
    } else {
      var source = origin == null || origin.isEmpty() ? name : origin;
      packages.add(new PackageRecord(name, version, arch, source, version, null));
      text += 2L * (name.length() + version.length()) + source.length() + 96;
    }
    inParagraph = false;
    name = null;
    version = null;
    arch = "";
    origin = null;
    directoryLength = 0;
  }

  private void damagedParagraph(String why) {
    note("the paragraph of line " + paragraphLine + " " + why, paragraphOffset);
  }

  private void damaged(String why) {
    note("line " + lines.number() + ": " + why, lines.offset());
  }

  private void tooLarge(String why) {
    // A limit is told even where damage was found before: it is why packages are missing.
    damage = new Damage(Damage.TOO_LARGE, why, lines.offset());
  }

  private void note(String why, long offset) {
    if (damage == null) {
      damage = new Damage(Damage.DAMAGED, why, offset);
    }
  }

  private static boolean isLetter(byte value) {
    return (value >= 'A' && value <= 'Z') || (value >= 'a' && value <= 'z');
  }
}
