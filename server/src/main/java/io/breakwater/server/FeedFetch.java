package io.breakwater.server;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.update.FeedUpdater;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings the advisories of a folder up to date.
@FunctionalInterface
public interface FeedFetch {
  /// Fetches what is new and builds the database anew.
  ///
  /// @param mirror to fetch from instead of the publishers
  /// @return a sentence for each feed that keeps what it said before
  /// @throws FeedException nothing could be had
  List<String> fetch(Path folder, Optional<URI> mirror)
      throws FeedException, IOException, InterruptedException;

  /// Fetches in this process, which takes some 400 MB of its heap for a while.
  static FeedFetch here(Map<String, String> environment, Clock clock) {
    return (folder, mirror) -> {
      var report =
          FeedUpdater.update(
              new FeedUpdater.Request(
                  folder,
                  mirror.orElse(null),
                  Set.of(),
                  false,
                  FeedUpdater.Limits.usual(),
                  clock,
                  environment,
                  step -> {}));
      var problems = new ArrayList<String>();
      report
          .failed()
          .forEach(
              (feed, problem) ->
                  problems.add(
                      "feed " + feed + ": " + problem.getMessage() + ". " + problem.next()));
      return problems;
    };
  }
}
