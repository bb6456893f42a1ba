package io.breakwater.cli;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.update.FeedUpdater;
import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Session;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// What [FeedsProcess] starts: brings the advisories of a folder up to date, and writes a line for
/// each feed that did not come.
final class FetchFeedsCommand implements Callable<Integer> {
  static final String NAME = "fetch-feeds";

  /// Of each line that is meant for the server.
  static final String PREFIX = "breakwater: ";

  private final Session session;
  private final CommandModel model = CommandModel.of(NAME, this, "Fetches feeds for the server.");
  private final Text folder = model.parameter("FOLDER", true, "Where the advisories are.");
  private final Text mirror = model.parameter("URL", false, "A mirror.");

  private FetchFeedsCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    var line = new FetchFeedsCommand(session).model.commandLine();
    line.getCommandSpec().usageMessage().hidden(true);
    return line;
  }

  @Override
  public Integer call() throws java.io.IOException {
    var address = mirror.value();
    var data = Files.createDirectories(Path.of(folder.or("")));
    try {
      var report =
          FeedUpdater.update(
              new FeedUpdater.Request(
                  data,
                  address == null ? null : URI.create(address),
                  Set.of(),
                  false,
                  FeedUpdater.Limits.usual(),
                  session.clock(),
                  session.environment(),
                  step -> {}));
      report
          .failed()
          .forEach((feed, problem) -> FeedFetching.complain(session.terminal(), feed, problem));
      return report.failed().isEmpty() ? ExitCode.PASS : ExitCode.FAIL;
    } catch (FeedException e) {
      throw Errors.of(e);
    }
  }
}
