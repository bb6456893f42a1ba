package io.breakwater.store.blobs.files;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobContent;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.StagedBlob;
import io.breakwater.store.blobs.Uploads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Content as files in one folder, which one process has open at a time.
///
/// ```
/// lock                                held while the folder is open
/// uploads/<upload>                    what is staged, appended to
/// blobs/sha256/ab/ab12….<upload>      content, complete
/// blobs/sha512/ab/ab34….<upload>
/// ```
///
/// A content is synced, moved from `uploads` to its place, and both folders are synced before
/// [StagedBlob#commit] returns; all of it is on one file system, so that a content is there
/// whole or not at all. The file's time is that of the commit. Whatever a crash leaves is
/// either staged or a content, and told by [#staged] or [#contents].
///
/// Folders are made with mode 0700, files with 0600. Links, other files that are no plain files
/// and files with other names are not touched, not told and not followed.
///
/// A content that was removed is read on by whoever has it open, as the system keeps an open
/// file's bytes.
public final class FileBlobStore implements BlobStore {
  private static final List<String> ALGORITHMS = List.of("sha256", "sha512");

  private final Disk disk;
  private final Path root;
  private final Optional<FolderLock> lock;
  private final Layout layout;
  private final Failures failures;

  private FileBlobStore(Path root, Disk disk, Optional<FolderLock> lock, Layout layout) {
    this.root = root;
    this.disk = disk;
    this.lock = lock;
    this.layout = layout;
    this.failures = new Failures(root);
  }

  /// Opens a folder, and makes it where it is not there.
  ///
  /// @throws StoreException `storage-locked` where another process has it open
  public static FileBlobStore open(Path folder) throws StoreException {
    return open(folder, new Disk(folder));
  }

  /// Opens a folder that a server may have open, to read from it: for backups and checks.
  /// Staging and removing are not refused, and not for such use.
  ///
  /// @throws StoreException `storage-unavailable` where there is no such folder
  public static FileBlobStore beside(Path folder) throws StoreException {
    if (!Layout.isFolder(folder.resolve("blobs"))) {
      throw new StoreException(
          "storage-unavailable",
          "opening the storage folder",
          "there is no content in it",
          "Name the folder of the registry",
          null);
    }
    try {
      var root = folder.toRealPath();
      var disk = new Disk(root);
      return new FileBlobStore(root, disk, Optional.empty(), new Layout(root, disk));
    } catch (IOException e) {
      throw new Failures(folder).of("opening the storage folder", e);
    }
  }

  static FileBlobStore open(Path folder, Disk disk) throws StoreException {
    try {
      disk.makeFolders(folder);
      var root = folder.toRealPath();
      var lock = FolderLock.of(root, disk);
      try {
        return new FileBlobStore(root, disk, Optional.of(lock), new Layout(root, disk));
      } catch (StoreException | IOException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new Failures(folder).of("opening the storage folder", e);
    }
  }

  @Override
  public Optional<BlobContent> open(BlobKey key) throws StoreException {
    try {
      var path = layout.content(key);
      if (!layout.hasFolderOf(key.digest()) || !attributes(path).isRegularFile()) {
        return Optional.empty();
      }
      return Optional.of(new FileContent(disk.openForReading(path), key.toString(), failures));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw failures.of("opening content " + key, e);
    }
  }

  @Override
  public StagedBlob stage(String upload) throws StoreException {
    return StagedFile.open(Uploads.checked(upload), layout, disk, failures);
  }

  @Override
  public void delete(BlobKey key) throws StoreException {
    try {
      var path = layout.content(key);
      if (layout.hasFolderOf(key.digest()) && attributes(path).isRegularFile()) {
        disk.delete(path);
      }
    } catch (NoSuchFileException _) {
      // Gone already.
    } catch (IOException e) {
      throw failures.of("removing content " + key, e);
    }
  }

  @Override
  public boolean linkTo(BlobKey key, Path file) throws StoreException {
    try {
      var path = layout.content(key);
      if (!layout.hasFolderOf(key.digest()) || !attributes(path).isRegularFile()) {
        return false;
      }
      Files.createLink(file, path);
      return true;
    } catch (FileSystemException | UnsupportedOperationException _) {
      return false;
    } catch (IOException e) {
      throw failures.of("linking content " + key, e);
    }
  }

  @Override
  public void contents(Consumer<Stored> each) throws StoreException {
    try {
      for (var algorithm : ALGORITHMS) {
        var folder = layout.blobs().resolve(algorithm);
        forEach(
            folder,
            part -> {
              if (Layout.isFolder(part)) {
                forEach(part, file -> tell(algorithm, name(part), file, each));
              }
            });
      }
    } catch (IOException e) {
      throw failures.of("listing contents", e);
    }
  }

  private static void tell(String algorithm, String part, Path file, Consumer<Stored> each)
      throws IOException {
    var key = Layout.keyOf(algorithm, name(file));
    if (key.isEmpty() || !key.get().digest().hex().substring(0, 2).equals(part)) {
      return;
    }
    var found = plain(file);
    if (found.isPresent()) {
      var written = found.get().lastModifiedTime().toInstant();
      each.accept(new Stored(key.get(), found.get().size(), written));
    }
  }

  @Override
  public void staged(Consumer<StagedUpload> each) throws StoreException {
    try {
      forEach(
          layout.uploads(),
          file -> {
            var found =
                Uploads.isName(name(file)) ? plain(file) : Optional.<BasicFileAttributes>empty();
            if (found.isPresent()) {
              var changed = found.get().lastModifiedTime().toInstant();
              each.accept(new StagedUpload(name(file), found.get().size(), changed));
            }
          });
    } catch (IOException e) {
      throw failures.of("listing uploads", e);
    }
  }

  /// Writes, syncs and removes the file `probe`.
  @Override
  public synchronized void probe() throws StoreException {
    var path = root.resolve("probe");
    try {
      try (var file = disk.openForWriting(path)) {
        disk.write(file, ByteBuffer.wrap(new byte[4096]), 0);
        disk.force(file);
      }
      disk.delete(path);
    } catch (IOException e) {
      throw failures.of("writing to the storage folder", e);
    }
  }

  @Override
  public void close() {
    try {
      if (lock.isPresent()) {
        lock.get().close();
      }
    } catch (IOException _) {
      // The system lets go of the lock all the same.
    }
  }

  /// What becomes of each entry of a folder.
  private interface Entry {
    void accept(Path path) throws IOException;
  }

  private static void forEach(Path folder, Entry entry) throws IOException {
    if (!Layout.isFolder(folder)) {
      return;
    }
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (var path : paths) {
        entry.accept(path);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static Optional<BasicFileAttributes> plain(Path file) throws IOException {
    try {
      return Optional.of(attributes(file)).filter(BasicFileAttributes::isRegularFile);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
