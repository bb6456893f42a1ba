package io.breakwater.registry.backup;

import io.breakwater.image.Digest;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobContent;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.StoredBlob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// Copies contents into a backup, each verified on its way.
final class ContentCopy {
  private static final int PROBLEMS = 100;

  private final BlobStore blobs;
  private final BackupFolder target;
  private final boolean hardLinks;
  private final BackupProgress progress;
  private final List<String> problems = new ArrayList<>();
  private long contents;
  private long copied;
  private long bytes;
  private long done;
  private long lost;

  ContentCopy(BlobStore blobs, BackupFolder target, boolean hardLinks, BackupProgress progress) {
    this.blobs = blobs;
    this.target = target;
    this.hardLinks = hardLinks;
    this.progress = progress;
  }

  void take(StoredBlob blob) throws IOException, StoreException {
    contents++;
    if (!target.has(blob.key(), blob.size()) && copied(blob)) {
      copied++;
      bytes += blob.size();
    }
    done += blob.size();
    progress.done(contents, done);
  }

  private boolean copied(StoredBlob blob) throws IOException, StoreException {
    Files.deleteIfExists(target.incoming());
    if (hardLinks && blobs.linkTo(blob.key(), target.incoming())) {
      if (Files.size(target.incoming()) != blob.size()) {
        return problem(blob, "has another size than it had when it was pushed");
      }
      target.accept(target.content(blob.key()));
      return true;
    }
    var opened = blobs.open(blob.key());
    if (opened.isEmpty()) {
      return problem(blob, "is missing");
    }
    try (var content = opened.get()) {
      if (!written(content, blob)) {
        return problem(blob, "is damaged");
      }
    }
    target.accept(target.content(blob.key()));
    return true;
  }

  private boolean written(BlobContent content, StoredBlob blob) throws IOException, StoreException {
    Digest expected = blob.key().digest();
    var hash = Hash.of(expected);
    try (var in = content.read(0);
        var out = target.write()) {
      var buffer = new byte[1 << 20];
      for (int read; (read = in.read(buffer)) >= 0; ) {
        hash.update(buffer, read);
        var part = ByteBuffer.wrap(buffer, 0, read);
        while (part.hasRemaining()) {
          out.write(part);
        }
      }
      out.force(true);
    } catch (IOException e) {
      if (e.getCause() instanceof StoreException own) {
        throw own;
      }
      throw e;
    }
    return hash.is(expected);
  }

  private boolean problem(StoredBlob blob, String what) {
    lost++;
    if (problems.size() < PROBLEMS) {
      problems.add("content " + blob.key().digest() + " " + what);
    }
    return false;
  }

  BackupResult result(long removed) {
    return new BackupResult(contents, copied, bytes, removed, lost, problems);
  }
}
