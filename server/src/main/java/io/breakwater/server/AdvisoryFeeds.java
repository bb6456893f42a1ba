package io.breakwater.server;

import io.breakwater.advisories.Advisories.Feed;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.update.FeedUpdater;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.Settings;
import io.breakwater.server.health.Part;
import io.breakwater.server.metrics.Metric;
import io.breakwater.server.metrics.MetricsText;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The advisories in use: fetched now and then, watched always, since another process may bring
/// them (`breakwater feeds`).
final class AdvisoryFeeds {
  /// Its name among the parts of readiness.
  static final String PART = "advisories";

  private static final System.Logger LOG = System.getLogger(AdvisoryFeeds.class.getName());

  /// As in `breakwater feeds status`: publishers update several times a day.
  private static final Duration STALE = Duration.ofDays(7);

  private final CurrentAdvisories current;
  private final Path folder;
  private final Configuration configuration;
  private final FeedFetch fetch;
  private final InstantSource clock;
  private List<String> said = List.of();

  AdvisoryFeeds(Path folder, Configuration configuration, FeedFetch fetch, InstantSource clock) {
    this.folder = folder;
    this.configuration = configuration;
    this.fetch = fetch;
    this.clock = clock;
    current = new CurrentAdvisories(FeedUpdater.databaseIn(folder));
  }

  CurrentAdvisories current() {
    return current;
  }

  /// Takes a new database into use, if there is one.
  int watch() throws FeedException {
    var replaced = current.refresh();
    replaced.ifPresent(
        now -> LOG.log(Level.INFO, "advisories in use: version " + now.now().version()));
    return 0;
  }

  /// Whether nobody has fetched them for as long as the configuration asks for.
  boolean fetches() {
    return configuration.get(Settings.ADVISORIES_FETCH);
  }

  /// Fetches what is new, unless somebody has just done so: this server before it was started
  /// anew, or `breakwater feeds update`.
  int fetch() throws FeedException, IOException, InterruptedException {
    if (recent()) {
      return 0;
    }
    var problems = fetch.fetch(folder, configuration.find(Settings.ADVISORIES_MIRROR));
    say(problems);
    var _ = watch();
    return 0;
  }

  private boolean recent() {
    try {
      var last = Files.getLastModifiedTime(folder.resolve("feeds.status")).toInstant();
      var now = clock.instant();
      var next = last.plus(configuration.get(Settings.ADVISORIES_EVERY));
      return !last.isAfter(now) && now.isBefore(next);
    } catch (IOException e) {
      return false;
    }
  }

  /// Each problem once, until it is another or over.
  private synchronized void say(List<String> problems) {
    for (var problem : problems) {
      if (!said.contains(problem)) {
        LOG.log(Level.WARNING, problem);
      }
    }
    said = List.copyOf(problems);
  }

  /// For readiness: without advisories pushes and pulls work, and nothing is called clean.
  Part part() {
    var feeds = current.current().feeds();
    if (feeds.isEmpty()) {
      return new Part(
          PART, false, "there are none yet: nothing that is pushed can be judged", "none yet");
    }
    var stale =
        feeds.stream()
            .filter(feed -> feed.asOf() != null && age(feed.asOf()).compareTo(STALE) > 0)
            .map(feed -> feed.name() + " (" + age(feed.asOf()).toDays() + " days)")
            .toList();
    var oldest = oldest(feeds).map(age -> "the oldest " + hours(age)).orElse("of unknown age");
    return stale.isEmpty()
        ? Part.working(PART, false, oldest)
        : new Part(PART, false, "older than a week: " + String.join(", ", stale), oldest);
  }

  private Optional<Duration> oldest(List<Feed> feeds) {
    return feeds.stream()
        .map(Feed::asOf)
        .filter(asOf -> asOf != null)
        .min(Instant::compareTo)
        .map(this::age);
  }

  private Duration age(Instant asOf) {
    return Duration.between(asOf, clock.instant());
  }

  /// One sentence for people.
  String sentence() {
    var feeds = current.current().feeds();
    if (feeds.isEmpty()) {
      return fetches()
          ? "There are no advisories yet; they are being fetched. Until then verdicts are"
              + " INCOMPLETE."
          : "There are no advisories: run breakwater feeds update, or import. Until then verdicts"
              + " are INCOMPLETE.";
    }
    return "Advisories of "
        + feeds.size()
        + " feeds"
        + oldest(feeds).map(age -> ", the oldest " + hours(age)).orElse("")
        + ".";
  }

  private static String hours(Duration age) {
    var hours = Math.max(0, age.toHours());
    return hours < 48 ? hours + " hours old" : hours / 24 + " days old";
  }

  void metrics(MetricsText text) {
    for (var feed : current.current().feeds()) {
      text.add(Metric.ADVISORIES, feed.records(), feed.name());
      if (feed.asOf() != null) {
        text.add(Metric.ADVISORY_AGE, age(feed.asOf()).toSeconds(), feed.name());
      }
    }
  }
}
