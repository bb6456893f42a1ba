package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.server.Ask;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr exemption-add`: `POST /va/api/v4/exempt/image/…`.
final class ExemptionAddCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of("exemption-add", this, "Decides that an issue does not count.")
          .footer(
              "",
              "Examples:",
              "  breakwater cr exemption-add --scope birds/robin --issue-type cve --issue-id"
                  + " CVE-2018-17929",
              "  breakwater cr exemption-add --scope \"*\" --issue-type configuration --issue-id"
                  + " application_configuration:nginx.ssl_protocols");
  private final ExemptionOptions options = new ExemptionOptions(model, "exemption-add");
  private final Connection connection = new Connection(model);

  private ExemptionAddCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ExemptionAddCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    var path = options.path();
    var what = "adding an exemption for '" + options.issue() + "'";
    try (var server = connection.open(session)) {
      out.say(
          "Creating an exemption for issue '"
              + options.issue()
              + "' in scope '"
              + options.scope()
              + "'...");
      out.blank();
      server.send(Ask.of("POST", path), what);
      out.say("Successfully created the exemption.");
      out.blank();
      return out.ok();
    }
  }
}
