package io.breakwater.registry.verdicts;

import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.ImagePlace;
import io.breakwater.store.metadata.ImagesQuery;
import io.breakwater.store.metadata.ListedManifest;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// Judges tagged images before somebody asks, so that lists of them know what is said: after the
/// start, and whenever the advisories, the policy or the exemptions change. In one thread, which
/// rests as long as it judges: half of a processor at most. Each server does this for itself,
/// since what is said is kept in its memory.
public final class WarmVerdicts {
  private static final int PAGE = 500;

  /// Without a change all is looked at again after this: days pass, exemptions expire, summaries
  /// make room for others.
  private static final Duration AGAIN = Duration.ofHours(1);

  private final Metadata metadata;
  private final Verdicts verdicts;
  private final InstantSource clock;
  private final int most;
  private final AtomicBoolean changed = new AtomicBoolean(true);
  private Instant last = Instant.EPOCH;

  /// @param most images to keep known: no more than half of what [VerdictOptions] keeps in memory
  public WarmVerdicts(Metadata metadata, Verdicts verdicts, InstantSource clock, int most) {
    this.metadata = metadata;
    this.verdicts = verdicts;
    this.clock = clock;
    this.most = most;
  }

  /// Something is said otherwise from now on: the next [#run] looks at all images. Costs nothing.
  public void changed() {
    changed.set(true);
  }

  /// Judges what is not known, where anything has changed; to be called every few seconds, by one
  /// thread at a time. Takes minutes where thousands of images are to be judged; what changes
  /// meanwhile is taken up at once.
  ///
  /// @param stop asked before each image
  /// @return how many were judged
  public int run(BooleanSupplier stop) throws StoreException {
    var now = clock.instant();
    if (!changed.getAndSet(false) && now.isBefore(last.plus(AGAIN))) {
      return 0;
    }
    last = now;
    var ids =
        metadata.read(tx -> tx.namespaces().all()).stream()
            .map(Namespace::id)
            .collect(Collectors.toUnmodifiableSet());
    var query = new ImagesQuery(ids, Optional.empty(), true);
    var after = Optional.<ImagePlace>empty();
    var judged = 0;
    var seen = 0;
    while (seen < most) {
      var from = after;
      var page = metadata.read(tx -> tx.images().page(query, from, PAGE));
      for (var image : page) {
        if (stop.getAsBoolean()) {
          changed.set(true);
          return judged;
        }
        judged += judge(image);
      }
      seen += page.size();
      if (page.size() < PAGE) {
        break;
      }
      after = Optional.of(page.getLast().place());
    }
    return judged;
  }

  private int judge(ListedManifest image) {
    var repository = RepositoryName.kept(image.repository().name());
    var judged = 0;
    for (var tag : image.tags()) {
      judged += judge(repository, new Reference.ByTag(TagName.kept(tag)), image);
    }
    return judged;
  }

  private int judge(RepositoryName repository, Reference asked, ListedManifest image) {
    try {
      var digest = image.manifest().digest();
      if (verdicts.known(repository, asked, digest).isPresent()) {
        return 0;
      }
      var start = System.nanoTime();
      var judged = verdicts.of(repository, asked, digest).isPresent();
      rest(System.nanoTime() - start);
      return judged ? 1 : 0;
    } catch (StoreException e) {
      // Said to be so to whoever asks; looked at again with the next change.
      return 0;
    }
  }

  private static void rest(long nanos) {
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
