package io.breakwater.sbom;

import io.breakwater.inventory.ImageInventory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Opens bills of materials: CycloneDX JSON 1.4 to 1.7 and SPDX JSON 2.2 and 2.3, plain or
/// compressed with gzip, recognised by what they hold.
public final class SbomFile {
  /// Enough to see what a document is behind white space and a byte order mark.
  private static final int HEAD = 512;

  private static final String READ =
      "CycloneDX JSON 1.4 to 1.7 and SPDX JSON 2.3 are read; syft and trivy write both";

  private SbomFile() {}

  /// What is installed according to the document in a file.
  public static ImageInventory read(Path file) throws SbomException {
    return read(file, SbomLimits.DEFAULT);
  }

  static ImageInventory read(Path file, SbomLimits limits) throws SbomException {
    var what = what(file.toString());
    try (var in = Files.newInputStream(file)) {
      return read(in, file.toString(), limits);
    } catch (NoSuchFileException e) {
      throw failed("sbom-not-found", what, "there is no " + file, "Check the path", e);
    } catch (AccessDeniedException e) {
      throw failed(
          "sbom-unreadable",
          what,
          "reading " + file + " is not permitted",
          "Grant read permission, or run as a user who has it",
          e);
    } catch (IOException e) {
      throw failed(
          "sbom-unreadable", what, "reading failed: " + e.getMessage(), "Check the file", e);
    }
  }

  /// What is installed according to the document in a stream, which is left open.
  ///
  /// @param name for messages, and where the packages are said to be from
  public static ImageInventory read(InputStream in, String name) throws SbomException {
    return read(in, name, SbomLimits.DEFAULT);
  }

  static ImageInventory read(InputStream in, String name, SbomLimits limits) throws SbomException {
    var what = what(name);
    try {
      var stored = new BufferedInputStream(in, 1 << 16);
      var document = isGzip(head(stored)) ? new BufferedInputStream(gzip(stored), 1 << 16) : stored;
      refuse(head(document), what);
      return BillReader.read(document, name, what, limits);
    } catch (IOException e) {
      throw failed(
          "sbom-unreadable",
          what,
          "reading failed: " + e.getMessage(),
          "Check the file and try again; a compressed one may be cut off",
          e);
    }
  }

  private static GZIPInputStream gzip(InputStream in) throws IOException {
    return new GZIPInputStream(in, 1 << 16);
  }

  /// Whether a file holds an SBOM rather than an image: JSON, XML, or SPDX's lines of tags and
  /// values, compressed with gzip or not. The latter two are told so when they are read.
  public static boolean recognises(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 12)) {
      return recognises(in);
    } catch (IOException e) {
      // Whoever reads it says so.
      return false;
    }
  }

  /// Whether a stream holds one. It stands where it stood.
  ///
  /// @param in with a mark that holds for at least 64 KiB
  public static boolean recognises(InputStream in) throws IOException {
    var head = head(in);
    if (!isGzip(head)) {
      return Beginning.of(head) != Beginning.OTHER;
    }
    in.mark(1 << 16);
    try {
      var inside = new GZIPInputStream(new Held(in), 512).readNBytes(HEAD);
      return Beginning.of(inside) != Beginning.OTHER;
    } catch (IOException e) {
      // Damaged; the reader of archives says where.
      return false;
    } finally {
      in.reset();
    }
  }

  /// Reads no more than the mark holds.
  private static final class Held extends InputStream {
    private final InputStream in;
    private int left = 1 << 15;

    Held(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return left-- > 0 ? in.read() : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      var count = in.read(target, offset, Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }
  }

  private static byte[] head(InputStream in) throws IOException {
    in.mark(HEAD);
    var head = in.readNBytes(HEAD);
    in.reset();
    return head;
  }

  private static boolean isGzip(byte[] head) {
    return head.length > 1 && head[0] == 0x1f && head[1] == (byte) 0x8b;
  }

  private static void refuse(byte[] head, String what) throws SbomException {
    switch (Beginning.of(head)) {
      case JSON -> {
        // The reader sees what it is.
      }
      case XML -> throw unsupported(what, "it is XML");
      case TAGS -> throw unsupported(what, "it is SPDX in lines of tags and values");
      case OTHER ->
          throw notAnSbom(
              what, head.length == 0 ? "it is empty" : "it begins like no JSON document", null);
    }
  }

  /// What a document's first characters say.
  private enum Beginning {
    JSON,
    XML,
    TAGS,
    OTHER;

    /// UTF-16 has zeros between the characters, which are passed over. A tar archive may begin
    /// with any name (POSIX ustar: magic at 257).
    static Beginning of(byte[] head) {
      var text = new String(head, StandardCharsets.ISO_8859_1);
      if (text.startsWith("ustar", 257)) {
        return OTHER;
      }
      var start = text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
      while (start < text.length() && (text.charAt(start) <= ' ' || text.charAt(start) >= 0xFE)) {
        start++;
      }
      if (start == text.length()) {
        return OTHER;
      }
      return switch (text.charAt(start)) {
        case '{' -> JSON;
        case '<' -> isBill(text) ? XML : OTHER;
        default -> text.startsWith("SPDXVersion:", start) ? TAGS : OTHER;
      };
    }

    /// A page that says 404 is XML of a kind too, and no bill.
    private static boolean isBill(String text) {
      var lower = text.toLowerCase(Locale.ROOT);
      return lower.contains("<bom") || lower.contains("cyclonedx") || lower.contains("spdx");
    }
  }

  private static String what(String name) {
    return "reading the SBOM " + (name.equals("-") ? "on standard input" : name);
  }

  static SbomException unsupported(String what, String why) {
    return new SbomException("sbom-unsupported", what, why, READ, -1, null);
  }

  static SbomException notAnSbom(String what, String why, @Nullable Exception cause) {
    return new SbomException("not-an-sbom", what, why, READ, -1, cause);
  }

  static SbomException tooLarge(String what, String why, long offset, @Nullable Exception cause) {
    return new SbomException(
        "sbom-too-large",
        what,
        why,
        "No real image needs this; look at what wrote the SBOM, or write it without files",
        offset,
        cause);
  }

  private static SbomException failed(
      String code, String what, String why, String next, Exception cause) {
    return new SbomException(code, what, why, next, -1, cause);
  }
}
