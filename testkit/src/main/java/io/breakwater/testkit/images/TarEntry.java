package io.breakwater.testkit.images;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// One entry as commons-compress writes it.
record TarEntry(String path, byte type, long size, int mode, long uid, long gid, String link) {
  static TarEntry file(String path, long size, int mode) {
    return new TarEntry(path, TarConstants.LF_NORMAL, size, mode, 0, 0, "");
  }

  static TarEntry directory(String path, int mode) {
    var slashed = path.endsWith("/") ? path : path + "/";
    return new TarEntry(slashed, TarConstants.LF_DIR, 0, mode, 0, 0, "");
  }

  static TarEntry symlink(String path, String target) {
    return new TarEntry(path, TarConstants.LF_SYMLINK, 0, 0777, 0, 0, target);
  }

  static TarEntry hardlink(String path, String target) {
    return new TarEntry(path, TarConstants.LF_LINK, 0, 0644, 0, 0, target);
  }

  static TarEntry device(String path) {
    return new TarEntry(path, TarConstants.LF_CHR, 0, 0666, 0, 0, "");
  }

  static TarEntry fifo(String path) {
    return new TarEntry(path, TarConstants.LF_FIFO, 0, 0644, 0, 0, "");
  }

  TarEntry ownedBy(long user, long group) {
    return new TarEntry(path, type, size, mode, user, group, link);
  }

  /// Writes header and content, padded to whole blocks, without the end of the archive.
  void writeTo(OutputStream out, TarFormat format, LayerBuilder.Part content) throws IOException {
    @SuppressWarnings("resource") // closing would end the archive, and `out` is not ours
    var tar = new TarArchiveOutputStream(out, RawHeader.BLOCK, StandardCharsets.UTF_8.name());
    switch (format) {
      case PAX -> {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
      }
      case GNU -> {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
      }
      case USTAR -> {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_ERROR);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_ERROR);
      }
    }
    var entry = new TarArchiveEntry(path, type, true);
    entry.setSize(size);
    entry.setMode(mode);
    entry.setLastModifiedTime(FileTime.fromMillis(0));
    entry.setUserId(uid);
    entry.setGroupId(gid);
    entry.setLinkName(link);
    tar.putArchiveEntry(entry);
    content.writeTo(tar);
    tar.closeArchiveEntry();
    tar.flush();
  }
}
