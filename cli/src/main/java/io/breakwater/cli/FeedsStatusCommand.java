package io.breakwater.cli;

import io.breakwater.advisor.Policy;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.advisories.update.FeedStatus;
import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Progress;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.command.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater feeds status`: how old the advisories are and what they hold.
final class FeedsStatusCommand implements Callable<Integer> {
  private static final String ROW = "%-10s %-11s %9s %8s %8s %8s%s";

  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "status",
          this,
          "How old each feed is, how much it holds, what was refused. Exit code 1: stale.");
  private final Text feeds =
      model.text("--feeds", "PATH", "A folder of feeds or a database, as for scan.");
  private final Flag releases = model.flag("--releases", "Also the rows of each release.");

  private FeedsStatusCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new FeedsStatusCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    try (var progress = new Progress(session.terminal(), true)) {
      var elsewhere =
          feeds.value() != null || session.environment().containsKey("BREAKWATER_FEEDS");
      // Unlike a scan, this never fetches anything.
      var database =
          elsewhere
              ? new AdvisorySource(session, progress).open(feeds.value())
              : AdvisoryDatabase.open(session.folders().database());
      progress.clear();
      return print(database, elsewhere ? ofDatabase(database) : ofData(database));
    } catch (FeedException e) {
      throw Errors.of(e);
    }
  }

  private List<FeedStatus> ofData(AdvisoryDatabase database) {
    return FeedStatus.read(session.folders().data(), database);
  }

  private static List<FeedStatus> ofDatabase(AdvisoryDatabase database) {
    return database.feedInfos().stream()
        .map(info -> new FeedStatus(info.name(), info, null, info.error()))
        .toList();
  }

  private int print(AdvisoryDatabase database, List<FeedStatus> statuses) {
    var now = session.clock().instant();
    var out = new PrintWriter(session.terminal().out(), false, StandardCharsets.UTF_8);
    var stale = statuses.isEmpty();
    out.println(ROW.formatted("feed", "as of", "age", "rows", "records", "refused", ""));
    for (var status : statuses) {
      var old = status.staleAt(now, Policy.DEFAULT.staleAfter());
      stale |= old;
      out.println(row(status, now, old ? "  stale" : "").stripTrailing());
      details(out, status);
    }
    if (releases.isSet()) {
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

  private static String row(FeedStatus status, Instant now, String remark) {
    var info = status.info();
    if (info == null) {
      return ROW.formatted(status.name(), "never", "", 0, 0, 0, remark);
    }
    var asOf = info.asOf();
    return ROW.formatted(
        info.name(),
        asOf == null ? "unknown" : asOf.atOffset(ZoneOffset.UTC).toLocalDate(),
        asOf == null ? "unknown" : Duration.between(asOf, now).toDays() + " days",
        info.rows(),
        info.records(),
        info.refused(),
        remark);
  }

  private static void details(PrintWriter out, FeedStatus status) {
    if (status.error() != null) {
      out.println(
          "    last error"
              + (status.tried() == null ? "" : " (" + status.tried() + ")")
              + ": "
              + Terminal.printable(status.error()));
    }
    var info = status.info();
    if (info == null) {
      return;
    }
    for (var refusal : info.refusals()) {
      out.println("    refused: " + Terminal.printable(refusal));
    }
    if (info.refused() > info.refusals().size()) {
      out.println("    refused: " + (info.refused() - info.refusals().size()) + " more");
    }
    for (var note : info.notes()) {
      out.println("    " + Terminal.printable(note));
    }
  }
}
