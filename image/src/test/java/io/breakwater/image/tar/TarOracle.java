package io.breakwater.image.tar;

import io.breakwater.image.EntryStream;
import io.breakwater.image.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Entries with their contents' checksums, as this module and as commons-compress read them.
public final class TarOracle {
  private TarOracle() {}

  /// One entry, comparable.
  public record Seen(
      String path,
      LayerEntry.Type type,
      long size,
      int mode,
      long uid,
      long gid,
      String link,
      long crc) {}

  /// What the stream holds from here to its end.
  public static List<Seen> ours(EntryStream stream) throws Exception {
    var seen = new ArrayList<Seen>();
    for (var entry = stream.next(); entry != null; entry = stream.next()) {
      seen.add(
          new Seen(
              entry.path(),
              entry.type(),
              entry.size(),
              entry.mode(),
              entry.uid(),
              entry.gid(),
              entry.link(),
              crc(stream.content())));
    }
    return seen;
  }

  /// What commons-compress finds in an uncompressed archive.
  public static List<Seen> commons(InputStream in) throws IOException {
    var seen = new ArrayList<Seen>();
    try (var tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name())) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var type = type(entry);
        var isFile = type == LayerEntry.Type.FILE;
        var link =
            switch (type) {
              case SYMLINK -> entry.getLinkName();
              case HARDLINK -> clean(entry.getLinkName());
              case FILE, DIRECTORY, OTHER -> "";
            };
        seen.add(
            new Seen(
                clean(entry.getName()),
                type,
                isFile ? entry.getRealSize() : 0,
                entry.getMode() & 07777,
                entry.getLongUserId(),
                entry.getLongGroupId(),
                link,
                isFile ? crc(tar) : 0));
      }
    }
    return seen;
  }

  private static LayerEntry.Type type(TarArchiveEntry entry) {
    if (entry.isSymbolicLink()) {
      return LayerEntry.Type.SYMLINK;
    }
    if (entry.isLink()) {
      return LayerEntry.Type.HARDLINK;
    }
    if (entry.isDirectory()) {
      return LayerEntry.Type.DIRECTORY;
    }
    // isFile() is also true for devices there.
    var special = entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice();
    return special ? LayerEntry.Type.OTHER : LayerEntry.Type.FILE;
  }

  /// A naive normalisation, independent of the product's: parts without `.` and empty ones.
  private static String clean(String name) {
    var parts = new ArrayList<String>();
    for (var part : name.split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private static long crc(InputStream in) throws IOException {
    var crc = new CRC32();
    var buffer = new byte[8192];
    for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      crc.update(buffer, 0, count);
    }
    return crc.getValue();
  }
}
