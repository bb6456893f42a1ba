package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater fsck`: whether all that a registry keeps is whole.
final class FsckCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "fsck",
          this,
          "Reads all that a registry keeps and says what is missing, damaged or nobody's. A server"
              + " may",
          "run meanwhile. Exit code 1: something is wrong that is not repaired.");
  private final Flag repair = model.flag("--repair", "Repair what can be.");
  private final Flag quick = model.flag("--quick", "Look at sizes only, not at all bytes.");
  private final StoreOptions stores = new StoreOptions(model);

  private FsckCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new FsckCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    return new StoreWork(session, stores).check(repair.isSet(), !quick.isSet());
  }
}
