package io.breakwater.testkit.images;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A file with holes, as GNU tar writes them (GNU tar manual, "Storing Sparse Files"): format
/// `S` for GNU, PAX format 1.0 for pax.
final class SparseFile {
  private static final int IN_HEADER = 4;
  private static final int IN_EXTENSION = 21;

  private final String path;
  private final long realSize;
  private final List<LayerBuilder.Piece> pieces;

  SparseFile(String path, long realSize, List<LayerBuilder.Piece> pieces) {
    this.path = path;
    this.realSize = realSize;
    var all = new ArrayList<>(pieces);
    var end = pieces.isEmpty() ? 0 : pieces.getLast().offset() + pieces.getLast().bytes().length;
    if (end < realSize) {
      // as GNU tar does, so that a hole at the end shows in the map
      all.add(new LayerBuilder.Piece(realSize, new byte[0]));
    }
    this.pieces = List.copyOf(all);
  }

  void writeOldGnu(OutputStream out) throws IOException {
    var header = new RawHeader(utf8(path), 'S', stored(), 0644).gnu();
    for (var i = 0; i < Math.min(IN_HEADER, pieces.size()); i++) {
      piece(header, 386 + 24 * i, pieces.get(i));
    }
    header.set(482, pieces.size() > IN_HEADER ? 1 : 0).number(483, 12, realSize);
    out.write(header.bytes());
    for (var from = IN_HEADER; from < pieces.size(); from += IN_EXTENSION) {
      var extension = new RawHeader(new byte[0], '\0', 0, 0);
      extension.put(0, new byte[RawHeader.BLOCK]);
      for (var i = 0; i < IN_EXTENSION && from + i < pieces.size(); i++) {
        piece(extension, 24 * i, pieces.get(from + i));
      }
      extension.set(504, from + IN_EXTENSION < pieces.size() ? 1 : 0);
      out.write(extension.plain());
    }
    writeData(out);
  }

  void writePax(OutputStream out) throws IOException {
    var map = new StringBuilder().append(pieces.size()).append('\n');
    for (var piece : pieces) {
      map.append(piece.offset()).append('\n').append(piece.bytes().length).append('\n');
    }
    var mapBytes = padded(utf8(map.toString()));
    var records = new ByteArrayOutputStream();
    records.write(PaxRecords.record("GNU.sparse.major", "1"));
    records.write(PaxRecords.record("GNU.sparse.minor", "0"));
    records.write(PaxRecords.record("GNU.sparse.name", path));
    records.write(PaxRecords.record("GNU.sparse.realsize", Long.toString(realSize)));
    out.write(new RawHeader(utf8("PaxHeaders/sparse"), 'x', records.size(), 0644).bytes());
    out.write(padded(records.toByteArray()));
    var size = mapBytes.length + stored();
    out.write(new RawHeader(utf8("GNUSparseFile.0/sparse"), '0', size, 0644).bytes());
    out.write(mapBytes);
    writeData(out);
  }

  private void writeData(OutputStream out) throws IOException {
    for (var piece : pieces) {
      out.write(piece.bytes());
    }
    out.write(new byte[(int) (-stored() & (RawHeader.BLOCK - 1))]);
  }

  private long stored() {
    return pieces.stream().mapToLong(piece -> piece.bytes().length).sum();
  }

  private static void piece(RawHeader header, int offset, LayerBuilder.Piece piece) {
    header.number(offset, 12, piece.offset()).number(offset + 12, 12, piece.bytes().length);
  }

  static byte[] padded(byte[] bytes) {
    return Arrays.copyOf(bytes, (bytes.length + 511) & ~511);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
