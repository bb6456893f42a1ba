package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.profile.Profile;
import io.breakwater.cli.cr.profile.ProfileLogins;
import io.breakwater.cli.cr.tables.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr info`: which server, and who is asking. Nothing is sent.
final class InfoCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of("info", this, "Says which registry you work with, and as whom.");
  private final Connection connection = new Connection(model);

  private InfoCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new InfoCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var chosen = connection.choose(session);
    var out = new Lines(session);
    var key = !session.environment().getOrDefault("BREAKWATER_API_KEY", "").isBlank();
    row(out, "Container Registry", chosen.address().host());
    row(out, "Container Registry API endpoint", chosen.address() + "/api");
    row(out, "Account", chosen.account());
    row(out, "User", key ? "the API key of BREAKWATER_API_KEY" : user(chosen));
    row(
        out,
        "Profile",
        chosen.name() + " (" + new ProfileLogins(session).profiles().file(chosen.name()) + ")");
    out.blank();
    return out.ok();
  }

  private static String user(Connection.Chosen chosen) {
    return chosen.profile().filter(Profile::isLoggedIn).map(Profile::user).orElse("");
  }

  private static void row(Lines out, String title, String value) {
    out.say("%-34s%s".formatted(title, value.isEmpty() ? Words.NONE : value));
  }
}
