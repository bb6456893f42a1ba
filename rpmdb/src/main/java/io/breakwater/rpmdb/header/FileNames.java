package io.breakwater.rpmdb.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.breakwater.rpmdb.blob.Malformed;
import java.util.ArrayList;
import java.util.List;

/// The paths of a package: `DIRNAMES[DIRINDEXES[i]] + BASENAMES[i]`, or the whole paths of
/// `OLDFILENAMES` in headers made before rpm 4.0.
public final class FileNames {
  private FileNames() {}

  /// In the header's order.
  ///
  /// @param files how many paths are allowed
  /// @param pathBytes how long all paths together may be, which a header can make far longer than
  ///     itself, with one long directory name
  public static List<String> of(Header header, int files, int pathBytes) throws Malformed {
    int base = header.count(Tag.BASE_NAMES);
    int indexes = header.count(Tag.DIR_INDEXES);
    int directories = header.count(Tag.DIR_NAMES);
    int old = header.count(Tag.OLD_FILE_NAMES);
    int most = Math.max(Math.max(base, directories), old);
    if (most > files) {
      throw Malformed.limit(0, "a package of " + most + " files, the limit is " + files);
    }
    if (base == 0 && indexes == 0 && directories == 0) {
      return old == 0 ? List.of() : whole(header, old);
    }
    if (base != indexes || directories == 0) {
      throw Malformed.at(
          0, base + " files in " + directories + " directories with " + indexes + " indexes");
    }
    return joined(header, base, directories, pathBytes);
  }

  private static List<String> whole(Header header, int count) throws Malformed {
    var paths = new ArrayList<String>(count);
    int from = header.data(Tag.OLD_FILE_NAMES);
    for (int i = 0; i < count; i++) {
      int end = header.stringEnd(from);
      paths.add(new String(header.bytes, from, end - from, ISO_8859_1));
      from = end + 1;
    }
    return paths;
  }

  private static List<String> joined(Header header, int count, int directories, int pathBytes)
      throws Malformed {
    var starts = starts(header, directories);
    var paths = new ArrayList<String>(count);
    var path = new byte[4096];
    int index = header.data(Tag.DIR_INDEXES);
    int from = header.data(Tag.BASE_NAMES);
    long total = 0;
    for (int i = 0; i < count; i++, index += 4) {
      int directory = Header.int32(header.bytes, index);
      if (directory < 0 || directory >= directories) {
        throw Malformed.at(index, "directory " + directory + " of " + directories);
      }
      int prefix = starts[directory + 1] - 1 - starts[directory];
      int end = header.stringEnd(from);
      int length = prefix + end - from;
      total += length;
      if (total > pathBytes) {
        throw Malformed.limit(from, "paths of more than " + pathBytes + " bytes");
      }
      if (length > path.length) {
        path = new byte[length];
      }
      System.arraycopy(header.bytes, starts[directory], path, 0, prefix);
      System.arraycopy(header.bytes, from, path, prefix, end - from);
      paths.add(new String(path, 0, length, ISO_8859_1));
      from = end + 1;
    }
    return paths;
  }

  /// Where each directory name starts, and where the last one ends, behind its NUL.
  private static int[] starts(Header header, int directories) throws Malformed {
    var starts = new int[directories + 1];
    starts[0] = header.data(Tag.DIR_NAMES);
    for (int i = 0; i < directories; i++) {
      starts[i + 1] = header.stringEnd(starts[i]) + 1;
    }
    return starts;
  }
}
