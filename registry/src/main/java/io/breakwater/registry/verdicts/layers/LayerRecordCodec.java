package io.breakwater.registry.verdicts.layers;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.inventory.layer.LayerCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A [LayerRecord] as the bytes that the metadata keep.
///
/// | part | form |
/// |---|---|
/// | kind | one byte: 1 read, 2 damaged |
/// | read | diff ID (text, empty for none), then the bytes of [LayerCodec] |
/// | damaged | variant, code, what, why, what next (texts), offset (8 bytes) |
///
/// Texts are UTF-8 behind their length in four bytes.
final class LayerRecordCodec {
  /// Of the inventory's form and of this; another is made anew.
  static final int VERSION = LayerCodec.VERSION * 100 + 1;

  private static final int READ = 1;
  private static final int DAMAGED = 2;
  private static final int LONGEST_TEXT = 1 << 16;

  private LayerRecordCodec() {}

  /// @param variant limits that the record depends on
  static byte[] encode(Digest layer, String variant, LayerRecord record) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      switch (record) {
        case LayerRecord.Read(var diffId, var inventory) -> {
          out.writeByte(READ);
          text(out, diffId.map(Digest::toString).orElse(""));
          out.write(LayerCodec.encode(layer + " " + variant, inventory));
        }
        case LayerRecord.Damaged(var why) -> {
          out.writeByte(DAMAGED);
          text(out, variant);
          text(out, why.code());
          text(out, why.what());
          text(out, why.why());
          text(out, why.next());
          out.writeLong(why.offset().orElse(-1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var length = Math.min(bytes.length, LONGEST_TEXT);
    out.writeInt(length);
    out.write(bytes, 0, length);
  }

  /// The record; empty where the bytes are none of this layer and variant.
  static Optional<LayerRecord> decode(Digest layer, String variant, byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return switch (in.readByte()) {
        case READ -> {
          var diffId = text(in);
          var inventory = LayerCodec.decode(layer + " " + variant, in.readAllBytes());
          yield inventory.map(read -> new LayerRecord.Read(Digest.tryParse(diffId), read));
        }
        case DAMAGED ->
            text(in).equals(variant)
                ? Optional.of(new LayerRecord.Damaged(why(in)))
                : Optional.empty();
        default -> Optional.empty();
      };
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static ImageException why(DataInputStream in) throws IOException {
    return new ImageException(text(in), text(in), text(in), text(in), in.readLong(), null);
  }

  private static String text(DataInputStream in) throws IOException {
    var length = in.readInt();
    if (length < 0 || length > LONGEST_TEXT) {
      throw new IOException("a text of " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
