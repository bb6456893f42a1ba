package io.breakwater.notifications.changes;

import io.breakwater.accounts.AccountId;
import io.breakwater.advisor.Verdict;
import io.breakwater.image.Digest;
import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.events.Cause;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.EventType;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.registry.verdicts.AssessedImage;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.StoredIssues;
import io.breakwater.store.metadata.Tag;
import io.breakwater.store.metadata.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks at an image of a repository that has tags, and makes known what changed since the last
/// look. What is known and what is told are written in one transaction: a change is told once,
/// and also where a server ended between the change and the look.
final class TagLook {
  private static final int COMMANDS = 10;

  private final Metadata metadata;
  private final Verdicts verdicts;
  private final Assessments assessments;
  private final InstantSource clock;

  /// All that is said of an image; empty where it cannot be judged.
  @FunctionalInterface
  interface Assessments {
    Optional<AssessedImage> of(RepositoryName repository, Reference asked, Digest manifest)
        throws StoreException;
  }

  TagLook(Metadata metadata, Verdicts verdicts, Assessments assessments, InstantSource clock) {
    this.metadata = metadata;
    this.verdicts = verdicts;
    this.assessments = assessments;
    this.clock = clock;
  }

  /// What came of a look.
  enum Result {
    DONE,
    /// It is not known yet what is in the image, or it changed meanwhile.
    LATER
  }

  /// Why somebody looks.
  ///
  /// @param since tags that were set before, and are not known yet, are taken as they are, and
  ///     nobody is told of them
  /// @param gather how long what is found is held back for more of the same
  record Why(Cause cause, Instant since, Duration gather) {}

  /// @param known by tag; a tag that was never looked at has none
  private record Seen(
      Repository repository, AccountId account, List<Tag> named, Map<String, StoredIssues> known) {
    List<String> tags() {
      return named.stream().map(Tag::name).toList();
    }

    /// Those of its tags that are known to name this image.
    List<StoredIssues> of(Digest digest) {
      return known.values().stream().filter(one -> one.manifest().equals(digest)).toList();
    }

    /// Those that were set since a time, and are not known to name it.
    List<String> fresh(Digest digest, Instant since) {
      return named.stream()
          .filter(tag -> !tag.updated().isBefore(since))
          .map(Tag::name)
          .filter(
              tag -> {
                var one = known.get(tag);
                return one == null || !one.manifest().equals(digest);
              })
          .toList();
    }
  }

  Result look(RepositoryName name, Digest digest, Why why) throws StoreException {
    var seen = metadata.read(tx -> seen(tx, name, digest));
    if (seen.isEmpty() || seen.get().tags().isEmpty()) {
      return Result.DONE;
    }
    var asked = byTag(seen.get().tags().getFirst());
    var verdict = verdicts.of(name, asked, digest);
    if (verdict.isEmpty()) {
      return keep(name, digest, seen.get(), new Outcome("", new byte[0], List.of()), why);
    }
    if (verdict.get().verdict().status() == Verdict.Status.UNSCANNED) {
      return Result.LATER;
    }
    var assessed =
        assessments
            .of(name, asked, digest)
            .filter(TagLook::byAdvisories)
            .map(image -> ImageState.of(image, verdict.get()));
    var outcome =
        assessed.isPresent()
            ? judged(name, digest, seen.get(), assessed.get(), why)
            : unjudged(name, digest, seen.get(), verdict.get(), why);
    return keep(name, digest, seen.get(), outcome, why);
  }

  /// Without advisories nothing is found, and that is no knowledge.
  private static boolean byAdvisories(AssessedImage image) {
    return image.platforms().stream()
        .noneMatch(
            one -> one.assessment().advisoriesVersion().equals(CurrentAdvisories.NONE.version()));
  }

  private static Reference byTag(String tag) {
    try {
      return new Reference.ByTag(TagName.parse(tag));
    } catch (RegistryException e) {
      throw new IllegalStateException("a tag that is none: " + tag, e);
    }
  }

  private static Optional<Seen> seen(Transaction tx, RepositoryName name, Digest digest) {
    var repository = tx.repositories().find(name.toString());
    var namespace = tx.namespaces().find(name.namespace());
    if (repository.isEmpty() || namespace.isEmpty()) {
      return Optional.empty();
    }
    var tags = tx.tags().of(repository.get(), digest);
    var known = new LinkedHashMap<String, StoredIssues>();
    for (var tag : tags) {
      tx.knownIssues()
          .find(repository.get(), tag.name())
          .ifPresent(one -> known.put(tag.name(), one));
    }
    return Optional.of(
        new Seen(repository.get(), AccountId.parse(namespace.get().account()), tags, known));
  }

  /// @param issues to be kept; empty where they are not known
  @SuppressWarnings("ArrayRecordComponent") // read at once, never compared
  private record Outcome(String status, byte[] issues, List<Event> events) {}

  private Outcome judged(RepositoryName name, Digest digest, Seen seen, ImageState state, Why why) {
    var events = new ArrayList<Event>();
    var fresh = seen.fresh(digest, why.since());
    if (!fresh.isEmpty()) {
      var former = former(seen, fresh);
      events.add(
          event(
              EventType.IMAGE_PUSHED,
              seen,
              name,
              digest,
              fresh,
              state,
              former,
              state.active(),
              Cause.push(digest.toString())));
    }
    var same = seen.of(digest);
    var memory = state.memory(clock.instant());
    if (!same.isEmpty()) {
      var before =
          same.stream().map(StoredIssues::status).filter(one -> !one.isEmpty()).findFirst();
      var judgedBefore = same.stream().filter(one -> one.issues().length > 0).toList();
      if (!judgedBefore.isEmpty()) {
        var known =
            judgedBefore.stream()
                .map(one -> IssueMemory.parse(one.issues()))
                .reduce(IssueMemory.NONE, IssueMemory::and);
        events.addAll(changes(name, digest, seen, state, known, why.cause()));
        memory = known.and(memory);
      }
      if (before.isPresent() && !before.get().equals(state.status())) {
        events.add(
            event(
                EventType.VERDICT_CHANGED,
                seen,
                name,
                digest,
                seen.tags(),
                state,
                before.get(),
                state.active(),
                why.cause()));
      }
    }
    return new Outcome(state.status(), memory.bytes(), events);
  }

  private List<Event> changes(
      RepositoryName name,
      Digest digest,
      Seen seen,
      ImageState state,
      IssueMemory known,
      Cause cause) {
    var changes = state.since(known);
    var events = new ArrayList<Event>();
    var byType = new LinkedHashMap<EventType, Set<String>>();
    byType.put(EventType.KNOWN_EXPLOITED, changes.exploited());
    byType.put(EventType.ISSUE_APPEARED, changes.appeared());
    byType.put(EventType.FIX_PUBLISHED, changes.fixed());
    byType.forEach(
        (type, ids) -> {
          if (!ids.isEmpty()) {
            events.add(event(type, seen, name, digest, seen.tags(), state, "", ids, cause));
          }
        });
    return events;
  }

  /// Of what a tag named before it was moved.
  private static String former(Seen seen, List<String> fresh) {
    return fresh.stream()
        .flatMap(tag -> Optional.ofNullable(seen.known().get(tag)).stream())
        .map(StoredIssues::status)
        .findFirst()
        .orElse("");
  }

  private Event event(
      EventType type,
      Seen seen,
      RepositoryName name,
      Digest digest,
      List<String> tags,
      ImageState state,
      String before,
      Set<String> issues,
      Cause cause) {
    var lines = state.lines(issues);
    return Event.of(
        type,
        clock.instant(),
        seen.account(),
        new Details.OfImage(
            cause,
            name.toString(),
            digest,
            tags,
            Optional.of(state.judged(before)),
            lines,
            Math.max(lines.size(), issues.size()),
            state.fix().stream().limit(COMMANDS).toList()));
  }

  /// Pushed, and nobody can say what is in it; what was known of it stays known.
  private Outcome unjudged(
      RepositoryName name, Digest digest, Seen seen, ImageVerdict verdict, Why why) {
    var fresh = seen.fresh(digest, why.since());
    var events = new ArrayList<Event>();
    var status = verdict.verdict().status().name();
    if (!fresh.isEmpty()) {
      var said =
          new Details.Judged(status, 0, verdict.verdict().reasons().getFirst().message(), "");
      events.add(
          Event.of(
              EventType.IMAGE_PUSHED,
              clock.instant(),
              seen.account(),
              new Details.OfImage(
                  Cause.push(digest.toString()),
                  name.toString(),
                  digest,
                  fresh,
                  Optional.of(said),
                  List.of(),
                  0,
                  List.of())));
    }
    var memory =
        seen.of(digest).stream()
            .filter(one -> one.issues().length > 0)
            .map(one -> IssueMemory.parse(one.issues()))
            .reduce(IssueMemory::and);
    return new Outcome(status, memory.map(IssueMemory::bytes).orElse(new byte[0]), events);
  }

  /// Nothing happens where tags or what is known of them changed since they were read: another
  /// server looks, too.
  private Result keep(RepositoryName name, Digest digest, Seen seen, Outcome outcome, Why why)
      throws StoreException {
    var now = clock.instant();
    if (outcome.events().isEmpty() && unchanged(seen, digest, outcome)) {
      return Result.DONE;
    }
    return metadata.write(
        tx -> {
          var current = seen(tx, name, digest);
          if (current.isEmpty() || !same(seen, current.get())) {
            return Result.LATER;
          }
          for (var tag : seen.tags()) {
            tx.knownIssues()
                .put(
                    new StoredIssues(
                        seen.repository().id(),
                        tag,
                        digest,
                        outcome.status(),
                        outcome.issues(),
                        now));
          }
          EventLog.announce(tx, outcome.events(), now.plus(why.gather()));
          return Result.DONE;
        });
  }

  private static boolean unchanged(Seen seen, Digest digest, Outcome outcome) {
    return seen.fresh(digest, Instant.EPOCH).isEmpty()
        && seen.of(digest).stream()
            .allMatch(
                one ->
                    one.status().equals(outcome.status())
                        && Arrays.equals(one.issues(), outcome.issues()));
  }

  private static boolean same(Seen a, Seen b) {
    return a.tags().equals(b.tags())
        && a.known().keySet().equals(b.known().keySet())
        && a.known().values().stream()
            .allMatch(
                one -> {
                  var other = b.known().get(one.tag());
                  return other != null
                      && other.manifest().equals(one.manifest())
                      && other.updated().equals(one.updated());
                });
  }
}
