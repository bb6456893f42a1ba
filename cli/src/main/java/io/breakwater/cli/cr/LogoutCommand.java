package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.profile.ProfileLogins;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr logout`: forgets a profile's login.
final class LogoutCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of("logout", this, "Forgets the login of a profile, wherever it is kept.");
  private final Connection connection = new Connection(model);

  private LogoutCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new LogoutCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    var name = connection.name(session);
    out.say("Logging out of profile '" + name + "'...");
    out.say(new ProfileLogins(session).forget(name) ? "Logged out." : "Nobody was logged in.");
    out.blank();
    return out.ok();
  }
}
