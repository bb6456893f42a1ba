package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.server.Ask;
import io.breakwater.cli.cr.tables.Table;
import io.breakwater.cli.cr.tables.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr quota`: `GET /api/v1/quotas`.
final class QuotaCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "quota", this, "Shows how much you may store and pull, and how much you did.");
  private final Output output = new Output(model, "quota");
  private final Connection connection = new Connection(model);

  private QuotaCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new QuotaCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    var chosen = connection.choose(session);
    try (var server = chosen.client()) {
      var json = server.send(Ask.get("/api/v1/quotas"), "reading quotas").json();
      if (output.json()) {
        out.json(json);
        return ExitCode.PASS;
      }
      var table = Table.of("Quota", "Limit", "Used", "Additional Information");
      row(table, "Pull traffic", "traffic_bytes", json);
      row(table, "Storage", "storage_bytes", json);
      var whose = chosen.account().isEmpty() ? "" : ", for account '" + chosen.account() + "'";
      return out.list("Getting quotas and usage for the current month" + whose + "...", table);
    }
  }

  private static void row(Table table, String title, String member, JsonValue json) {
    var limit = json.at("limit").at(member);
    var used = json.at("usage").at(member).number(-1);
    // The SDKs: -1 denotes Unlimited.
    var unlimited = limit.number(-1) < 0;
    table.row(
        title,
        unlimited ? "Unlimited" : Words.size(limit.number(0)),
        Words.size(used),
        !unlimited && used > limit.number(0)
            ? "Your account has exceeded this quota: delete images, or have a Manager raise it"
            : "");
  }
}
