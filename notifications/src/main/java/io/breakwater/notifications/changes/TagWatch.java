package io.breakwater.notifications.changes;

import io.breakwater.accounts.AccountId;
import io.breakwater.image.Digest;
import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.changes.TagLook.Result;
import io.breakwater.notifications.changes.TagLook.Why;
import io.breakwater.notifications.deliveries.Deliveries;
import io.breakwater.notifications.events.Cause;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.EventType;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.registry.verdicts.ImageVerdicts;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Namespace;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.Tag;
import io.breakwater.store.metadata.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Notices what changes for tagged images. Each server looks at what is pushed to it, at once;
/// one of them looks at all tags whenever the [Epoch] is another, which also finds what a server
/// that ended had no time to look at.
///
/// The first walk through a registry that was never watched tells nothing of what was there
/// before: it finds out what there is.
public final class TagWatch {
  private static final String SCOPE = "notifications";
  private static final String WATCHED = "watched";
  private static final String WALK = "walk";
  private static final int TAGS = 50;
  private static final int HINTS = 10_000;
  private static final int LOOKS = 50;
  private static final int SHOWN = 100;

  /// A layer that is still being read is read within minutes.
  private static final int TRIES = 150;

  private static final Duration PAUSE = Duration.ofSeconds(2);

  /// For the rest of a walk's events, and those of its beginning.
  private static final Duration GATHER = Duration.ofSeconds(5);

  private final Metadata metadata;
  private final TagLook look;
  private final Supplier<Epoch> epoch;
  private final InstantSource clock;
  private final Instant began;
  private final Map<Image, Hint> hints = new LinkedHashMap<>();
  private final List<Deletion> deletions = new ArrayList<>();

  /// Where to look.
  private record Image(RepositoryName repository, Digest digest) {}

  private record Deletion(
      RepositoryName repository, Digest digest, List<String> tags, Instant at) {}

  private record Hint(Why why, int tries, long notBefore) {}

  /// @param epoch of now; asked every few seconds
  public TagWatch(
      Metadata metadata, ImageVerdicts verdicts, Supplier<Epoch> epoch, InstantSource clock) {
    this(metadata, verdicts, verdicts::assessment, epoch, clock);
  }

  TagWatch(
      Metadata metadata,
      Verdicts verdicts,
      TagLook.Assessments assessments,
      Supplier<Epoch> epoch,
      InstantSource clock) {
    this.metadata = metadata;
    this.epoch = epoch;
    this.clock = clock;
    began = clock.instant();
    look = new TagLook(metadata, verdicts, assessments, clock);
  }

  /// A tag was set to an image. Returns at once.
  public void pushed(RepositoryName repository, Digest digest) {
    changed(repository, digest, Cause.push(digest.toString()));
  }

  /// Something about an image may be another. Returns at once.
  public void changed(RepositoryName repository, Digest digest, Cause cause) {
    hint(new Image(repository, digest), new Why(cause, Instant.EPOCH, Duration.ZERO));
  }

  private void hint(Image image, Why why) {
    synchronized (hints) {
      // What does not fit is found by the next walk.
      if (hints.size() < HINTS || hints.containsKey(image)) {
        hints.put(image, new Hint(why, 0, System.nanoTime()));
      }
    }
  }

  /// Tags were taken away, or an image with its tags. Returns at once.
  ///
  /// @param tags that there were; an image without any is not told of
  public void deleted(RepositoryName repository, Digest digest, List<String> tags) {
    synchronized (hints) {
      if (!tags.isEmpty() && deletions.size() < HINTS) {
        deletions.add(
            new Deletion(repository, digest, tags.stream().limit(SHOWN).toList(), clock.instant()));
      }
    }
  }

  private Event event(Transaction tx, Deletion deletion, Map<String, AccountId> accounts) {
    var account =
        accounts.computeIfAbsent(
            deletion.repository().namespace(),
            name ->
                AccountId.parse(tx.namespaces().find(name).map(Namespace::account).orElse("none")));
    return Event.of(
        EventType.IMAGE_DELETED,
        deletion.at(),
        account,
        new Details.OfImage(
            Cause.delete(deletion.digest().toString()),
            deletion.repository().toString(),
            deletion.digest(),
            deletion.tags(),
            Optional.empty(),
            List.of(),
            0,
            List.of()));
  }

  /// Makes deletions known: what was deleted cannot be looked at.
  private int deletions() throws StoreException {
    List<Deletion> some;
    synchronized (hints) {
      some = deletions.stream().limit(LOOKS).toList();
    }
    if (!some.isEmpty()) {
      var now = clock.instant();
      metadata.write(
          tx -> {
            var accounts = new HashMap<String, AccountId>();
            var events = some.stream().map(one -> event(tx, one, accounts)).toList();
            EventLog.announce(tx, events, now);
            return true;
          });
      synchronized (hints) {
        deletions.subList(0, some.size()).clear();
      }
    }
    return some.size();
  }

  /// Looks at some of what was pushed here.
  ///
  /// @return how many
  public int hints() throws StoreException {
    var told = deletions();
    var due = due();
    for (var entry : due.entrySet()) {
      var image = entry.getKey();
      try {
        if (look.look(image.repository(), image.digest(), entry.getValue().why()) == Result.LATER) {
          again(image, entry.getValue());
        }
      } catch (StoreException e) {
        again(image, entry.getValue());
        throw e;
      }
    }
    return told + due.size();
  }

  private Map<Image, Hint> due() {
    var due = new LinkedHashMap<Image, Hint>();
    var now = System.nanoTime();
    synchronized (hints) {
      for (var each = hints.entrySet().iterator(); each.hasNext() && due.size() < LOOKS; ) {
        var entry = each.next();
        if (entry.getValue().notBefore() - now <= 0) {
          due.put(entry.getKey(), entry.getValue());
          each.remove();
        }
      }
    }
    return due;
  }

  private void again(Image image, Hint hint) {
    synchronized (hints) {
      if (hint.tries() < TRIES) {
        hints.putIfAbsent(
            image, new Hint(hint.why(), hint.tries() + 1, System.nanoTime() + PAUSE.toNanos()));
      }
    }
  }

  /// Has all tags looked at once more.
  public void lookAgain() throws StoreException {
    metadata.write(
        tx -> {
          tx.settings().get(SCOPE, WATCHED).ifPresent(_ -> tx.settings().put(SCOPE, WATCHED, ""));
          return true;
        });
  }

  /// Where a walk is.
  ///
  /// @param repository whose tags behind `tag` are next; empty at the beginning
  private record Place(String epoch, String repository, String tag) {
    static Optional<Place> parse(String text) {
      var parts = text.split("\t", -1);
      return parts.length == 3
          ? Optional.of(new Place(parts[0], parts[1], parts[2]))
          : Optional.empty();
    }

    String text() {
      return epoch + "\t" + repository + "\t" + tag;
    }
  }

  /// What is next of a walk.
  ///
  /// @param next empty at its end
  private record Part(Repository repository, List<Tag> tags, Optional<Place> next) {}

  /// Goes some steps on a walk through all tags, where there is one to do. For one server.
  ///
  /// @return how many tags were looked at, at least 1 before the end
  public int walk() throws StoreException {
    var now = epoch.get();
    if (now.advisories().equals(CurrentAdvisories.NONE.version())) {
      return 0;
    }
    var watched = metadata.read(tx -> tx.settings().get(SCOPE, WATCHED));
    if (watched.equals(Optional.of(now.text()))) {
      return 0;
    }
    var cause = now.since(watched.orElse(""));
    var place = place(now, cause);
    var part = metadata.read(tx -> part(tx, place));
    if (part.isPresent()) {
      look(part.get(), new Why(cause, watched.isEmpty() ? began : Instant.EPOCH, GATHER));
    }
    var next = part.flatMap(Part::next);
    if (next.isPresent()) {
      metadata.note(
          tx -> {
            tx.settings().put(SCOPE, WALK, next.get().text());
            return true;
          });
      return Math.max(1, part.get().tags().size());
    }
    metadata.write(
        tx -> {
          tx.settings().put(SCOPE, WATCHED, now.text());
          tx.settings().delete(SCOPE, WALK);
          Deliveries.release(tx);
          return true;
        });
    return part.map(one -> one.tags().size()).orElse(0);
  }

  private Place place(Epoch now, Cause cause) throws StoreException {
    var found = metadata.read(tx -> tx.settings().get(SCOPE, WALK)).flatMap(Place::parse);
    if (found.isPresent() && found.get().epoch().equals(now.text())) {
      return found.get();
    }
    var at = clock.instant();
    var first = new Place(now.text(), "", "");
    metadata.write(
        tx -> {
          tx.settings().put(SCOPE, WALK, first.text());
          Deliveries.hold(tx, cause.toString(), at);
          return true;
        });
    return first;
  }

  private static Optional<Part> part(Transaction tx, Place place) {
    var current = tx.repositories().find(place.repository());
    if (current.isPresent()) {
      var tags = tx.tags().page(current.get(), place.tag(), TAGS);
      if (!tags.isEmpty()) {
        return Optional.of(part(current.get(), tags, place));
      }
    }
    var following = tx.repositories().page(place.repository(), 1);
    return following.isEmpty()
        ? Optional.empty()
        : Optional.of(
            part(following.getFirst(), tx.tags().page(following.getFirst(), "", TAGS), place));
  }

  private static Part part(Repository repository, List<Tag> tags, Place place) {
    var last = tags.isEmpty() ? "" : tags.getLast().name();
    // Behind the last tag of a repository without any: the next repository.
    var next = new Place(place.epoch(), repository.name(), last.isEmpty() ? "~" : last);
    return new Part(repository, tags, Optional.of(next));
  }

  private void look(Part part, Why why) throws StoreException {
    RepositoryName name;
    try {
      name = RepositoryName.parse(part.repository().name());
    } catch (RegistryException e) {
      throw new IllegalStateException("a repository of no name: " + part.repository().name(), e);
    }
    var digests = new LinkedHashSet<Digest>();
    part.tags().forEach(tag -> digests.add(tag.manifest()));
    for (var digest : digests) {
      if (look.look(name, digest, why) == Result.LATER) {
        hint(new Image(name, digest), why);
      }
    }
  }
}
