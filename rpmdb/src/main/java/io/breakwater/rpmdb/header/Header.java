package io.breakwater.rpmdb.header;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.breakwater.rpmdb.blob.Malformed;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An installed header, as `hdrblobInit` and `hdrblobImport` of rpm's `lib/header.c` take it.
///
/// Shape, all numbers big-endian: `il` and `dl` (4 bytes each), `il` index entries of 16 bytes
/// (tag, type, offset into the data, count), `dl` bytes of data. The first entry of a header made
/// since rpm 4.0 is the region `HEADERIMMUTABLE` (63), whose data are 16 bytes at the end of the
/// region's data, an entry again, with the negative length of the region's index as its offset:
/// the first `ril` entries and `rdl` bytes of data are what the package file had and what its
/// digests are over. Entries behind it ("dribbles") were added when the package was installed.
///
/// Limits are rpm's own: 65,535 entries, 256 MiB of data.
public final class Header {
  private static final int ENTRY = 16;
  private static final int MAX_ENTRIES = 65_535;
  private static final int REGION_IMAGE = 61;
  private static final int REGION_IMMUTABLE = 63;
  private static final int FIRST_TAG = 100;

  final byte[] bytes;

  /// Where the index entries start.
  final int index;

  final int data;
  final int dataEnd;

  /// Entries of the region with the region's own, and its bytes of data; 0 without a region.
  private int regionEntries;

  private int regionBytes;

  /// Offsets of the entries of the wanted tags.
  private final Map<Tag, Integer> entries = new EnumMap<>(Tag.class);

  private final Map<Tag, Integer> dribbles = new EnumMap<>(Tag.class);

  private Header(byte[] bytes, int index, int data, int dataEnd) {
    this.bytes = bytes;
    this.index = index;
    this.data = data;
    this.dataEnd = dataEnd;
  }

  /// Parses a blob.
  ///
  /// @param from where the blob starts
  /// @param length of the blob
  /// @throws Malformed with an offset inside the bytes
  public static Header parse(byte[] bytes, int from, int length) throws Malformed {
    if (length < 8 + ENTRY) {
      throw Malformed.at(from, "expected a header of 24 bytes or more, found " + length);
    }
    int count = int32(bytes, from);
    int dataLength = int32(bytes, from + 4);
    if (count < 1 || count > MAX_ENTRIES) {
      throw Malformed.at(from, "expected 1 to " + MAX_ENTRIES + " index entries, found " + count);
    }
    if (dataLength < 0 || 8L + (long) ENTRY * count + dataLength != length) {
      throw Malformed.at(
          from + 4,
          "expected "
              + (length - 8L - (long) ENTRY * count)
              + " bytes of data behind "
              + count
              + " entries, found "
              + dataLength);
    }
    var header = new Header(bytes, from + 8, from + 8 + ENTRY * count, from + length);
    header.region(count);
    header.entries(count);
    return header;
  }

  static int int32(byte[] bytes, int at) {
    return (bytes[at] << 24)
        | ((bytes[at + 1] & 0xff) << 16)
        | ((bytes[at + 2] & 0xff) << 8)
        | (bytes[at + 3] & 0xff);
  }

  /// `hdrblobVerifyRegion`.
  private void region(int count) throws Malformed {
    int tag = int32(bytes, index);
    if (tag >= FIRST_TAG) {
      return;
    }
    if (tag != REGION_IMMUTABLE && tag != REGION_IMAGE) {
      throw Malformed.at(index, "expected the region 63 or a tag of 100 or more, found " + tag);
    }
    int offset = int32(bytes, index + 8);
    if (int32(bytes, index + 4) != Tag.BINARY || int32(bytes, index + 12) != ENTRY) {
      throw Malformed.at(index + 4, "expected a region of type 7 and 16 bytes");
    }
    if (offset == 0) {
      regionEntries = count;
      return;
    }
    if (offset < 0 || offset > dataEnd - data - ENTRY) {
      throw Malformed.at(index + 8, "the region ends at " + offset + ", outside of the data");
    }
    int trailer = data + offset;
    int back = int32(bytes, trailer + 8);
    int trailerTag = int32(bytes, trailer);
    if ((trailerTag != tag && trailerTag != REGION_IMAGE)
        || int32(bytes, trailer + 4) != Tag.BINARY
        || int32(bytes, trailer + 12) != ENTRY) {
      throw Malformed.at(trailer, "expected the end of region " + tag);
    }
    if (back >= 0 || back % ENTRY != 0 || -(long) back / ENTRY > count) {
      throw Malformed.at(trailer + 8, "expected a region of 1 to " + count + " entries");
    }
    regionEntries = -back / ENTRY;
    regionBytes = offset + ENTRY;
  }

  /// `hdrblobVerifyInfo`, and the lengths that `hdrblobImport` adds up.
  private void entries(int count) throws Malformed {
    int first = regionEntries > 0 ? 1 : 0;
    long end = 0;
    long sum = 0;
    for (int i = first; i < count; i++) {
      int at = index + ENTRY * i;
      int number = int32(bytes, at);
      int type = int32(bytes, at + 4);
      int offset = int32(bytes, at + 8);
      if (number < FIRST_TAG || type < 1 || type > Tag.I18N_STRING) {
        throw Malformed.at(at, "tag " + number + " of type " + type);
      }
      int align = type >= Tag.INT16 && type <= Tag.INT64 ? Tag.SIZES[type] : 1;
      if (offset < end || offset >= dataEnd - data || offset % align != 0) {
        throw Malformed.at(
            at + 8, "tag " + number + ": expected an offset from " + end + ", found " + offset);
      }
      if (first == 1 && i >= regionEntries && offset < regionBytes) {
        throw Malformed.at(at + 8, "tag " + number + " was added but lies in the region");
      }
      int length = length(at, type, offset);
      end = (long) offset + length;
      sum = (sum + align - 1) / align * align + length;
      wanted(i, number, type, at);
    }
    if (first == 1 ? sum + ENTRY != dataEnd - data : sum != dataEnd - data) {
      throw Malformed.at(
          4, "expected " + (dataEnd - data) + " bytes of data, the entries have " + sum);
    }
  }

  /// `dataLength`.
  private int length(int at, int type, int offset) throws Malformed {
    int count = int32(bytes, at + 12);
    int size = Tag.SIZES[type];
    int room = dataEnd - data - offset;
    if (count < 1 || count > room || (type == Tag.STRING && count != 1)) {
      throw Malformed.at(at + 12, "tag " + int32(bytes, at) + ": count " + count);
    }
    if (size > 0) {
      if ((long) count * size > room) {
        throw Malformed.at(at + 12, "tag " + int32(bytes, at) + ": data end too early");
      }
      return count * size;
    }
    int from = data + offset;
    int end = from;
    for (int i = 0; i < count; i++) {
      end = stringEnd(end) + 1;
    }
    return end - from;
  }

  /// The offset of the NUL that ends the string which starts at `from`.
  int stringEnd(int from) throws Malformed {
    for (int i = from; i < dataEnd; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    throw Malformed.at(from, "a string without an end");
  }

  private void wanted(int i, int number, int type, int at) throws Malformed {
    var tag = Tag.of(number);
    if (tag == null) {
      return;
    }
    boolean string = tag.type == Tag.STRING && type == Tag.I18N_STRING;
    if (type != tag.type && !string) {
      throw Malformed.at(at + 4, tag + ": expected type " + tag.type + ", found " + type);
    }
    boolean dribble = regionEntries > 0 && i >= regionEntries;
    if (dribble && tag.identity && digestedEntries() > 0) {
      throw Malformed.at(at, tag + " was added to the package after it was made");
    }
    var known = dribble ? dribbles : entries;
    if (known.put(tag, at) != null) {
      throw Malformed.at(at, tag + " is there twice");
    }
  }

  /// Offset of the tag's entry; one added at installation hides the package's own. 0 for none.
  int entry(Tag tag) {
    var entry = dribbles.get(tag);
    entry = entry == null ? entries.get(tag) : entry;
    return entry == null ? 0 : entry;
  }

  int count(Tag tag) {
    int entry = entry(tag);
    return entry == 0 ? 0 : int32(bytes, entry + 12);
  }

  /// Offset of the tag's data in the blob.
  int data(Tag tag) {
    return data + int32(bytes, entry(tag) + 8);
  }

  /// Null where the header has no such tag.
  public @Nullable String string(Tag tag) throws Malformed {
    if (entry(tag) == 0) {
      return null;
    }
    int from = data(tag);
    return new String(bytes, from, stringEnd(from) - from, UTF_8);
  }

  /// Null where the header has no such tag.
  public @Nullable Integer integer(Tag tag) {
    return entry(tag) == 0 ? null : int32(bytes, data(tag));
  }

  /// Entries that the package's digests are over, the region's own first; 0 where nothing says.
  int digestedEntries() {
    return regionBytes == 0 || int32(bytes, index) != REGION_IMMUTABLE ? 0 : regionEntries;
  }

  /// Bytes of data that the package's digests are over.
  int digestedBytes() {
    return regionBytes;
  }
}
