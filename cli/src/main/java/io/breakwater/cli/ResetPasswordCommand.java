package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater reset-password`: the way back in for who may use the server's own machine.
final class ResetPasswordCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "reset-password",
          this,
          "Gives a user of the registry a new password and prints it. Counts at once, also while"
              + " the",
          "server runs. Where nobody is left to manage the account, the user becomes its Manager.");
  private final Text user = model.parameter("USER", true, "The name, such as admin.");
  private final StoreOptions stores = new StoreOptions(model);

  private ResetPasswordCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ResetPasswordCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    return new StoreWork(session, stores).resetPassword(user.or(""));
  }
}
