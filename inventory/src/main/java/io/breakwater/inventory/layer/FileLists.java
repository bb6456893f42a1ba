package io.breakwater.inventory.layer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.breakwater.inventory.database.FileListSink;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// The paths that packages own, of all lists in one layer, compressed: they are read only when
/// somebody asks who owns a path.
///
/// Uncompressed, a list begins with the line `#NUMBER`, and holds either the lines of a package's
/// own list (`/usr/bin/x`) or, for a database that names files itself, a line `@NAME` for each
/// package and a line `+PATH` for each of its files.
///
final class FileLists {
  static final FileLists NONE = new FileLists(new byte[0], false);

  /// In zlib's format (RFC 1950); not to be changed.
  final byte[] compressed;

  /// True when a limit left lists out.
  final boolean cut;

  FileLists(byte[] compressed, boolean cut) {
    this.compressed = compressed;
    this.cut = cut;
  }

  /// Gives the paths of lists to `sink`, absolute, with the package that owns them. Damage and
  /// cuts end the lists: their paths then have no known owner.
  ///
  /// @param owners by a list's number the package that it belongs to, empty for a list that names
  ///     packages itself; other lists are passed over
  void each(Map<Integer, String> owners, BiConsumer<String, String> sink) {
    @Nullable String owner = null;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new InflaterInputStream(new ByteArrayInputStream(compressed)), UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("#")) {
          owner = owners.get(Integer.parseInt(line, 1, line.length(), 10));
        } else if (owner != null && line.startsWith("@")) {
          owner = line.substring(1);
        } else if (owner != null && line.length() > 1) {
          sink.accept(owner, path(line));
        }
      }
    } catch (IOException | NumberFormatException e) {
      // A cut or damaged list: what was read is right.
      return;
    }
  }

  /// The path of a line: `/x` of a package's own list, `+x` of a database that names files, or
  /// `<32 hex digits>  x` of a list of checksums (md5sum(1)).
  private static String path(String line) {
    char first = line.charAt(0);
    if (first == '/') {
      return line;
    }
    if (first == '+') {
      return "/" + line.substring(1);
    }
    int blank = line.indexOf("  ");
    return "/" + line.substring(blank < 0 ? 0 : blank + 2);
  }

  /// Collects lists. Nothing is allocated before the first.
  static final class Writer implements FileListSink {
    private final long limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private @Nullable DeflaterOutputStream out;
    private final byte[] line = new byte[8 * 1024];
    private int filled;
    private long written;
    private int lists;
    private boolean cut;

    Writer(long limit) {
      this.limit = limit;
    }

    /// Starts a list and gives its number.
    int begin() throws IOException {
      put('#', Integer.toString(lists).getBytes(StandardCharsets.US_ASCII));
      return lists++;
    }

    /// Takes a whole list. Lines that would be read as the begin of another list or as another
    /// package are no paths, and lose their first character.
    void copy(InputStream in) throws IOException {
      flush();
      boolean first = true;
      while (true) {
        int count = in.read(line, 0, line.length);
        if (count < 0) {
          break;
        }
        first = withoutSigns(line, count, first);
        write(count);
      }
      line[0] = '\n';
      write(1);
    }

    /// Apart from the rest, which the compiler would make part of the loop.
    private static boolean withoutSigns(byte[] line, int count, boolean begins) {
      boolean first = begins;
      for (int i = 0; i < count; i++) {
        if (first && (line[i] == '#' || line[i] == '@')) {
          line[i] = ' ';
        }
        first = line[i] == '\n';
      }
      return first;
    }

    @Override
    public void owner(String packageName) throws IOException {
      // A line must not become two: such a package's files have no known owner.
      var owner = packageName.indexOf('\n') < 0 ? packageName : "";
      put('@', owner.getBytes(UTF_8));
    }

    @Override
    public void path(byte[] path, int offset, int length) throws IOException {
      if (filled + length + 2 > line.length) {
        flush();
        if (length + 2 > line.length) {
          return;
        }
      }
      for (int i = 0; i < length; i++) {
        if (path[offset + i] == '\n') {
          return;
        }
      }
      line[filled++] = '+';
      System.arraycopy(path, offset, line, filled, length);
      filled += length;
      line[filled++] = '\n';
    }

    private void put(char sign, byte[] text) throws IOException {
      flush();
      if (text.length + 2 <= line.length) {
        line[0] = (byte) sign;
        System.arraycopy(text, 0, line, 1, text.length);
        line[text.length + 1] = '\n';
        filled = text.length + 2;
      }
    }

    private void flush() throws IOException {
      int count = filled;
      filled = 0;
      write(count);
    }

    private void write(int count) throws IOException {
      written += count;
      if (written > limit) {
        cut = true;
        return;
      }
      if (out == null) {
        out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED), 8 * 1024);
      }
      out.write(line, 0, count);
    }

    FileLists lists() throws IOException {
      flush();
      if (out == null) {
        return cut ? new FileLists(new byte[0], true) : FileLists.NONE;
      }
      out.close();
      return new FileLists(bytes.toByteArray(), cut);
    }
  }
}
