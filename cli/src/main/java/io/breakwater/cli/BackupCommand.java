package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.Session;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater backup`: a copy of a registry, made while it works.
final class BackupCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "backup",
          this,
          "Copies a registry as it is at one instant into a folder; the server goes on meanwhile."
              + " A",
          "second one into the same folder copies what is new. Exit code 1: contents were missing"
              + " or",
          "damaged.");
  private final Text folder = model.parameter("FOLDER", true, "New, empty, or of a former backup.");
  private final Flag links =
      model.flag(
          "--hard-links",
          "Contents as other names of the registry's files: quick, and no help against a broken"
              + " disk.");
  private final StoreOptions stores = new StoreOptions(model);

  private BackupCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new BackupCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    return new StoreWork(session, stores).backup(Path.of(folder.or("")), links.isSet());
  }
}
