package io.breakwater.store.blobs.files;

import io.breakwater.image.Digest;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.Uploads;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Where things lie in the folder, and its folders, each made when it is first needed.
final class Layout {
  private final Path blobs;
  private final Path uploads;
  private final Disk disk;
  private final Map<Path, SharedSync> folders = new ConcurrentHashMap<>();

  Layout(Path root, Disk disk) throws IOException, StoreException {
    this.disk = disk;
    blobs = root.resolve("blobs");
    uploads = root.resolve("uploads");
    folders.put(root, new SharedSync(disk, root));
    folder(blobs);
    folder(uploads);
  }

  Path blobs() {
    return blobs;
  }

  Path uploads() {
    return uploads;
  }

  Path upload(String upload) {
    return uploads.resolve(Uploads.checked(upload));
  }

  Path content(BlobKey key) {
    return contentFolder(key.digest()).resolve(key.digest().hex() + "." + key.copy());
  }

  private Path contentFolder(Digest digest) {
    return blobs.resolve(digest.algorithm()).resolve(digest.hex().substring(0, 2));
  }

  /// The folder of a content, there and durable.
  Path madeFolderOf(Digest digest) throws IOException, StoreException {
    folder(blobs.resolve(digest.algorithm()));
    return folder(contentFolder(digest));
  }

  /// Whether a content's folder is one: a link in its place is not followed.
  boolean hasFolderOf(Digest digest) {
    var folder = contentFolder(digest);
    return folders.containsKey(folder)
        || (isFolder(blobs.resolve(digest.algorithm())) && isFolder(folder));
  }

  void sync(Path folder) throws IOException {
    folders.computeIfAbsent(folder, f -> new SharedSync(disk, f)).sync();
  }

  static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /// The key of a file of `blobs/<algorithm>/<two digits>`; empty where it is none of ours.
  static Optional<BlobKey> keyOf(String algorithm, String name) {
    var dot = name.indexOf('.');
    if (dot < 0 || !Uploads.isName(name.substring(dot + 1))) {
      return Optional.empty();
    }
    return Digest.tryParse(algorithm + ":" + name.substring(0, dot))
        .map(digest -> new BlobKey(digest, name.substring(dot + 1)));
  }

  private Path folder(Path folder) throws IOException, StoreException {
    if (folders.containsKey(folder)) {
      return folder;
    }
    try {
      disk.makeFolder(folder);
    } catch (FileAlreadyExistsException _) {
      if (!isFolder(folder)) {
        throw Failures.notAFolder("opening a folder of the storage");
      }
    }
    // Also where it was there already: whoever made it may have been stopped before this.
    sync(Objects.requireNonNull(folder.getParent()));
    folders.putIfAbsent(folder, new SharedSync(disk, folder));
    return folder;
  }
}
