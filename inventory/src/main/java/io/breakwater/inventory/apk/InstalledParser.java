package io.breakwater.inventory.apk;

import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.database.FileListSink;
import io.breakwater.inventory.database.PackageRecord;
import io.breakwater.inventory.database.ParagraphParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
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
/// A paragraph without `P` or `V` is damage, beside what [ParagraphParser] names.
final class InstalledParser extends ParagraphParser {
  private final FileListSink files;
  private @Nullable String name;
  private @Nullable String version;
  private String arch = "";
  private @Nullable String origin;
  private byte[] path = new byte[256];
  private int directoryLength;

  InstalledParser(InputStream in, DatabaseLimits limits, FileListSink files) {
    super(in, limits, "apk");
    this.files = files;
  }

  @Override
  protected void line() throws IOException {
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
    inParagraph();
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
      case 'A' -> arch = arch(lines.text(from, end));
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

  @Override
  protected void takeParagraph() {
    if (name == null || name.isEmpty()) {
      damagedParagraph("has no name (P)");
    } else if (version == null || version.isEmpty()) {
      damagedParagraph("(" + name + ") has no version (V)");
    } else {
      var source = origin == null || origin.isEmpty() ? name : origin;
      collector.add(new PackageRecord(name, version, arch, source, version, null), source.length());
    }
    name = null;
    version = null;
    arch = "";
    origin = null;
    directoryLength = 0;
  }

  private static boolean isLetter(byte value) {
    return (value >= 'A' && value <= 'Z') || (value >= 'a' && value <= 'z');
  }
}
