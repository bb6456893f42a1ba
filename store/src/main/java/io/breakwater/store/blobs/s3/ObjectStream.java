package io.breakwater.store.blobs.s3;

import io.breakwater.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Reads a part of an object, and goes on with a new request where an answer is cut off. An
/// object that ends early is an error, never the end.
final class ObjectStream extends InputStream {
  /// Answers that bring nothing, one after the other, before it is given up.
  private static final int TRIES = 3;

  private final Objects objects;
  private final List<String> names;
  private final long end;
  private final String what;
  private long position;
  private int fruitless;
  private @Nullable ResponseInputStream<GetObjectResponse> answer;

  /// @param names of the object; the next one where there is none of a name
  /// @param what is attempted, for errors
  ObjectStream(Objects objects, List<String> names, long start, long end, String what) {
    this.objects = objects;
    this.names = names;
    this.position = start;
    this.end = end;
    this.what = what;
  }

  /// The store's part in a failure of this stream.
  static StoreException storeFailure(IOException e, String what) {
    return e.getCause() instanceof StoreException cause
        ? cause
        : Failures.of(what, SdkException.create("reading an object", e));
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    java.util.Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    while (true) {
      Exception failure;
      try {
        var read = opened().read(into, offset, (int) Math.min(length, end - position));
        if (read > 0) {
          position += read;
          fruitless = 0;
          return read;
        }
        failure = new IOException("the answer ends early");
      } catch (StoreException e) {
        throw new IOException("an object of the storage", e);
      } catch (IOException | SdkException e) {
        failure = e;
      }
      abort();
      if (++fruitless >= TRIES) {
        var cause = Failures.of(what, SdkException.create("reading an object", failure));
        throw new IOException("an object of the storage", cause);
      }
    }
  }

  private ResponseInputStream<GetObjectResponse> opened() throws StoreException {
    var opened = answer;
    if (opened == null) {
      opened = request();
      answer = opened;
    }
    return opened;
  }

  private ResponseInputStream<GetObjectResponse> request() throws StoreException {
    for (var name : names) {
      var found = objects.read(name, position, end - 1, what);
      if (found.isPresent()) {
        var length = found.get().response().contentLength();
        if (length == null || length != end - position) {
          found.get().abort();
          throw Failures.corrupt(
              what,
              "%d bytes from byte %d on were expected and %d are there"
                  .formatted(end - position, position, length),
              null);
        }
        return found.get();
      }
    }
    throw Failures.corrupt(what, "the object store has lost it", null);
  }

  private void abort() {
    var opened = answer;
    answer = null;
    if (opened != null) {
      opened.abort();
    }
  }

  /// Ends the connection where not all of the answer was read, and keeps it otherwise.
  @Override
  public void close() throws IOException {
    var opened = answer;
    if (position >= end && opened != null) {
      answer = null;
      opened.close();
    } else {
      abort();
    }
    position = end;
  }
}
