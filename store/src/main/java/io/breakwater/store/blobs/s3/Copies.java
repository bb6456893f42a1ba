package io.breakwater.store.blobs.s3;

import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells the contents of a listing, in which the objects of a copy stand side by side.
final class Copies {
  private final Consumer<BlobStore.Stored> each;
  private final Map<BlobKey, Objects.Listed> contents = new LinkedHashMap<>();
  private final Map<String, Instant> deleted = new LinkedHashMap<>();
  private @Nullable String copy;
  private @Nullable Instant removed;
  private long data;

  Copies(Consumer<BlobStore.Stored> each) {
    this.each = each;
  }

  void add(Objects.Listed object) {
    var of = Names.copyOf(object.name()).orElse(null);
    if (of == null) {
      return;
    }
    if (!of.equals(copy)) {
      end();
      copy = of;
    }
    if (Names.isData(object.name())) {
      data = object.size();
    } else if (Names.isDeleted(object.name())) {
      removed = object.written();
    } else {
      Names.keyOf(object.name()).ifPresent(key -> contents.put(key, object));
    }
  }

  /// Tells those of the copy that stood last.
  void end() {
    for (var content : contents.entrySet()) {
      var object = content.getValue();
      var size = object.size() > 0 ? object.size() : data;
      each.accept(new BlobStore.Stored(content.getKey(), size, object.written()));
    }
    // Where a removal was not finished the content is there still.
    if (copy != null && removed != null && contents.isEmpty()) {
      deleted.put(copy, removed);
    }
    contents.clear();
    copy = null;
    removed = null;
    data = 0;
  }

  /// Copies that were removed before a time.
  List<String> removed(Instant before) {
    var copies = new ArrayList<String>();
    deleted.forEach(
        (name, when) -> {
          if (when.isBefore(before)) {
            copies.add(name);
          }
        });
    return copies;
  }
}
