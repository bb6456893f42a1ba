package io.breakwater.store.blobs.s3;

import io.breakwater.image.Digest;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.StagedBlob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is staged of one upload: a base inside the store and a tail in memory.
///
/// The base is one of three: nothing, the parts of a multipart upload, or the object that they
/// became (then it is settled). Parts can be neither read nor cut in the middle; where that is
/// asked for, or a part cannot follow, the parts are settled, and the object is copied inside
/// the store into the first parts of the next multipart upload.
final class StagedObject implements StagedBlob {
  private static final int FIRST_BUFFER = 64 * 1024;

  private final Objects objects;
  private final String upload;
  private final PartSizes sizes;

  private byte[] buffer = new byte[0];
  private int tail;
  private @Nullable Multipart multipart;

  /// Length of the settled base; 0 where it is not settled.
  private long settled;

  private @Nullable String stale;

  /// Whether the head may be there, and multipart uploads under the name of the data.
  private boolean headKept;

  private boolean begun;
  private boolean dirty = true;

  private StagedObject(Objects objects, String upload, PartSizes sizes) {
    this.objects = objects;
    this.upload = upload;
    this.sizes = sizes;
  }

  static StagedObject open(Objects objects, String upload, PartSizes sizes) throws StoreException {
    var staged = new StagedObject(objects, upload, sizes);
    var what = staged.what("opening");
    var head = Head.read(objects, upload, what);
    if (head.isPresent()) {
      staged.headKept = true;
      staged.begun = true;
      if (!staged.isCommitted(what)) {
        staged.load(head.get(), what);
      }
    }
    return staged;
  }

  private void load(Head head, String what) throws StoreException {
    var name = Names.data(upload);
    buffer = head.tail();
    tail = buffer.length;
    stale = head.stale();
    dirty = false;
    if (head.multipart() != null) {
      // Where the parts are not there, they may have become the object.
      var resumed =
          Multipart.resume(objects, name, head.multipart(), head.parts(), head.base(), what);
      if (resumed.isPresent()) {
        multipart = resumed.get();
        return;
      }
    }
    var data = objects.find(name, what).filter(found -> !found.etag().equals(stale));
    if (data.isPresent() && data.get().size() >= head.base()) {
      settled = data.get().size();
      // The parts behind the head's, which became part of the object, include the tail.
      tail = settled > head.base() ? 0 : tail;
    } else if (head.multipart() != null || head.base() > 0) {
      throw Failures.corrupt(what, "the object store has lost its multipart upload", null);
    }
  }

  private boolean isCommitted(String what) throws StoreException {
    var contents = new int[1];
    objects.list(
        Names.copy(upload),
        what,
        object -> contents[0] += Names.keyOf(object.name()).isPresent() ? 1 : 0);
    return contents[0] > 0;
  }

  private String what(String doing) {
    return doing + " upload " + upload;
  }

  private long base() {
    return multipart == null ? settled : multipart.length();
  }

  @Override
  public long length() {
    return base() + tail;
  }

  @Override
  public void append(ByteBuffer bytes) throws StoreException {
    while (bytes.hasRemaining()) {
      if (tail == sizes.part()) {
        writable(what("appending to")).upload(buffer, tail, what("appending to"));
        tail = 0;
      }
      var taken = Math.min(bytes.remaining(), sizes.part() - tail);
      reserve(tail + taken);
      bytes.get(buffer, tail, taken);
      tail += taken;
      dirty = true;
    }
  }

  private void reserve(int length) {
    if (length > buffer.length) {
      var larger =
          Math.max(Math.max(length, FIRST_BUFFER), Math.min(2 * buffer.length, sizes.part()));
      buffer = Arrays.copyOf(buffer, larger);
    }
  }

  /// The multipart upload, which takes one more part.
  private Multipart writable(String what) throws StoreException {
    if (multipart != null && (multipart.endsShort() || multipart.parts() >= sizes.most())) {
      settle(what);
    }
    if (settled > 0) {
      copyBase(settled, what);
    }
    if (multipart == null) {
      multipart = begin(what);
    }
    return multipart;
  }

  /// Begins one; never without a head, by which a crash's leftovers are found.
  private Multipart begin(String what) throws StoreException {
    if (!headKept) {
      Head.write(objects, upload, null, 0, stale, new byte[0], 0, what);
      headKept = true;
    }
    begun = true;
    return Multipart.begin(objects, Names.data(upload), what);
  }

  /// Makes the object of the parts.
  private void settle(String what) throws StoreException {
    var parts = multipart;
    if (parts == null) {
      return;
    }
    parts.complete(stale, what);
    settled = parts.length();
    multipart = null;
  }

  /// Goes on with the first bytes of a settled base.
  private void copyBase(long length, String what) throws StoreException {
    var name = Names.data(upload);
    var etag =
        objects
            .find(name, what)
            .orElseThrow(
                () -> Failures.corrupt(what, "the object store has lost what was staged", null))
            .etag();
    if (length < Multipart.LEAST_PART) {
      loadBase(length, what);
    } else {
      var copy = begin(what);
      var parts = Math.ceilDiv(length, sizes.copied());
      for (long part = 0; part < parts; part++) {
        copy.copy(name, part * length / parts, (part + 1) * length / parts, what);
      }
      multipart = copy;
    }
    stale = etag;
    settled = 0;
  }

  private void loadBase(long length, String what) throws StoreException {
    var loaded = new byte[Math.toIntExact(length)];
    try (var in = new ObjectStream(objects, List.of(Names.data(upload)), 0, length, what)) {
      in.readNBytes(loaded, 0, loaded.length);
    } catch (IOException e) {
      throw ObjectStream.storeFailure(e, what);
    }
    buffer = loaded;
    tail = loaded.length;
  }

  @Override
  public void truncate(long to) throws StoreException {
    if (to < 0 || to > length()) {
      throw new IllegalArgumentException(to + " of " + length() + " bytes");
    }
    if (to == length()) {
      return;
    }
    if (to >= base()) {
      tail = Math.toIntExact(to - base());
      dirty = true;
      return;
    }
    cutBase(to, what("cutting"));
    // At once: parts that are uploaded now take the place of those that the head counts.
    dirty = true;
    sync();
  }

  private void cutBase(long to, String what) throws StoreException {
    if (multipart != null && multipart.cut(to)) {
      tail = 0;
    } else {
      settle(what);
      tail = 0;
      if (to > 0) {
        copyBase(to, what);
      }
    }
    if (to == 0) {
      dropBase(what);
    }
  }

  private void dropBase(String what) throws StoreException {
    multipart = null;
    stale = objects.find(Names.data(upload), what).map(Objects.Found::etag).orElse(stale);
    settled = 0;
  }

  @Override
  public void sync() throws StoreException {
    if (dirty) {
      Head.write(objects, upload, multipart, base(), stale, buffer, tail, what("syncing"));
      headKept = true;
      dirty = false;
    }
  }

  @Override
  public InputStream read() throws StoreException {
    var what = what("reading");
    settle(what);
    var inMemory = new ByteArrayInputStream(Arrays.copyOf(buffer, tail));
    return settled == 0
        ? inMemory
        : new SequenceInputStream(
            new ObjectStream(objects, List.of(Names.data(upload)), 0, settled, what), inMemory);
  }

  @Override
  public BlobKey commit(Digest digest) throws StoreException {
    var key = new BlobKey(digest, upload);
    var what = "keeping content " + key;
    if (base() == 0) {
      removeStale(what);
      objects.put(Names.content(key), buffer, tail, Map.of(), what);
    } else {
      if (tail > 0) {
        writable(what).upload(buffer, tail, what);
        tail = 0;
        dirty = true;
      }
      settle(what);
      var size = Map.of(S3BlobStore.SIZE, String.valueOf(settled));
      objects.put(Names.content(key), new byte[0], 0, size, what);
    }
    try {
      forget(what);
    } catch (StoreException _) {
      // The content is there; what is left over is told by BlobStore.staged.
    }
    reset();
    return key;
  }

  /// Removes an object that was cut to nothing: it would be taken for an empty content's bytes.
  private void removeStale(String what) throws StoreException {
    if (stale != null) {
      sync();
      objects.delete(Names.data(upload), what);
    }
  }

  private void forget(String what) throws StoreException {
    if (begun) {
      Multipart.abortAll(objects, Names.data(upload), what);
    }
    if (headKept) {
      objects.delete(Names.head(upload), what);
    }
  }

  @Override
  public void discard() throws StoreException {
    var what = what("removing");
    if (begun && !isCommitted(what)) {
      Multipart.abortAll(objects, Names.data(upload), what);
      objects.delete(Names.data(upload), what);
    }
    forget(what);
    reset();
  }

  private void reset() {
    close();
    tail = 0;
    multipart = null;
    settled = 0;
    stale = null;
    headKept = false;
    begun = false;
    dirty = true;
  }

  @Override
  public void close() {
    buffer = new byte[0];
  }
}
