package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.server.Ask;
import io.breakwater.cli.cr.tables.Table;
import io.breakwater.cli.cr.tables.Words;
import java.util.LinkedHashMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr trash-list`: `GET /api/v1/trash`.
final class TrashListCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "trash-list",
          this,
          "Lists the deleted images that can still be restored, and for how many days.");
  private final Text restrict =
      model.text("--restrict", "NAMESPACE", "Only those of this namespace or repository.");
  private final Output output = new Output(model, "trash-list");
  private final Connection connection = new Connection(model);

  private TrashListCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new TrashListCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    var restriction = Restriction.of(restrict.or(""));
    var ask = Ask.get("/api/v1/trash");
    try (var server = connection.open(session)) {
      var json =
          server
              .send(
                  restriction.isEmpty() ? ask : ask.with("namespace", restriction.namespace()),
                  "listing the trash")
              .json();
      var kept = new TreeMap<String, JsonValue>();
      json.members()
          .forEach(
              (name, image) -> {
                if (restriction.matches(ImageNames.of(name).repository())) {
                  kept.put(name, image);
                }
              });
      if (output.json()) {
        out.json(new JsonValue.Members(new LinkedHashMap<>(kept)));
        return ExitCode.PASS;
      }
      var table = Table.of("Digest", "Days until expiry", "Tags");
      kept.forEach(
          (name, image) ->
              table.row(
                  name,
                  image.at("daysUntilExpiry").text(),
                  image.at("tags").texts().isEmpty() ? Words.NONE : image.at("tags").joined()));
      return out.list("Listing the contents of the trash...", table);
    }
  }
}
