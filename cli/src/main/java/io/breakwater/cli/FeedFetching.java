package io.breakwater.cli;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.update.FeedUpdater;
import io.breakwater.cli.command.Progress;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.command.Terminal;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fetches the feeds into the data folder.
final class FeedFetching {
  private final Session session;
  private final Progress progress;

  FeedFetching(Session session, Progress progress) {
    this.session = session;
    this.progress = progress;
  }

  /// What a scan does where there are no advisories at all.
  void fetchForScan() throws FeedException {
    session
        .terminal()
        .complain(
            "breakwater: no advisories yet; fetching them from the publishers (once; later:"
                + " breakwater feeds update)");
    try {
      complain(update(null, Set.of(), false));
    } catch (FeedException e) {
      throw new FeedException(
          "no-advisories",
          "fetching the advisories",
          e.what() + ": " + e.why(),
          "Without a network bring them along: breakwater feeds import FOLDER, or --feeds FOLDER",
          e);
    }
  }

  FeedUpdater.Report update(@Nullable URI mirror, Set<String> only, boolean accept)
      throws FeedException {
    return FeedUpdater.update(
        new FeedUpdater.Request(
            session.folders().data(),
            mirror,
            only,
            accept,
            FeedUpdater.Limits.usual(),
            session.clock(),
            session.environment(),
            progress::show));
  }

  /// Says which feeds did not come.
  void complain(FeedUpdater.Report report) {
    progress.clear();
    report.failed().forEach((feed, problem) -> complain(session.terminal(), feed, problem));
  }

  static void complain(Terminal terminal, String feed, FeedException problem) {
    var next = problem.next().endsWith(".") ? problem.next() : problem.next() + ".";
    terminal.complain(
        "breakwater: warning: feed "
            + feed
            + ": "
            + problem.getMessage()
            + ". "
            + next
            + " ["
            + problem.code()
            + "]");
  }
}
