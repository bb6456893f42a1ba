package io.breakwater.server.health;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Metadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Finds out whether the server can work. Asked often, it looks at most once in [#AGE].
public final class Health {
  /// A probe writes to the disk; load balancers ask every second, and strangers may ask always.
  static final Duration AGE = Duration.ofSeconds(2);

  private final Metadata metadata;
  private final BlobStore blobs;
  private final Supplier<Part> advisories;
  private volatile boolean stopping;
  private List<Part> known = List.of();
  private long looked;

  /// Of these stores.
  public Health(Metadata metadata, BlobStore blobs, Supplier<Part> advisories) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.advisories = advisories;
  }

  /// Says from now on that the server stops.
  public void stopping() {
    stopping = true;
  }

  /// Each part, as it was at most [#AGE] ago.
  public List<Part> parts() {
    var parts = new ArrayList<>(stores());
    parts.add(advisories.get());
    parts.add(
        stopping
            ? new Part("running", true, "the server is stopping", "")
            : Part.working("running", true, ""));
    return parts;
  }

  /// Whether all that is needed works.
  public static boolean ready(List<Part> parts) {
    return parts.stream().allMatch(part -> part.works() || !part.needed());
  }

  private synchronized List<Part> stores() {
    var now = System.nanoTime();
    if (known.isEmpty() || now - looked > AGE.toNanos()) {
      known =
          List.of(
              part("storage", blobs::probe),
              part("metadata", () -> metadata.read(tx -> tx.settings().get("", "readiness"))));
      looked = System.nanoTime();
    }
    return known;
  }

  private interface Look {
    void look() throws StoreException;
  }

  private static Part part(String name, Look look) {
    try {
      look.look();
      return Part.working(name, true, "");
    } catch (StoreException e) {
      return new Part(name, true, e.what() + ": " + e.why(), e.next());
    }
  }
}
