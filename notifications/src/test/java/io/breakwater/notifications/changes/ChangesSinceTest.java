package io.breakwater.notifications.changes;

import static io.breakwater.notifications.Registry.ACME;
import static io.breakwater.notifications.Registry.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Digest;
import io.breakwater.notifications.Registry;
import io.breakwater.notifications.history.EventHistory;
import io.breakwater.notifications.history.ImageChanges.State;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What changed since a time, held against what was noted at that time.
class ChangesSinceTest {
  private static final RepositoryName ROBIN = RepositoryName.kept("birds/robin");
  private static final String TAG = "1";

  @TempDir Path folder;

  /// How the tag was at a time.
  private record Noted(Instant at, Optional<Digest> digest, String status, int pushes) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theStateOfATimeIsWhatANoteOfThenSays(long seed) throws Exception {
    try (var registry = new Registry(folder)) {
      var shelf = new Shelf(registry);
      var epoch = new int[1];
      var watch =
          new TagWatch(
              registry.metadata,
              shelf,
              shelf::assessment,
              () -> new Epoch("v" + epoch[0], "p", "2026-11-21"),
              registry.clock);
      registry.log.begin(registry.clock.instant());
      var history = new EventHistory(registry.metadata, registry.log);
      var random = new Random(seed);
      var notes = new ArrayList<Noted>();
      Optional<Digest> named = Optional.empty();
      var pushes = 0;
      for (var i = 0; i < 25; i++) {
        registry.clock.pass(Duration.ofMinutes(1));
        notes.add(noted(registry, shelf, named, pushes));
        registry.clock.pass(Duration.ofMinutes(1));
        switch (random.nextInt(4)) {
          case 0, 1 -> {
            var next = digest(1 + random.nextInt(3));
            pushes += named.equals(Optional.of(next)) ? 0 : 1;
            named = Optional.of(next);
            registry.tag("birds/robin", TAG, next);
            watch.pushed(ROBIN, next);
          }
          case 2 -> {
            if (random.nextBoolean()) {
              shelf.says("CVE-2026-" + random.nextInt(3), "3.0.12-1", false);
            } else {
              shelf.forget("CVE-2026-" + random.nextInt(3));
            }
            shelf.version = "v" + ++epoch[0];
          }
          default -> {
            if (named.isPresent()) {
              registry.untag("birds/robin", TAG);
              watch.deleted(ROBIN, named.get(), List.of(TAG));
              named = Optional.empty();
            }
          }
        }
        watch.hints();
        while (watch.walk() > 0) {}
      }
      var image =
          new EventHistory.Subject(
              ACME, ROBIN, new Reference.ByTag(TagName.parse(TAG)), Instant.EPOCH);
      var to = state(noted(registry, shelf, named, pushes));
      for (var note : notes) {
        var changes = history.changes(image, note.at(), to);
        assertThat(changes.complete()).isTrue();
        assertThat(changes.pushes()).isEqualTo(pushes - note.pushes());
        assertThat(changes.from().map(State::status))
            .as("at " + note.at())
            .isEqualTo(state(note).map(State::status));
        if (changes.from().flatMap(State::digest).isPresent()) {
          assertThat(changes.from().flatMap(State::digest)).isEqualTo(note.digest());
        }
      }
    }
  }

  private static Noted noted(Registry registry, Shelf shelf, Optional<Digest> named, int pushes)
      throws Exception {
    var reference = new Reference.ByTag(TagName.parse(TAG));
    var status =
        named
            .flatMap(digest -> shelf.of(ROBIN, reference, digest))
            .map(said -> said.verdict().status().name())
            .orElse("");
    return new Noted(registry.clock.instant(), named, status, pushes);
  }

  private static Optional<State> state(Noted note) {
    return note.digest()
        .map(digest -> new State(Optional.of(digest), note.status(), OptionalInt.empty()));
  }

  @Test
  void itIsKnownSinceWhenAnIssueIsInAnImage() throws Exception {
    try (var registry = new Registry(folder)) {
      var shelf = new Shelf(registry);
      shelf.says("CVE-2026-1", "3.0.12-1", false);
      var version = new String[] {"v1"};
      var watch =
          new TagWatch(
              registry.metadata,
              shelf,
              shelf::assessment,
              () -> new Epoch(version[0], "p", "2026-11-21"),
              registry.clock);
      var times = IssueTimes.of(registry.metadata);
      registry.tag("birds/robin", TAG, digest(1));
      watch.pushed(ROBIN, digest(1));
      var first = registry.clock.instant();
      assertThat(times.since(ROBIN, digest(1), "CVE-2026-1")).isEmpty();
      watch.hints();
      registry.clock.pass(Duration.ofHours(1));
      shelf.says("CVE-2026-2", null, false);
      version[0] = "v2";
      while (watch.walk() > 0) {}
      assertThat(times.since(ROBIN, digest(1), "CVE-2026-1")).contains(first);
      assertThat(times.since(ROBIN, digest(1), "cve-2026-2")).contains(registry.clock.instant());
      assertThat(times.since(ROBIN, digest(1), "CVE-2026-3")).isEmpty();
      assertThat(times.since(ROBIN, digest(2), "CVE-2026-1")).isEmpty();
    }
  }

  @Test
  void memoryOfBeforeTimesWereKeptIsReadAndItsTimesStayUnknown() {
    var old = new IssueMemory.Known(true, true, false);
    var now = Instant.parse("2026-11-21T09:00:00.5Z");
    assertThat(old.or(old.at(now)).since()).isEmpty();
    assertThat(old.at(now).or(old).since()).isEmpty();
    var later = old.at(now.plusSeconds(9)).or(old.at(now));
    assertThat(later.since()).contains(Instant.parse("2026-11-21T09:00:00Z"));
    var memory = new IssueMemory(Map.of("CVE-1", old, "CVE-2", later));
    assertThat(IssueMemory.parse(memory.bytes())).isEqualTo(memory);
  }
}
