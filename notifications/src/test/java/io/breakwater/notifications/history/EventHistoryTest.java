package io.breakwater.notifications.history;

import static io.breakwater.notifications.Registry.ACME;
import static io.breakwater.notifications.Registry.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.notifications.Registry;
import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.events.Cause;
import io.breakwater.notifications.events.Event;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Histories among many events, and days.
class EventHistoryTest {
  private static final int EVENTS = Integer.getInteger("events", 10_000);
  private static final int IMAGES = 1_000;
  private static final int UPDATES = 10;

  @TempDir Path folder;

  private static Sight sight(String... namespaces) {
    var made = new HashMap<String, Instant>();
    for (var namespace : namespaces) {
      made.put(namespace, Instant.EPOCH);
    }
    return new Sight(ACME, made);
  }

  private static void fill(Registry registry) throws Exception {
    for (var number = 0; number < EVENTS; ) {
      var some = new ArrayList<Event>();
      for (var i = 0; i < 5_000; i++, number++) {
        var image = number % IMAGES;
        var repository = (image % 100 == 0 ? "fish/" : "birds/") + image;
        var update = number / (EVENTS / UPDATES);
        some.add(registry.appeared(repository, image, Cause.advisories("v" + update)));
      }
      registry.log.announce(some, registry.clock.instant());
      registry.clock.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void amongManyEventsEachFindsTheirs() throws Exception {
    try (var registry = new Registry(folder)) {
      var began = registry.clock.instant();
      fill(registry);
      var history = new EventHistory(registry.metadata, registry.log);
      var image =
          new EventHistory.Subject(
              ACME,
              RepositoryName.kept("birds/7"),
              new Reference.ByTag(TagName.parse("latest")),
              Instant.EPOCH);
      var seen = new HashSet<Long>();
      var before = Optional.of(Long.MAX_VALUE);
      while (before.isPresent()) {
        var part = history.about(image, before.get(), 40);
        part.events().forEach(one -> assertThat(seen.add(one.place())).isTrue());
        before = part.next();
      }
      assertThat(seen).hasSize(EVENTS / IMAGES);

      var all = ChangeSummary.of(registry.metadata, sight("birds", "fish"), began);
      assertThat(all.causes()).hasSize(UPDATES);
      assertThat(all.causes())
          .allSatisfy(
              cause -> {
                assertThat(cause.images()).isEqualTo(Math.min(IMAGES, EVENTS / UPDATES));
                assertThat(cause.appeared()).isEqualTo(EVENTS / UPDATES);
                assertThat(cause.examples()).hasSize(5);
              });
      var fish = ChangeSummary.of(registry.metadata, sight("fish"), began);
      assertThat(fish.causes())
          .allSatisfy(
              cause -> {
                assertThat(cause.images()).isEqualTo(IMAGES / 100);
                assertThat(cause.examples()).allMatch(name -> name.startsWith("fish/"));
              });

      var heard = new ArrayList<EventLog.Logged>();
      var page = history.after(sight("fish"), 0, 1_000);
      while (page.more()) {
        heard.addAll(page.events());
        page = history.after(sight("fish"), page.next(), 1_000);
      }
      heard.addAll(page.events());
      assertThat(heard).hasSize(EVENTS / 100);
      assertThat(heard).allMatch(one -> one.event().namespace().equals("fish"));
      assertThat(page.next()).isEqualTo(history.last());
      assertThat(history.after(sight(), 0, 9).events()).isEmpty();
    }
  }

  @Test
  void nobodyHearsOfANamespaceThatHadTheNameBefore() throws Exception {
    try (var registry = new Registry(folder)) {
      var event = registry.appeared("birds/robin", 1, Cause.push(digest(1).toString()));
      var later = registry.clock.instant().plusSeconds(1);
      assertThat(sight("birds").sees(event)).isTrue();
      assertThat(new Sight(ACME, Map.of("birds", later)).sees(event)).isFalse();
      assertThat(sight("fish").sees(event)).isFalse();
    }
  }

  @Test
  void itIsSaidFromWhenOnEventsAreThere() throws Exception {
    try (var registry = new Registry(folder)) {
      assertThat(registry.log.since()).isEmpty();
      var began = registry.clock.instant();
      registry.log.begin(began);
      registry.clock.pass(Duration.ofDays(1));
      registry.log.begin(registry.clock.instant());
      assertThat(registry.log.since()).contains(began);
      registry.log.announce(
          List.of(registry.appeared("birds/robin", 1, Cause.policy("p"))),
          registry.clock.instant());
      assertThat(registry.log.prune(registry.clock.instant(), 9)).isZero();
      assertThat(registry.log.since()).contains(began);
      var kept = registry.clock.instant().plusSeconds(1);
      assertThat(registry.log.prune(kept, 9)).isEqualTo(1);
      assertThat(registry.log.since()).contains(kept);
    }
  }

  @Test
  void aDayIsCountedHourlyAndStaysAndOneThatNobodyCountedIsNotThere() throws Exception {
    try (var registry = new Registry(folder)) {
      var images = new long[] {3};
      var known = new boolean[] {false};
      DailyCounts.Source source =
          () ->
              known[0]
                  ? Optional.of(
                      List.of(counts("", images[0]), counts("birds", 1), counts("fish", 2)))
                  : Optional.empty();
      var counts = new DailyCounts(registry.metadata, source, registry.clock);
      counts.step();
      assertThat(counts.days(ACME, List.of(""), 90)).isEmpty();
      known[0] = true;
      counts.step();
      images[0] = 4;
      counts.step();
      assertThat(counts.days(ACME, List.of(""), 90))
          .extracting(DayCount::images)
          .containsExactly(3L);
      registry.clock.pass(Duration.ofHours(1));
      counts.step();
      registry.clock.pass(Duration.ofDays(2));
      images[0] = 5;
      counts.step();
      var after = new DailyCounts(registry.metadata, source, registry.clock);
      var days = after.days(ACME, List.of(""), 90);
      assertThat(days).extracting(DayCount::images).containsExactly(4L, 5L);
      assertThat(days.getLast().day()).isEqualTo(days.getFirst().day().plusDays(2));
      var both = after.days(ACME, List.of("birds", "fish"), 1);
      assertThat(both)
          .containsExactly(
              new DayCount(days.getLast().day(), 3, Map.of("OK", 3L), Map.of("high", 2L)));
      assertThat(after.days(ACME, List.of(), 90)).isEmpty();
      registry.clock.pass(Duration.ofDays(399));
      after.step();
      assertThat(after.days(ACME, List.of(""), 400)).hasSize(2);
    }
  }

  private static DailyCounts.Counts counts(String namespace, long images) {
    return new DailyCounts.Counts(
        ACME, namespace, images, Map.of("OK", images), Map.of("high", 1L));
  }
}
