package io.breakwater.advisories.update;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.advisories.folder.FeedBuild;
import io.breakwater.advisories.folder.Sidecar;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Fetches the feeds into a data folder, builds the database from them, and swaps it in.
///
/// The data folder holds `feeds/` (the publishers' files with what the server said of them),
/// `advisories.db` and `feeds.status`. Each feed stands or falls alone: one that cannot be
/// fetched or believed keeps its rows of the database before.
public final class FeedUpdater {
  private FeedUpdater() {}

  /// Bounds of the network.
  ///
  /// @param bytes most bytes of one file
  /// @param attempts how often a file is tried
  /// @param pause before the second attempt; doubles with each further one
  /// @param timeout until the server must have answered
  public record Limits(long bytes, int attempts, Duration pause, Duration timeout) {
    public static Limits usual() {
      return new Limits(2L << 30, 4, Duration.ofSeconds(2), Duration.ofSeconds(60));
    }
  }

  /// What to update, and how.
  ///
  /// @param data the data folder
  /// @param mirror base address laid out like a feed folder (its files may carry `.xz`, `.gz`
  ///     or `.zst`), or null for the publishers
  /// @param only names of feeds; empty means all
  /// @param accept take feeds that broke the 1 % or the 20 % rule
  /// @param progress gets a line per step
  /// @param environment for the proxy
  public record Request(
      Path data,
      @Nullable URI mirror,
      Set<String> only,
      boolean accept,
      Limits limits,
      Clock clock,
      Map<String, String> environment,
      Consumer<String> progress) {
    public Request {
      only = Set.copyOf(only);
      environment = Map.copyOf(environment);
    }
  }

  /// What an update came to.
  ///
  /// @param database the newest one, also where nothing changed
  /// @param failed the feeds that were not fetched or not believed, with the reason
  /// @param changed true when a new database was built
  public record Report(
      AdvisoryDatabase database,
      Map<String, FeedException> failed,
      boolean changed,
      List<String> notes) {
    public Report {
      failed = Map.copyOf(failed);
      notes = List.copyOf(notes);
    }
  }

  /// The database in a data folder.
  public static Path databaseIn(Path data) {
    return data.resolve("advisories.db");
  }

  /// The publishers' files in a data folder.
  public static Path feedsIn(Path data) {
    return data.resolve("feeds");
  }

  /// Fetches, builds, swaps.
  ///
  /// Errors: `unknown-feed`; `no-feeds` when nothing at all could be had; `database-…`.
  public static Report update(Request request) throws FeedException {
    return update(request, Thread::sleep);
  }

  static Report update(Request request, Download.Pause pause) throws FeedException {
    var wanted = wanted(request);
    var fetched = fetchAll(request, wanted, pause);
    var failed = new TreeMap<>(fetched.failed());
    var previous = previous(databaseIn(request.data()));
    if (previous != null && !fetched.changed() && !hasErrors(previous)) {
      return report(request, wanted, new Report(previous, failed, false, List.of()));
    }
    var options = new FeedBuild.Options(previous, request.accept(), request.progress());
    var result = build(feedsIn(request.data()), databaseIn(request.data()), options, failed);
    for (var entry : result.refused().entrySet()) {
      failed.put(entry.getKey(), entry.getValue());
      forgetIfDamaged(request.data(), entry.getKey(), entry.getValue());
    }
    return report(request, wanted, new Report(result.database(), failed, true, result.notes()));
  }

  private static Report report(
      Request request, Map<String, List<Upstream.Source>> wanted, Report report)
      throws FeedException {
    FeedStatus.write(request.data(), wanted.keySet(), report.failed(), request.clock().instant());
    return report;
  }

  private static FeedBuild.Result build(
      Path feeds, Path target, FeedBuild.Options options, Map<String, FeedException> failed)
      throws FeedException {
    try {
      return FeedBuild.build(feeds, target, options);
    } catch (FeedException e) {
      // Where nothing could be fetched the reason lies there, not in the empty folder.
      if (e.code().equals("no-feeds") && !failed.isEmpty()) {
        var first = failed.values().iterator().next();
        throw new FeedException(
            "no-feeds", "every feed", first.what() + ": " + first.why(), first.next(), first);
      }
      throw e;
    }
  }

  private static Map<String, List<Upstream.Source>> wanted(Request request) throws FeedException {
    var all = Upstream.feeds();
    for (var name : request.only()) {
      if (!all.containsKey(name)) {
        throw new FeedException(
            "unknown-feed",
            name,
            "there is no such feed",
            "Name one of " + String.join(", ", all.keySet()),
            null);
      }
    }
    var wanted = new LinkedHashMap<>(all);
    if (!request.only().isEmpty()) {
      wanted.keySet().retainAll(request.only());
    }
    return wanted;
  }

  private static @Nullable AdvisoryDatabase previous(Path file) {
    try {
      return AdvisoryDatabase.open(file);
    } catch (FeedException _) {
      // Missing, damaged or of another version: the new one is built without it.
      return null;
    }
  }

  private static boolean hasErrors(AdvisoryDatabase database) {
    return database.feedInfos().stream().anyMatch(info -> info.error() != null);
  }

  /// A damaged file must not be confirmed as the newest by the next conditional request.
  private static void forgetIfDamaged(Path data, String feed, FeedException problem) {
    if (problem.code().equals("feed-not-understood") || problem.code().equals("feed-shrank")) {
      return;
    }
    try (var files = Files.walk(feedsIn(data).resolve(feed))) {
      for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Files.deleteIfExists(Sidecar.pathFor(file));
      }
    } catch (IOException | java.io.UncheckedIOException _) {
      // The next update only learns less than it could.
    }
  }

  private record Fetched(boolean changed, Map<String, FeedException> failed) {}

  private static Fetched fetchAll(
      Request request, Map<String, List<Upstream.Source>> wanted, Download.Pause pause)
      throws FeedException {
    var failed = new LinkedHashMap<String, FeedException>();
    var changed = false;
    try (var client = client(request);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var download = new Download(client, request.limits(), request.clock(), pause);
      var fetch = new FeedFetch(request, download);
      var tasks = new LinkedHashMap<String, Future<Boolean>>();
      for (var feed : wanted.entrySet()) {
        tasks.put(feed.getKey(), threads.submit(() -> fetch.feed(feed.getKey(), feed.getValue())));
      }
      for (var task : tasks.entrySet()) {
        try {
          changed |= task.getValue().get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof FeedException problem)) {
            throw new IllegalStateException(e.getCause());
          }
          failed.put(task.getKey(), problem);
          request.progress().accept(task.getKey() + " failed: " + problem.getMessage());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FeedException(
          "interrupted", "fetching the feeds", "the process was asked to stop", "Run it again", e);
    }
    return new Fetched(changed, failed);
  }

  static HttpClient client(Request request) {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(request.limits().timeout())
        .proxy(new EnvironmentProxy(request.environment()))
        .build();
  }

  /// Names of the feeds that can be fetched.
  public static List<String> feeds() {
    return new ArrayList<>(Upstream.feeds().keySet());
  }
}
