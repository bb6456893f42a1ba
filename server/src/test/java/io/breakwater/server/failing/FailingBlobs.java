package io.breakwater.server.failing;

import io.breakwater.image.Digest;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobContent;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.StagedBlob;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// A store of which every tenth call fails: some before anything is done, some after it was
/// done, reads also in their middle.
public final class FailingBlobs implements BlobStore {
  private final BlobStore store;
  private final Failures failures;

  public FailingBlobs(BlobStore store, Failures failures) {
    this.store = store;
    this.failures = failures;
  }

  @Override
  public Optional<BlobContent> open(BlobKey key) throws StoreException {
    return failures.open(() -> store.open(key)).map(content -> new Content(content, failures));
  }

  @Override
  public StagedBlob stage(String upload) throws StoreException {
    return new Staged(failures.open(() -> store.stage(upload)), failures);
  }

  @Override
  public void delete(BlobKey key) throws StoreException {
    failures.run(() -> store.delete(key));
  }

  @Override
  public boolean linkTo(BlobKey key, Path file) throws StoreException {
    return failures.open(() -> store.linkTo(key, file));
  }

  @Override
  public void contents(Consumer<Stored> each) throws StoreException {
    failures.run(() -> store.contents(each));
  }

  @Override
  public void staged(Consumer<StagedUpload> each) throws StoreException {
    failures.run(() -> store.staged(each));
  }

  @Override
  public void probe() throws StoreException {
    failures.run(store::probe);
  }

  @Override
  public void close() {
    store.close();
  }

  private static InputStream failing(InputStream in, Failures failures) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
          failures.run(() -> {});
        } catch (StoreException e) {
          throw new IOException(e);
        }
        return super.read(buffer, offset, length);
      }
    };
  }

  private record Content(BlobContent content, Failures failures) implements BlobContent {
    @Override
    public long size() {
      return content.size();
    }

    @Override
    public void transferTo(long offset, long length, WritableByteChannel out)
        throws StoreException, IOException {
      // A failing one sends half of it, and then says that it cannot go on.
      try {
        failures.run(() -> {});
      } catch (StoreException e) {
        content.transferTo(offset, length / 2, out);
        throw e;
      }
      content.transferTo(offset, length, out);
    }

    @Override
    public InputStream read(long offset) throws StoreException {
      return failing(failures.open(() -> content.read(offset)), failures);
    }

    @Override
    public Optional<FileChannel> file() {
      // What is sent from a file by the system cannot fail here.
      return Optional.empty();
    }

    @Override
    public void close() {
      content.close();
    }
  }

  private record Staged(StagedBlob staged, Failures failures) implements StagedBlob {
    @Override
    public long length() throws StoreException {
      return failures.ask(staged::length);
    }

    @Override
    public void append(ByteBuffer bytes) throws StoreException {
      failures.run(() -> staged.append(bytes));
    }

    @Override
    public void truncate(long length) throws StoreException {
      failures.run(() -> staged.truncate(length));
    }

    @Override
    public void sync() throws StoreException {
      failures.run(staged::sync);
    }

    @Override
    public InputStream read() throws StoreException {
      return failing(failures.open(staged::read), failures);
    }

    @Override
    public BlobKey commit(Digest digest) throws StoreException {
      return failures.ask(() -> staged.commit(digest));
    }

    @Override
    public void discard() throws StoreException {
      failures.run(staged::discard);
    }

    @Override
    public void close() {
      staged.close();
    }
  }
}
