package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.Session;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater restore`: a registry from a backup.
final class RestoreCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "restore",
          this,
          "Makes a new registry of a backup, each content verified. Exit code 1: the backup lacks",
          "contents, or they are damaged in it; all else is restored.");
  private final Text folder = model.parameter("FOLDER", true, "Of the backup.");
  private final StoreOptions stores = new StoreOptions(model);

  private RestoreCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new RestoreCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    return new StoreWork(session, stores).restore(Path.of(folder.or("")));
  }
}
