package io.breakwater.image.tar;

import org.jspecify.annotations.Nullable;

/// The records of a pax extended header (POSIX.1-2017, `pax`, "pax Extended Header"): each
/// `<length> <keyword>=<value>\n`, the length in decimal and counting the whole record.
///
/// Kept are `path`, `linkpath`, `size`, `uid`, `gid` and the `GNU.sparse.*` keywords (GNU tar
/// manual, "Storing Sparse Files"); an empty value means the header's own. `hdrcharset` is
/// ignored, as the container runtimes do.
final class PaxRecords {
  @Nullable String path;
  @Nullable String linkpath;
  long size = -1;
  long uid = -1;
  long gid = -1;
  @Nullable String sparseMajor;
  @Nullable String sparseMinor;
  @Nullable String sparseName;
  long sparseSize = -1;
  final SparseMap.Builder sparseMap = new SparseMap.Builder();

  private final int pathBytes;

  private PaxRecords(int pathBytes) {
    this.pathBytes = pathBytes;
  }

  /// Reads all records.
  ///
  /// @throws MalformedTar when a record breaks the form, or a path is longer than `pathBytes`
  static PaxRecords parse(byte[] data, int pathBytes) throws MalformedTar {
    var records = new PaxRecords(pathBytes);
    var at = 0;
    while (at < data.length) {
      var space = at;
      var length = 0;
      while (space < data.length && data[space] != ' ') {
        var digit = data[space] - '0';
        if (digit < 0 || digit > 9 || length > data.length) {
          throw new MalformedTar("a pax record's length is not a number");
        }
        length = length * 10 + digit;
        space++;
      }
      var end = at + length;
      if (space == at || length < 5 || end > data.length || end <= space + 1) {
        throw new MalformedTar("a pax record's length does not fit its header");
      }
      records.record(data, space + 1, end);
      at = end;
    }
    return records;
  }

  private void record(byte[] data, int from, int end) throws MalformedTar {
    var equals = from;
    while (equals < end && data[equals] != '=') {
      equals++;
    }
    if (data[end - 1] != '\n' || equals >= end - 1 || equals == from) {
      throw new MalformedTar("a pax record has no keyword, no value or no line end");
    }
    var key = EntryNames.text(data, from, equals);
    var valueFrom = equals + 1;
    var valueEnd = end - 1;
    switch (key) {
      case "path" -> path = name(data, valueFrom, valueEnd);
      case "linkpath" -> linkpath = name(data, valueFrom, valueEnd);
      case "GNU.sparse.name" -> sparseName = name(data, valueFrom, valueEnd);
      case "size" -> size = numberOrNone(data, valueFrom, valueEnd);
      case "uid" -> uid = numberOrNone(data, valueFrom, valueEnd);
      case "gid" -> gid = numberOrNone(data, valueFrom, valueEnd);
      default -> {
        if (key.startsWith("GNU.sparse.")) {
          sparse(key, data, valueFrom, valueEnd);
        }
      }
    }
  }

  private void sparse(String key, byte[] data, int from, int end) throws MalformedTar {
    switch (key) {
      case "GNU.sparse.major" -> sparseMajor = EntryNames.text(data, from, end);
      case "GNU.sparse.minor" -> sparseMinor = EntryNames.text(data, from, end);
      case "GNU.sparse.size", "GNU.sparse.realsize" -> sparseSize = number(data, from, end);
      case "GNU.sparse.offset", "GNU.sparse.numbytes" -> sparseMap.add(number(data, from, end));
      case "GNU.sparse.map" -> {
        var at = from;
        while (at < end) {
          var comma = at;
          while (comma < end && data[comma] != ',') {
            comma++;
          }
          sparseMap.add(number(data, at, comma));
          at = comma + 1;
        }
      }
      default -> {
        // numblocks repeats what the map says.
      }
    }
  }

  private @Nullable String name(byte[] data, int from, int end) throws MalformedTar {
    for (var i = from; i < end; i++) {
      if (data[i] == 0) {
        throw new MalformedTar("a pax record's path contains a NUL");
      }
    }
    if (end - from > pathBytes) {
      throw MalformedTar.pathTooLong(end - from, pathBytes);
    }
    return from == end ? null : EntryNames.text(data, from, end);
  }

  private static long numberOrNone(byte[] data, int from, int end) throws MalformedTar {
    return from == end ? -1 : number(data, from, end);
  }

  static long number(byte[] data, int from, int end) throws MalformedTar {
    if (from >= end || end - from > 18) {
      throw new MalformedTar("a decimal number has " + (end - from) + " digits");
    }
    var value = 0L;
    for (var i = from; i < end; i++) {
      if (data[i] < '0' || data[i] > '9') {
        throw new MalformedTar("a decimal number contains another character");
      }
      value = value * 10 + (data[i] - '0');
    }
    return value;
  }

  /// True when a global header would change what an entry is: GNU tar applies such records, the
  /// container runtimes do not.
  boolean changesEntries() {
    return path != null
        || linkpath != null
        || size >= 0
        || sparseName != null
        || sparseMajor != null
        || sparseSize >= 0
        || !sparseMap.isEmpty();
  }

  /// What the sparse keywords ask for: 0 for nothing, else 1 for a map in the header (0.0, 0.1),
  /// 2 for a map in front of the data (1.0).
  int sparseFormat() throws MalformedTar {
    if (sparseMajor == null && sparseMinor == null) {
      return sparseMap.isEmpty() ? 0 : 1;
    }
    if ("0".equals(sparseMajor) && ("0".equals(sparseMinor) || "1".equals(sparseMinor))) {
      return 1;
    }
    if ("1".equals(sparseMajor) && "0".equals(sparseMinor)) {
      return 2;
    }
    throw new MalformedTar("the sparse format " + sparseMajor + "." + sparseMinor + " is unknown");
  }
}
