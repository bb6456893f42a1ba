package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.server.Ask;
import io.breakwater.cli.cr.tables.Table;
import io.breakwater.cli.cr.tables.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr namespace-list`: `GET /api/v1/namespaces`, and `…/details` with `-v`.
final class NamespaceListCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of("namespace-list", this, "Lists the namespaces of your account.")
          .aliases("namespaces");
  private final Flag verbose =
      model.flag("-v", "--verbose", "With resource groups and times of creation.");
  private final Output output = new Output(model, "namespace-list");
  private final Connection connection = new Connection(model);

  private NamespaceListCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new NamespaceListCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    var chosen = connection.choose(session);
    var path = "/api/v1/namespaces" + (verbose.isSet() ? "/details" : "");
    try (var server = chosen.client()) {
      var json = server.send(Ask.get(path), "listing namespaces").json();
      if (output.json()) {
        out.json(json);
        return 0;
      }
      return out.list("Listing namespaces for " + chosen.place() + "...", table(json));
    }
  }

  private Table table(JsonValue json) {
    if (!verbose.isSet()) {
      var table = Table.of("Namespace");
      json.texts().stream().sorted().forEach(table::row);
      return table;
    }
    var table = Table.of("Namespace", "Resource Group", "Created");
    for (var each : json.elements()) {
      var group = each.at("resource_group").text();
      table.row(
          each.at("name").text(),
          group.isEmpty() ? Words.NONE : group,
          each.at("created_date").text());
    }
    return table;
  }
}
