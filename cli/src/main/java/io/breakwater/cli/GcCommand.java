package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater gc`: removes what nothing needs, now.
final class GcCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "gc",
          this,
          "Removes what nothing needs, as servers do by themselves (garbage.every). One may run",
          "meanwhile. Exit code 1: it, or a backup, is at it already.");
  private final StoreOptions stores = new StoreOptions(model);

  private GcCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new GcCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    return new StoreWork(session, stores).collect();
  }
}
