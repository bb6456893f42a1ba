package io.breakwater.advisories.folder;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.advisories.database.DatabaseBuilder;
import io.breakwater.advisories.database.FeedCollector;
import io.breakwater.advisories.database.FeedInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Builds a database from a folder of feeds.
///
/// Each feed stands or falls alone. One that cannot be read to its end, of whose records more
/// than 1 % were not understood, or that lost more than 20 % of its records against the previous
/// database, is refused: its rows of the previous database stay, or there are none. The last
/// two rules can be overridden.
public final class FeedBuild {
  /// Largest share of records that may be refused.
  public static final double REFUSED_LIMIT = 0.01;

  /// Largest share of records that may be lost against the previous database.
  public static final double SHRINK_LIMIT = 0.20;

  private FeedBuild() {}

  /// How a build is made.
  ///
  /// @param previous whose rows stay where a feed is refused; null when there is none
  /// @param accept take feeds that broke the 1 % or 20 % rule
  /// @param progress gets a line for each feed as it starts and ends
  public record Options(
      @Nullable AdvisoryDatabase previous, boolean accept, Consumer<String> progress) {
    public static Options plain() {
      return new Options(null, false, _ -> {});
    }
  }

  /// What a build made.
  ///
  /// @param refused the feeds that were refused, with the reason
  /// @param notes what was passed over in the folder, and what was odd
  public record Result(
      AdvisoryDatabase database, Map<String, FeedException> refused, List<String> notes) {
    public Result {
      refused = Map.copyOf(refused);
      notes = List.copyOf(notes);
    }
  }

  /// Builds a database from all feeds in a folder.
  ///
  /// Errors: those of [FeedFolder#open]; `no-feeds` when every feed was refused and no earlier
  /// rows are there (its cause is the first refusal); `database-…`.
  public static Result build(Path folder, Path target, Options options) throws FeedException {
    return build(FeedFolder.open(folder), target, options);
  }

  public static Result build(FeedFolder folder, Path target, Options options) throws FeedException {
    try (var builder = DatabaseBuilder.beside(target)) {
      var refused = new LinkedHashMap<String, FeedException>();
      var any = false;
      for (var outcome : readAll(folder, builder, options)) {
        var problem = outcome.problem() != null ? outcome.problem() : check(outcome, options);
        if (problem == null) {
          builder.take(outcome.collector(), outcome.info());
          any = true;
        } else {
          refused.put(outcome.publisher().feed(), problem);
          any |= keepPrevious(outcome.publisher().feed(), problem, builder, options.previous());
        }
      }
      any |= keepAbsent(folder, builder, options.previous());
      if (!any) {
        throw everyFeedRefused(folder, refused);
      }
      var database = builder.write(target);
      return new Result(database, refused, notes(folder, builder));
    }
  }

  private static List<String> notes(FeedFolder folder, DatabaseBuilder builder) {
    var notes = new ArrayList<>(folder.notes());
    if (builder.differingNotices() > 0) {
      notes.add(
          builder.differingNotices()
              + " fixed versions differ between a tracker and its notices; the tracker's stand");
    }
    return notes;
  }

  private static FeedException everyFeedRefused(
      FeedFolder folder, Map<String, FeedException> refused) {
    var first = refused.values().iterator().next();
    return new FeedException(
        "no-feeds",
        folder.folder().toString(),
        "every feed in it was refused; the first because "
            + first.what()
            + ": "
            + first.why()
            + " ["
            + first.code()
            + "]",
        first.next(),
        first);
  }

  private record Outcome(
      Publisher publisher,
      FeedCollector collector,
      FeedInfo info,
      @Nullable FeedException problem) {}

  private static List<Outcome> readAll(FeedFolder folder, DatabaseBuilder builder, Options options)
      throws FeedException {
    var threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
    try (var executor = Executors.newFixedThreadPool(threads)) {
      // The largest first, so that no thread is left alone with it.
      var order = new ArrayList<>(folder.feeds());
      order.sort((a, b) -> Long.compare(bytes(folder, b), bytes(folder, a)));
      var futures = new LinkedHashMap<Publisher, Future<Outcome>>();
      for (var publisher : order) {
        futures.put(publisher, executor.submit(() -> readOne(folder, publisher, builder, options)));
      }
      var outcomes = new ArrayList<Outcome>();
      for (var publisher : folder.feeds()) {
        outcomes.add(await(futures.get(publisher)));
      }
      return outcomes;
    }
  }

  private static long bytes(FeedFolder folder, Publisher publisher) {
    return folder.files(publisher).stream().mapToLong(FeedFolder.FeedFile::size).sum();
  }

  private static Outcome await(@Nullable Future<Outcome> future) throws FeedException {
    try {
      return java.util.Objects.requireNonNull(future).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FeedException(
          "interrupted", "reading the feeds", "the process was asked to stop", "Run it again", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Outcome readOne(
      FeedFolder folder, Publisher publisher, DatabaseBuilder builder, Options options) {
    options.progress().accept("reading " + publisher.feed());
    var collector = builder.collector(publisher.feed());
    FeedException problem = null;
    var digest = sha256();
    var published = new Newest();
    try {
      var reading = publisher.open();
      for (var file : Turns.order(folder.files(publisher), reading)) {
        digest.update(file.name().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        read(reading, file, digest, collector);
        if (!reading.datedByContent()) {
          published.add(Sidecar.of(file.path()).lastModified());
        }
      }
      reading.finish(collector);
      if (collector.isEmpty()) {
        problem =
            new FeedException(
                "feed-empty",
                publisher.feed(),
                "its files hold no advisory",
                "Fetch the feed again (breakwater feeds update)",
                null);
      }
    } catch (FeedException e) {
      problem = e;
    }
    published.add(collector.newest());
    var info = collector.describe(published.value, HexFormat.of().formatHex(digest.digest()));
    options.progress().accept("read " + publisher.feed() + ": " + collector.rows() + " rows");
    return new Outcome(publisher, collector, info, problem);
  }

  private static final class Newest {
    @Nullable Instant value;

    void add(@Nullable Instant date) {
      if (date != null && (value == null || date.isAfter(value))) {
        value = date;
      }
    }
  }

  /// A damaged file that holds a single record of many is a record that was not understood.
  private static void read(
      Publisher.Reading reading,
      FeedFolder.FeedFile file,
      MessageDigest digest,
      FeedCollector collector)
      throws FeedException {
    try {
      Documents.read(
          file.path(),
          file.name(),
          digest,
          (path, content) -> {
            var reader = reading.readerOf(path);
            if (reader == null) {
              collector.unused("file " + Publisher.fileOf(path));
              return;
            }
            document(reading, reader, content, path, file, collector);
          });
    } catch (FeedException e) {
      if (!reading.isRecord(Documents.withoutCompression(file.name())) || !ofFeed(e)) {
        throw e;
      }
      collector.refused(file.name(), e.why());
    }
  }

  /// In a feed of many documents a damaged one is a refused record, as long as the archive
  /// around it is whole.
  private static void document(
      Publisher.Reading reading,
      Publisher.Reader reader,
      java.io.InputStream content,
      String path,
      FeedFolder.FeedFile file,
      FeedCollector collector)
      throws FeedException, IOException {
    var inArchive = !path.equals(Documents.withoutCompression(file.name()));
    var name = inArchive ? file.name() + ":" + path : file.name();
    try {
      reader.read(content, name, collector);
    } catch (FeedException e) {
      if (!reading.isRecord(path) || !ofFeed(e) || e.getCause() instanceof IOException) {
        throw e;
      }
      collector.refused(Publisher.fileOf(path), e.why());
    }
  }

  /// Whether the fault is the document's, not that of the database that is built from it.
  private static boolean ofFeed(FeedException e) {
    return e.code().startsWith("feed-");
  }

  private static @Nullable FeedException check(Outcome outcome, Options options) {
    if (options.accept()) {
      return null;
    }
    var collector = outcome.collector();
    var feed = outcome.publisher().feed();
    if (collector.refusedShare() > REFUSED_LIMIT) {
      return new FeedException(
          "feed-not-understood",
          feed,
          percent(collector.refusedShare())
              + " of its records were not understood, at most 1 % may be; the first: "
              + (outcome.info().refusals().isEmpty()
                  ? "unknown"
                  : outcome.info().refusals().getFirst()),
          "Update Breakwater, or take it all the same with --accept",
          null);
    }
    return shrank(feed, outcome.info().records(), options.previous());
  }

  private static @Nullable FeedException shrank(
      String feed, long records, @Nullable AdvisoryDatabase previous) {
    var before = infoOf(previous, feed).map(FeedInfo::records).orElse(0L);
    var lost = before == 0 ? 0 : 1.0 - (double) records / before;
    if (lost <= SHRINK_LIMIT) {
      return null;
    }
    return new FeedException(
        "feed-shrank",
        feed,
        "it lost "
            + percent(lost)
            + " of its records ("
            + before
            + " before, "
            + records
            + " now), at most 20 % may go",
        "If the publisher did drop them, take it with --accept",
        null);
  }

  private static Optional<FeedInfo> infoOf(@Nullable AdvisoryDatabase database, String feed) {
    return database == null
        ? Optional.empty()
        : database.feedInfos().stream().filter(info -> info.name().equals(feed)).findFirst();
  }

  private static boolean keepPrevious(
      String feed,
      FeedException problem,
      DatabaseBuilder builder,
      @Nullable AdvisoryDatabase previous)
      throws FeedException {
    var info = infoOf(previous, feed).orElse(null);
    if (info == null || previous == null || info.rows() == 0) {
      return false;
    }
    var collector = builder.collector(feed);
    collector.keep(previous);
    builder.take(
        collector,
        info.keptBecause(problem.what() + ": " + problem.why() + " [" + problem.code() + "]"));
    return true;
  }

  /// Feeds of the previous database that the folder does not hold stay.
  private static boolean keepAbsent(
      FeedFolder folder, DatabaseBuilder builder, @Nullable AdvisoryDatabase previous)
      throws FeedException {
    var kept = false;
    if (previous != null) {
      for (var info : previous.feedInfos()) {
        if (folder.feeds().stream().noneMatch(p -> p.feed().equals(info.name()))) {
          var collector = builder.collector(info.name());
          collector.keep(previous);
          builder.take(collector, info);
          kept = true;
        }
      }
    }
    return kept;
  }

  private static String percent(double share) {
    return Math.round(share * 1000) / 10.0 + " %";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
