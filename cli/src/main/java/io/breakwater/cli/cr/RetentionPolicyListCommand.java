package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.server.Ask;
import io.breakwater.cli.cr.tables.Table;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr retention-policy-list`: `GET /api/v1/retentions`, with the namespaces that have
/// none, which keep all.
final class RetentionPolicyListCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of("retention-policy-list", this, "Lists how many images each namespace keeps.");
  private final Output output = new Output(model, "retention-policy-list");
  private final Connection connection = new Connection(model);

  private RetentionPolicyListCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new RetentionPolicyListCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    var chosen = connection.choose(session);
    try (var server = chosen.client()) {
      var json = server.send(Ask.get("/api/v1/retentions"), "listing retention policies").json();
      if (output.json()) {
        out.json(json);
        return ExitCode.PASS;
      }
      var policies = new TreeMap<String, JsonValue>();
      for (var name :
          server.send(Ask.get("/api/v1/namespaces"), "listing namespaces").json().texts()) {
        policies.put(name, JsonValue.Nothing.VALUE);
      }
      policies.putAll(json.members());
      var table = Table.of("Namespace", "Images to retain", "Untagged images");
      policies.forEach((name, policy) -> row(table, name, policy));
      return out.list("Listing image retention policies for " + chosen.place() + "...", table);
    }
  }

  private static void row(Table table, String name, JsonValue policy) {
    var count = policy.at("images_per_repo").number(-1);
    table.row(
        name,
        count < 0 ? "All" : Long.toString(count),
        count < 0 || policy.at("retain_untagged").isTrue() ? "Retained" : "Not retained");
  }
}
