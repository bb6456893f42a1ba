package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater feeds`: the advisories that scans use.
final class FeedsCommand implements Callable<Integer> {
  private FeedsCommand() {}

  static CommandLine of(Session session) {
    return CommandModel.of("feeds", new FeedsCommand(), "The advisories that scans use.")
        .commandLine()
        .addSubcommand("update", FeedsUpdateCommand.of(session))
        .addSubcommand("import", FeedsImportCommand.of(session))
        .addSubcommand("export", FeedsExportCommand.of(session))
        .addSubcommand("status", FeedsStatusCommand.of(session))
        .addSubcommand("show", FeedsShowCommand.of(session));
  }

  @Override
  public Integer call() {
    throw Failure.usage(
        "feeds",
        "which of its commands is missing",
        "It is update, import, export, status or show; see breakwater feeds --help");
  }
}
