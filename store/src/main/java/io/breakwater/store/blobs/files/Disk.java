package io.breakwater.store.blobs.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;

/// What a store asks of its disk; tests let each of it fail. Links are never followed.
class Disk {
  private static final Set<OpenOption> WRITING =
      Set.of(
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE,
          LinkOption.NOFOLLOW_LINKS);

  private final FileAttribute<?>[] folderMode;
  private final FileAttribute<?>[] fileMode;

  Disk(Path folder) {
    var posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    folderMode = posix ? mode("rwx------") : new FileAttribute<?>[0];
    fileMode = posix ? mode("rw-------") : new FileAttribute<?>[0];
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  void makeFolders(Path folder) throws IOException {
    Files.createDirectories(folder, folderMode);
  }

  void makeFolder(Path folder) throws IOException {
    Files.createDirectory(folder, folderMode);
  }

  FileChannel openForWriting(Path file) throws IOException {
    return FileChannel.open(file, WRITING, fileMode);
  }

  FileChannel openForReading(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  int write(FileChannel file, ByteBuffer bytes, long at) throws IOException {
    return file.write(bytes, at);
  }

  void truncate(FileChannel file, long length) throws IOException {
    file.truncate(length);
  }

  void force(FileChannel file) throws IOException {
    file.force(false);
  }

  void forceFolder(Path folder) throws IOException {
    try (var opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }

  void touch(Path file, Instant at) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(at));
  }

  void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }
}
