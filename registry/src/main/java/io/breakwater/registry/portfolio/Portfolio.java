package io.breakwater.registry.portfolio;

import io.breakwater.image.Digest;
import io.breakwater.registry.images.ListedImage;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.registry.portfolio.PortfolioImage.TaggedImage;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.registry.verdicts.Judgement;
import io.breakwater.registry.verdicts.Policies;
import io.breakwater.registry.verdicts.VerdictListener;
import io.breakwater.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// The rows: a tag each, with what is said of the image that it names. Safe for use by many
/// threads. Nothing here waits for a disk but [#refresh] and [#place], which ask for policies.
public final class Portfolio implements VerdictListener {
  /// Tags that are kept, if nobody says another number: some 60 MB where each has 100 issues.
  public static final int MOST = 50_000;

  /// How long something is shown as it was said before the advisories or the policy changed.
  private static final Duration OUTDATED = Duration.ofHours(1);

  /// Judgements of images that have no row yet: a push is judged while its row is made.
  private static final int EARLY = 1_000;

  private final CurrentAdvisories advisories;
  private final Policies policies;
  private final InstantSource clock;
  private final int most;
  private final Condensation condensation = new Condensation();
  private final Object lock = new Object();
  private final TreeMap<Key, Row> rows = new TreeMap<>();
  private final Map<Digest, Set<Row>> byDigest = new HashMap<>();
  private final Map<String, Said> early = new LinkedHashMap<>();
  private Map<String, Integer> beyond = Map.of();
  private long steps;
  private final AtomicLong changes = new AtomicLong(1);
  private volatile PortfolioView view;

  public Portfolio(CurrentAdvisories advisories, Policies policies, InstantSource clock) {
    this(advisories, policies, clock, MOST);
  }

  /// @param most tags that are kept; of those behind, by the names of repositories, only the
  ///     number is known
  public Portfolio(CurrentAdvisories advisories, Policies policies, InstantSource clock, int most) {
    this.advisories = advisories;
    this.policies = policies;
    this.clock = clock;
    this.most = most;
    view = new PortfolioView(0, List.of(), Map.of(), condensation);
  }

  private record Key(String repository, String tag) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      var order = repository.compareTo(other.repository);
      return order != 0 ? order : tag.compareTo(other.tag);
    }
  }

  /// What is kept of a tag; guarded by the lock.
  private static final class Row {
    final Key key;
    TaggedImage image;
    String policy;
    Said said = Said.NOTHING;
    Instant staleSince = Instant.MAX;
    long step;
    boolean noImage;
    int tries;
    Instant next = Instant.MIN;

    Row(Key key, TaggedImage image, String policy) {
      this.key = key;
      this.image = image;
      this.policy = policy;
    }

    boolean stale() {
      return !staleSince.equals(Instant.MAX);
    }
  }

  @Override
  public void judged(Judgement judgement) {
    var said = condensation.said(judgement);
    synchronized (lock) {
      var placed = judgement.anyName() && everywhere(judgement.manifest(), said);
      if (judgement.asked() instanceof Reference.ByTag(var tag)) {
        var row = rows.get(new Key(judgement.repository().toString(), tag.toString()));
        if (row != null && row.image.digest().equals(judgement.manifest())) {
          row.policy = said.by.policy();
          say(row, said);
          placed = true;
        }
      }
      if (!placed) {
        remember(judgement, said);
      }
    }
  }

  private boolean everywhere(Digest manifest, Said said) {
    var placed = false;
    for (var row : byDigest.getOrDefault(manifest, Set.of())) {
      if (row.policy.equals(said.by.policy())) {
        say(row, said);
        placed = true;
      }
    }
    return placed;
  }

  private void say(Row row, Said said) {
    row.said = said;
    row.noImage = false;
    row.tries = said.by.lasting() ? 0 : row.tries;
    mark(row, clock.instant());
    changes.incrementAndGet();
  }

  /// Notes whether what is said of a row is what would be said now.
  private void mark(Row row, Instant now) {
    var stale =
        row.said.scanned != null
            && !(row.said.by.advisories().equals(advisories.current().version())
                && row.said.by.policy().equals(row.policy));
    if (stale != row.stale()) {
      row.staleSince = stale ? now : Instant.MAX;
      changes.incrementAndGet();
    }
  }

  private void remember(Judgement judgement, Said said) {
    if (early.size() >= EARLY) {
      var oldest = early.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    early.put(
        judgement.anyName()
            ? judgement.manifest().toString()
            : early(judgement.repository() + ":" + judgement.asked(), judgement.manifest()),
        said);
  }

  private static String early(String name, Digest manifest) {
    return name + "@" + manifest;
  }

  /// Places an image of a repository as it is now: its tags get rows, and rows of tags that name
  /// it no longer go.
  ///
  /// @param found empty where there is no such image
  public void place(RepositoryName repository, Digest digest, Optional<ListedImage> found)
      throws StoreException {
    var policy = policies.of(repository).version();
    synchronized (lock) {
      var tags = new HashSet<String>();
      found.ifPresent(image -> image.tags().forEach(tag -> tags.add(tag.toString())));
      for (var row : List.copyOf(byDigest.getOrDefault(digest, Set.of()))) {
        if (row.key.repository().equals(repository.toString()) && !tags.contains(row.key.tag())) {
          remove(row);
        }
      }
      var step = ++steps;
      found.ifPresent(image -> tags.forEach(tag -> put(image, tag, policy, step)));
    }
  }

  private void put(ListedImage image, String tag, String policy, long step) {
    var key = new Key(image.repository().toString(), tag);
    var row = rows.get(key);
    var tagged = TaggedImage.of(image, tag);
    if (row == null) {
      if (rows.size() >= most && key.compareTo(rows.lastKey()) > 0) {
        return;
      }
      row = new Row(key, tagged, policy);
      rows.put(key, row);
      enter(row);
      if (rows.size() > most) {
        remove(rows.lastEntry().getValue());
      }
    } else if (!row.image.digest().equals(image.digest())) {
      leave(row);
      row.image = tagged;
      row.policy = policy;
      row.said = Said.NOTHING;
      row.noImage = false;
      row.staleSince = Instant.MAX;
      row.tries = 0;
      row.next = Instant.MIN;
      enter(row);
    } else if (!row.image.equals(tagged)) {
      row.image = tagged;
      changes.incrementAndGet();
    }
    row.step = Math.max(row.step, step);
  }

  /// Gives a row that is new, or names another manifest, what was said of that one already.
  private void enter(Row row) {
    var digest = row.image.digest();
    var same = byDigest.computeIfAbsent(digest, none -> new HashSet<>(2));
    Optional<Said> said =
        same.stream().map(one -> one.said).filter(one -> fits(row, one)).findAny();
    same.add(row);
    var own = Optional.ofNullable(early.get(early(row.image.name(), digest)));
    var any = Optional.ofNullable(early.get(digest.toString())).filter(one -> fits(row, one));
    changes.incrementAndGet();
    said.or(() -> own).or(() -> any).ifPresent(one -> say(row, one));
  }

  private static boolean fits(Row row, Said said) {
    return said.by.anyName() && said.by.policy().equals(row.policy);
  }

  private void leave(Row row) {
    var same = byDigest.getOrDefault(row.image.digest(), Set.of());
    same.remove(row);
    if (same.isEmpty()) {
      byDigest.remove(row.image.digest());
    }
  }

  private void remove(Row row) {
    rows.remove(row.key);
    leave(row);
    changes.incrementAndGet();
  }

  /// A look at all images, after which rows of tags that are no more are gone. What is placed
  /// beside it stays.
  final class Walk {
    private final long number;
    private final Map<String, Integer> behind = new HashMap<>();
    private int seen;

    private Walk() {
      synchronized (lock) {
        number = ++steps;
      }
    }

    void take(ListedImage image) throws StoreException {
      var policy = policies.of(image.repository()).version();
      synchronized (lock) {
        for (var tag : image.tags()) {
          if (seen++ < most) {
            take(image, tag, policy);
          } else {
            behind.merge(image.repository().namespace(), 1, Integer::sum);
          }
        }
      }
    }

    private void take(ListedImage image, TagName tag, String policy) {
      var row = rows.get(new Key(image.repository().toString(), tag.toString()));
      // What was placed since this began is newer.
      if (row == null || row.step <= number) {
        put(image, tag.toString(), policy, number);
      }
    }

    void end() {
      synchronized (lock) {
        for (var row : List.copyOf(rows.values())) {
          if (row.step < number) {
            remove(row);
          }
        }
        beyond = Map.copyOf(behind);
        changes.incrementAndGet();
      }
    }
  }

  Walk walk() {
    return new Walk();
  }

  /// Finds out of which rows something else would be said now; to be called every few seconds.
  public void refresh() throws StoreException {
    Set<String> repositories;
    synchronized (lock) {
      repositories = new HashSet<>();
      rows.keySet().forEach(key -> repositories.add(key.repository()));
    }
    var versions = new HashMap<String, String>();
    for (var repository : repositories) {
      versions.put(repository, policies.of(RepositoryName.kept(repository)).version());
    }
    var now = clock.instant();
    synchronized (lock) {
      for (var row : rows.values()) {
        row.policy = versions.getOrDefault(row.key.repository(), row.policy);
        mark(row, now);
        if (row.stale() && !now.isBefore(row.staleSince.plus(OUTDATED))) {
          row.said = Said.OUTDATED;
          row.staleSince = Instant.MAX;
          changes.incrementAndGet();
        }
      }
    }
  }

  /// A tag of which nothing is known that holds.
  ///
  /// @param manifest that it names
  record Unjudged(RepositoryName repository, TagName tag, Digest manifest) {}

  /// Some of which nothing is known that holds, and that are to be looked at now; the more often
  /// one was, the later again, after a minute at most.
  List<Unjudged> unjudged(int limit) {
    var now = clock.instant();
    var found = new ArrayList<Unjudged>();
    synchronized (lock) {
      for (var row : rows.values()) {
        if (found.size() == limit) {
          break;
        }
        if (!row.noImage && (row.stale() || !row.said.by.lasting()) && !now.isBefore(row.next)) {
          row.next = now.plusSeconds(Math.min(60, 1L << Math.min(row.tries + 1, 6)));
          row.tries++;
          found.add(
              new Unjudged(
                  RepositoryName.kept(row.key.repository()),
                  TagName.kept(row.key.tag()),
                  row.image.digest()));
        }
      }
    }
    return found;
  }

  /// What a tag names is no image after all: it is not shown.
  void noImage(Unjudged one) {
    synchronized (lock) {
      var row = rows.get(new Key(one.repository().toString(), one.tag().toString()));
      if (row != null && row.image.digest().equals(one.manifest())) {
        row.noImage = true;
        changes.incrementAndGet();
      }
    }
  }

  /// All rows as they are now. Made anew where something has changed, in a millisecond for 10,000
  /// rows.
  public PortfolioView view() {
    var made = view;
    if (made.version() == changes.get()) {
      return made;
    }
    synchronized (lock) {
      if (view.version() != changes.get()) {
        view = new PortfolioView(changes.get(), images(rows.values()), beyond, condensation);
      }
      return view;
    }
  }

  private static List<PortfolioImage> images(Collection<Row> rows) {
    var images = new ArrayList<PortfolioImage>(rows.size());
    for (var row : rows) {
      if (!row.noImage) {
        images.add(new PortfolioImage(row.image, row.said, row.stale()));
      }
    }
    return images;
  }
}
