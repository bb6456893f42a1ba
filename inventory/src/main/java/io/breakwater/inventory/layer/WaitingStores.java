package io.breakwater.inventory.layer;

import io.breakwater.inventory.database.Damage;
import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.database.Role;
import io.breakwater.inventory.database.StoreDatabase;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stores of one layer that are kept until its end, since a companion may come behind them,
/// and their companions. Stores that have none are read at once.
final class WaitingStores implements AutoCloseable {
  /// One kept file.
  ///
  /// @param content its place in the layer's contents
  private record Waiting(
      StoreDatabase database, String path, boolean companion, int content, Spool.Kept kept) {}

  private static final Content READ_LATER = new Content.Unread("", "it is read at the end");

  private final Spool spool;
  private final DatabaseLimits limits;
  private final FileLists.Writer fileLists;
  private final List<Waiting> waiting = new ArrayList<>();
  private long bytes;

  WaitingStores(Spool spool, DatabaseLimits limits, FileLists.Writer fileLists) {
    this.spool = spool;
    this.limits = limits;
    this.fileLists = fileLists;
  }

  /// Takes a store or a companion.
  ///
  /// @param content where in the layer's contents the result has its place
  /// @return what is known now; null for a file that only has a store's name, of which nothing
  ///     was taken then
  /// @throws IOException only where `in` throws it
  @Nullable Content take(
      StoreDatabase database,
      Role role,
      String path,
      PushbackInputStream in,
      long size,
      int content)
      throws IOException {
    var first = in.readNBytes(StoreDatabase.FIRST);
    boolean companion = role == Role.COMPANION;
    if (!companion && !database.mayBe(path, path.lastIndexOf('/') + 1, first)) {
      in.unread(first);
      return null;
    }
    if (size > limits.storeBytes() - bytes) {
      return new Content.Unread(
          Damage.TOO_LARGE,
          "it has "
              + size
              + " bytes, expected "
              + limits.storeBytes()
              + " at the most in all package databases of a layer");
    }
    Spool.Kept kept;
    try {
      kept = spool.keep(first, in, size);
    } catch (Spool.Full e) {
      return new Content.Unread(Content.Unread.SPOOL_FAILED, String.valueOf(e.getMessage()));
    }
    var one = new Waiting(database, path, companion, content, kept);
    if (!companion && database.companions(path).isEmpty()) {
      try (kept) {
        return read(one);
      }
    }
    bytes += size;
    waiting.add(one);
    return READ_LATER;
  }

  /// Reads what waits, and puts it into its places.
  void finish(List<Content> contents) throws IOException {
    for (var one : waiting) {
      // A file that the layer replaced further on is not read.
      if (contents.get(one.content()).equals(READ_LATER)) {
        contents.set(
            one.content(),
            one.companion()
                ? new Content.Companion(one.database().changesIn(one.path(), one.kept().bytes()))
                : read(one));
      }
    }
  }

  private Content read(Waiting store) throws IOException {
    var database = store.database();
    var companions = new HashMap<String, MemorySegment>();
    for (var suffix : database.companions(store.path())) {
      var companion = companion(store.path() + suffix);
      if (companion != null && !database.changesIn(store.path() + suffix, companion).isEmpty()) {
        companions.put(suffix, companion);
      }
    }
    int number = fileLists.begin();
    var list =
        database.read(
            store.path(), store.kept().bytes(), Map.copyOf(companions), limits, fileLists);
    return new Content.Packages(
        database.name(), list, number, companions.keySet().stream().sorted().toList());
  }

  /// The last file of this name.
  private @Nullable MemorySegment companion(String path) {
    for (int i = waiting.size() - 1; i >= 0; i--) {
      if (waiting.get(i).companion() && waiting.get(i).path().equals(path)) {
        return waiting.get(i).kept().bytes();
      }
    }
    return null;
  }

  @Override
  public void close() {
    for (var one : waiting) {
      one.kept().close();
    }
  }
}
