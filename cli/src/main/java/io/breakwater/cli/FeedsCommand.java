package io.breakwater.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `breakwater feeds`: the advisories that scans use.
@Command(
    name = "feeds",
    mixinStandardHelpOptions = true,
    description = "The advisories that scans use.",
    synopsisSubcommandLabel = "COMMAND")
final class FeedsCommand implements Callable<Integer> {

  private FeedsCommand() {}

  /// The command with its subcommands.
  static Object of(Session session) {
    return new CommandLine(new FeedsCommand())
        .addSubcommand("update", new FeedsUpdateCommand(session))
        .addSubcommand("import", new FeedsImportCommand(session))
        .addSubcommand("export", new FeedsExportCommand(session))
        .addSubcommand("status", new FeedsStatusCommand(session))
        .addSubcommand("show", new FeedsShowCommand(session));
  }

  @Override
  public Integer call() {
    throw Failure.usage(
        "feeds",
        "which of its commands is missing",
        "It is update, import, export, status or show; see breakwater feeds --help");
  }
}
