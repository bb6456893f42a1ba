package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.server.Ask;
import io.breakwater.cli.cr.tables.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr exemption-types`: `GET /va/api/v4/exempt/types`.
final class ExemptionTypesCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of("exemption-types", this, "Lists the types of issues that can be exempt.");
  private final Output output = new Output(model, "exemption-types");
  private final Connection connection = new Connection(model);

  private ExemptionTypesCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ExemptionTypesCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    try (var server = connection.open(session)) {
      var json =
          server.send(Ask.get("/va/api/v4/exempt/types"), "listing types of exemptions").json();
      if (output.json()) {
        out.json(json);
        return ExitCode.PASS;
      }
      var table = Table.of("Issue type", "Description");
      for (var each : json.elements()) {
        table.row(each.at("identifier").text(), each.at("display_name").text());
      }
      return out.list("Listing exemption types...", table);
    }
  }
}
