package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.server.Ask;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr exemption-rm`: `DELETE /va/api/v4/exempt/image/…`.
final class ExemptionRmCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of("exemption-rm", this, "Takes an exemption back: the issue counts again.")
          .footer(
              "",
              "Example:",
              "  breakwater cr exemption-rm --scope birds/robin --issue-type cve --issue-id"
                  + " CVE-2018-17929");
  private final ExemptionOptions options = new ExemptionOptions(model, "exemption-rm");
  private final Connection connection = new Connection(model);

  private ExemptionRmCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ExemptionRmCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    var path = options.path();
    var what = "removing the exemption for '" + options.issue() + "'";
    try (var server = connection.open(session)) {
      out.say(
          "Removing the exemption for issue '"
              + options.issue()
              + "' in scope '"
              + options.scope()
              + "'...");
      out.blank();
      server.send(Ask.of("DELETE", path), what);
      out.say("Successfully removed the exemption.");
      out.blank();
      return out.ok();
    }
  }
}
