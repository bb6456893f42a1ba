package io.breakwater.testkit.images;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Builds one layer: entries in the order of the calls, as many as one likes of one name.
///
/// Paths are taken as written (`etc/passwd`, `./etc/passwd`, `/etc/passwd`, `../x`); nothing is
/// normalised and no parent directories are added, since layers in the wild lack them too. The
/// same calls give the same bytes: times are 0, and so are owners unless said otherwise.
public final class LayerBuilder {
  private final List<Part> parts = new ArrayList<>();
  private TarFormat format = TarFormat.PAX;
  private Map<String, String> pax = Map.of();
  private boolean trailer = true;
  private long uid;
  private long gid;

  /// The dialect of the entries that follow; [TarFormat#PAX] unless said otherwise.
  public LayerBuilder format(TarFormat format) {
    this.format = format;
    return this;
  }

  /// Whose the entries that follow are.
  public LayerBuilder owner(long uid, long gid) {
    this.uid = uid;
    this.gid = gid;
    return this;
  }

  public LayerBuilder file(String path, String content) {
    return file(path, utf8(content));
  }

  public LayerBuilder file(String path, byte[] content) {
    return file(path, content, 0644);
  }

  public LayerBuilder file(String path, byte[] content, int mode) {
    var copy = content.clone();
    return entry(TarEntry.file(path, copy.length, mode), out -> out.write(copy));
  }

  /// A file of zeros, streamed: cheap to build at any size, and a bomb when compressed.
  public LayerBuilder zeros(String path, long size) {
    return entry(
        TarEntry.file(path, size, 0644),
        out -> {
          var block = new byte[1 << 16];
          for (var left = size; left > 0; left -= block.length) {
            out.write(block, 0, (int) Math.min(left, block.length));
          }
        });
  }

  public LayerBuilder dir(String path) {
    return dir(path, 0755);
  }

  public LayerBuilder dir(String path, int mode) {
    return entry(TarEntry.directory(path, mode), out -> {});
  }

  /// A symbolic link; the target is written as it is.
  public LayerBuilder symlink(String path, String target) {
    return entry(TarEntry.symlink(path, target), out -> {});
  }

  /// A hard link to the path of an earlier entry.
  public LayerBuilder hardlink(String path, String target) {
    return entry(TarEntry.hardlink(path, target), out -> {});
  }

  /// Removes a path of the layers below (OCI image specification, `layer.md`, "Whiteouts").
  public LayerBuilder whiteout(String path) {
    var slash = path.lastIndexOf('/') + 1;
    return file(path.substring(0, slash) + ".wh." + path.substring(slash), "");
  }

  /// Hides what the layers below have in a directory (`layer.md`, "Opaque Whiteout").
  public LayerBuilder opaque(String dir) {
    return file((dir.isEmpty() ? "" : dir + "/") + ".wh..wh..opq", "");
  }

  /// A character device.
  public LayerBuilder device(String path) {
    return entry(TarEntry.device(path), out -> {});
  }

  public LayerBuilder fifo(String path) {
    return entry(TarEntry.fifo(path), out -> {});
  }

  /// A file under a name of any bytes, UTF-8 or not; at most 100 bytes.
  public LayerBuilder rawName(byte[] name, String content) {
    var bytes = utf8(content);
    var header = new RawHeader(name.clone(), '0', bytes.length, 0644).bytes();
    return raw(header).raw(SparseFile.padded(bytes));
  }

  /// A file whose name is split into ustar's prefix (155 bytes) and name (100 bytes) fields.
  public LayerBuilder prefixed(String prefix, String name, String content) {
    var bytes = utf8(content);
    var header = new RawHeader(utf8(name), '0', bytes.length, 0644).put(345, utf8(prefix));
    return raw(header.bytes()).raw(SparseFile.padded(bytes));
  }

  /// A file with holes: format `S` after `format(GNU)`, else pax format 1.0. Where no piece is,
  /// there are zeros; nothing is stored for them.
  public LayerBuilder sparse(String path, long realSize, Piece... pieces) {
    var file = new SparseFile(path, realSize, List.of(pieces));
    return add(format == TarFormat.GNU ? file::writeOldGnu : file::writePax);
  }

  /// A header that promises `size` bytes of which none follow.
  public LayerBuilder headerOnly(String path, long size) {
    return raw(new RawHeader(utf8(path), '0', size, 0644).gnu().bytes());
  }

  /// An entry of any type flag without content, for example `'V'` or `'g'`.
  public LayerBuilder typeFlag(String path, char type) {
    return raw(new RawHeader(utf8(path), type, 0, 0644).bytes());
  }

  /// Puts a pax extended header with these records before the next entry.
  public LayerBuilder pax(Map<String, String> records) {
    pax = Map.copyOf(records);
    return this;
  }

  /// Any bytes at this place of the archive.
  public LayerBuilder raw(byte[] bytes) {
    var copy = bytes.clone();
    return add(out -> out.write(copy));
  }

  /// Leaves away the two zero blocks at the end, as a cut archive does.
  public LayerBuilder withoutTrailer() {
    trailer = false;
    return this;
  }

  /// Writes the archive, uncompressed.
  public void writeTo(OutputStream out) throws IOException {
    for (var part : parts) {
      part.writeTo(out);
    }
    if (trailer) {
      out.write(new byte[2 * RawHeader.BLOCK]);
    }
  }

  /// The archive, uncompressed.
  public byte[] tar() {
    return build(Compression.NONE).bytes();
  }

  /// Compresses and digests in one pass; only the compressed bytes are held.
  public BuiltLayer build(Compression compression) {
    var stored = new ByteArrayOutputStream();
    var diffId = Blob.sha256();
    try (var out =
        new BufferedOutputStream(
            new DigestOutputStream(compression.compress(stored), diffId), 1 << 16)) {
      writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return BuiltLayer.of(stored.toByteArray(), compression, Blob.digest(diffId.digest()));
  }

  private LayerBuilder entry(TarEntry entry, Part content) {
    var dialect = format;
    if (!pax.isEmpty()) {
      var records = PaxRecords.records(pax);
      pax = Map.of();
      raw(new RawHeader(utf8("PaxHeaders/next"), 'x', records.length, 0644).bytes());
      raw(SparseFile.padded(records));
    }
    var owned = entry.ownedBy(uid, gid);
    return add(out -> owned.writeTo(out, dialect, content));
  }

  private LayerBuilder add(Part part) {
    parts.add(part);
    return this;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Something that is written into the archive.
  @FunctionalInterface
  interface Part {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Data of a sparse file.
  ///
  /// @param offset in the file, bytes; pieces go upwards and do not overlap
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  public record Piece(long offset, byte[] bytes) {
    public static Piece of(long offset, String text) {
      return new Piece(offset, utf8(text));
    }
  }
}
