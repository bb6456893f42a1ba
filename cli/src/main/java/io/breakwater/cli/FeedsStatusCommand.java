package io.breakwater.cli;

import io.breakwater.advisor.Policy;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.advisories.database.FeedInfo;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `breakwater feeds status`: how old the advisories are and what they hold.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "How old each feed is, how much it holds, what was refused. Exit code 1: stale.")
final class FeedsStatusCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--feeds",
      paramLabel = "PATH",
      description = "A folder of feeds or a database, as for scan.")
  private @Nullable String feeds;

  @Option(names = "--releases", description = "Also the rows of each release.")
  private boolean releases;

  FeedsStatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (var progress = new Progress(session.terminal(), true)) {
      var database = open(progress);
      progress.clear();
      return print(database);
    } catch (FeedException e) {
      throw Errors.of(e);
    }
  }

  /// Unlike a scan, this never fetches anything.
  private AdvisoryDatabase open(Progress progress) throws FeedException {
    var chosen = feeds != null || session.environment().containsKey("BREAKWATER_FEEDS");
    return chosen
        ? new AdvisorySource(session, progress).open(feeds)
        : AdvisoryDatabase.open(session.folders().database());
  }

  private int print(AdvisoryDatabase database) {
    var out = new PrintWriter(session.terminal().out(), false, StandardCharsets.UTF_8);
    var stale = database.feedInfos().isEmpty();
    out.println(
        "%-10s %-11s %8s %9s %9s %8s"
            .formatted("feed", "as of", "age", "rows", "records", "refused"));
    for (var feed : database.feedInfos()) {
      stale |= isStale(feed.asOf());
      out.println(
          "%-10s %-11s %8s %9d %9d %8d%s"
              .formatted(
                  feed.name(),
                  feed.asOf() == null
                      ? "unknown"
                      : feed.asOf().atOffset(ZoneOffset.UTC).toLocalDate(),
                  age(feed.asOf()),
                  feed.rows(),
                  feed.records(),
                  feed.refused(),
                  isStale(feed.asOf()) ? "  stale" : ""));
      details(out, feed);
    }
    if (releases) {
      out.println();
      for (var release : database.releases()) {
        out.println("%-14s %9d rows".formatted(release.release(), release.rows()));
      }
    }
    out.println();
    out.println("version %s, %.1f MB".formatted(database.version(), database.size() / 1e6));
    if (stale) {
      out.println("Stale: run breakwater feeds update, or import newer files.");
    }
    out.flush();
    return stale ? ExitCode.FAIL : ExitCode.PASS;
  }

  private static void details(PrintWriter out, FeedInfo feed) {
    if (feed.error() != null) {
      out.println("    the newest files were refused: " + Terminal.printable(feed.error()));
    }
    for (var refusal : feed.refusals()) {
      out.println("    refused: " + Terminal.printable(refusal));
    }
    for (var note : feed.notes()) {
      out.println("    " + Terminal.printable(note));
    }
  }

  /// A feed without a date may be of any age.
  private boolean isStale(@Nullable Instant asOf) {
    return asOf == null
        || Duration.between(asOf, session.clock().instant()).compareTo(Policy.DEFAULT.staleAfter())
            > 0;
  }

  private String age(@Nullable Instant asOf) {
    return asOf == null
        ? "unknown"
        : Duration.between(asOf, session.clock().instant()).toDays() + " days";
  }
}
