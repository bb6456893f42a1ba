package io.breakwater.store.blobs.files;

import io.breakwater.image.Digest;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.StagedBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A staged file. It is made with the first byte, or by [#sync], or by [#commit].
///
/// After a sync that failed the system holds the pages for written although they are not, and
/// the next sync would succeed: what was appended since the last sync is therefore forgotten.
final class StagedFile implements StagedBlob {
  private final String upload;
  private final Path path;
  private final Layout layout;
  private final Disk disk;
  private final Failures failures;
  private @Nullable FileChannel file;
  private long length;
  private long durable;
  private boolean named;

  private StagedFile(String upload, Layout layout, Disk disk, Failures failures) {
    this.upload = upload;
    this.path = layout.upload(upload);
    this.layout = layout;
    this.disk = disk;
    this.failures = failures;
  }

  static StagedFile open(String upload, Layout layout, Disk disk, Failures failures)
      throws StoreException {
    var staged = new StagedFile(upload, layout, disk, failures);
    try {
      if (Files.exists(staged.path, LinkOption.NOFOLLOW_LINKS)) {
        staged.length = staged.opened().size();
        staged.durable = staged.length;
      }
      return staged;
    } catch (IOException e) {
      staged.close();
      throw failures.of("opening upload " + upload, e);
    }
  }

  private FileChannel opened() throws IOException, StoreException {
    var opened = file;
    if (opened == null || !opened.isOpen()) {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        throw Failures.notAFolder("opening upload " + upload);
      }
      opened = disk.openForWriting(path);
      file = opened;
    }
    return opened;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void append(ByteBuffer bytes) throws StoreException {
    if (!bytes.hasRemaining()) {
      return;
    }
    try {
      var opened = opened();
      while (bytes.hasRemaining()) {
        length += disk.write(opened, bytes, length);
      }
    } catch (IOException e) {
      throw failures.of("appending to upload " + upload, e);
    }
  }

  @Override
  public void truncate(long to) throws StoreException {
    if (to < 0 || to > length) {
      throw new IllegalArgumentException(to + " of " + length + " bytes");
    }
    try {
      if (to < length) {
        disk.truncate(opened(), to);
        length = to;
        durable = Math.min(durable, to);
      }
    } catch (IOException e) {
      throw failures.of("cutting upload " + upload, e);
    }
  }

  @Override
  public void sync() throws StoreException {
    try {
      force();
      if (!named) {
        layout.sync(layout.uploads());
        named = true;
      }
    } catch (IOException e) {
      throw failures.of("syncing upload " + upload, e);
    }
  }

  private void force() throws IOException, StoreException {
    var opened = opened();
    try {
      disk.force(opened);
      durable = length;
    } catch (IOException e) {
      forgetBehindDurable(opened, e);
      throw e;
    }
  }

  private void forgetBehindDurable(FileChannel opened, IOException because) {
    try {
      disk.truncate(opened, durable);
      length = durable;
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  @Override
  public InputStream read() throws StoreException {
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    try {
      var reading = disk.openForReading(path);
      return new FileStream(reading, 0, length, true, "upload " + upload, failures);
    } catch (IOException e) {
      throw failures.of("reading upload " + upload, e);
    }
  }

  @Override
  public BlobKey commit(Digest digest) throws StoreException {
    var key = new BlobKey(digest, upload);
    try {
      opened();
      disk.touch(path, Instant.now());
      force();
      var folder = layout.madeFolderOf(digest);
      var place = layout.content(key);
      disk.move(path, place);
      try {
        layout.sync(folder);
        layout.sync(layout.uploads());
      } catch (IOException e) {
        takeBack(place, e);
        throw e;
      }
    } catch (IOException e) {
      throw failures.of("keeping content " + key, e);
    }
    close();
    length = 0;
    durable = 0;
    named = false;
    return key;
  }

  /// What nobody was told of is staged still, so that its upload can end it once more.
  private void takeBack(Path place, IOException because) {
    try {
      disk.move(place, path);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  @Override
  public void discard() throws StoreException {
    close();
    try {
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        disk.delete(path);
      }
    } catch (NoSuchFileException _) {
      // Gone already.
    } catch (IOException e) {
      throw failures.of("removing upload " + upload, e);
    }
    length = 0;
    durable = 0;
    named = false;
  }

  @Override
  public void close() {
    var opened = file;
    file = null;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException _) {
        // What was synced is there all the same.
      }
    }
  }
}
