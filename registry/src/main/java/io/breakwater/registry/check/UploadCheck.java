package io.breakwater.registry.check;

import io.breakwater.registry.check.Problem.Kind;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Upload;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Whether of each upload there is what its client was told.
final class UploadCheck {
  private static final int PAGE = 200;

  private final Metadata metadata;
  private final BlobStore blobs;
  private final CheckOptions options;
  private final Findings findings;

  UploadCheck(Metadata metadata, BlobStore blobs, CheckOptions options, Findings findings) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.options = options;
    this.findings = findings;
  }

  void run() throws StoreException {
    // Uploads that go on are few, beside contents: their lengths fit into memory.
    var lengths = new HashMap<String, Long>();
    blobs.staged(staged -> lengths.put(staged.upload(), staged.size()));
    var copies = new HashMap<String, Long>();
    for (var page = page(""); !page.isEmpty(); page = page(page.getLast().id())) {
      for (var upload : page) {
        if (upload.acknowledged() > lengths.getOrDefault(upload.id(), 0L)) {
          copies.put(upload.id(), upload.acknowledged());
        }
      }
    }
    if (!copies.isEmpty()) {
      // What was put in place under an upload's name just before a server died is not lost.
      blobs.contents(stored -> copies.remove(stored.key().copy()));
    }
    for (var shorter : copies.entrySet()) {
      told(shorter);
    }
  }

  private List<Upload> page(String after) throws StoreException {
    return metadata.read(tx -> tx.uploads().page(after, PAGE));
  }

  private void told(Map.Entry<String, Long> shorter) throws StoreException {
    var id = shorter.getKey();
    if (metadata.read(tx -> tx.uploads().existing(List.of(id))).isEmpty()) {
      return;
    }
    var holder = UUID.randomUUID().toString();
    boolean ended =
        options.repair()
            && metadata.write(
                tx ->
                    tx.uploads().hold(id, holder, Duration.ofMinutes(1))
                        && tx.uploads().delete(id, holder));
    findings.problem(
        Kind.LOST_UPLOAD,
        "upload " + id,
        "has fewer bytes than the " + shorter.getValue() + " that its client was told",
        List.of(),
        ended);
  }
}
