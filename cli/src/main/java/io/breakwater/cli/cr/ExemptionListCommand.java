package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.server.Ask;
import io.breakwater.cli.cr.tables.Table;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr exemption-list`: `GET /va/api/v4/exemptions/account`, and of a scope
/// `GET /va/api/v4/exemptions/image/{resource}`, which has the wider scopes, too.
final class ExemptionListCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
              "exemption-list",
              this,
              "Lists which issues do not count, and where. Of a scope: all that apply there, those"
                  + " of its namespace and of the account among them, and none that are narrower.")
          .aliases("exemptions")
          .footer("", "Example: breakwater cr exemption-list --scope birds/robin");
  private final Text scope =
      model.text(
          "--scope",
          "SCOPE",
          "NAMESPACE, NAMESPACE/REPOSITORY, NAMESPACE/REPOSITORY:TAG or"
              + " NAMESPACE/REPOSITORY@DIGEST.");
  private final Output output = new Output(model, "exemption-list");
  private final Connection connection = new Connection(model);

  private ExemptionListCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ExemptionListCommand(session).model.commandLine();
  }

  private Ask ask() {
    var of = scope.or("").strip();
    return of.isEmpty() || of.equals("*")
        ? Ask.get("/va/api/v4/exemptions/account")
        : Ask.get("/va/api/v4/exemptions/image/" + ImageNames.segment(of))
            .with("includeScope", "true");
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    try (var server = connection.open(session)) {
      var json = server.send(ask(), "listing exemptions").json();
      if (output.json()) {
        out.json(json);
        return ExitCode.PASS;
      }
      var table = Table.of("Scope", "Issue type", "Issue ID");
      List<JsonValue> sorted =
          json.elements().stream()
              .sorted(
                  Comparator.comparing((JsonValue each) -> scope(each.at("scope")))
                      .thenComparing(each -> each.at("issue_type").text())
                      .thenComparing(each -> each.at("issue_id").text()))
              .toList();
      for (var each : sorted) {
        table.row(
            scope(each.at("scope")), each.at("issue_type").text(), each.at("issue_id").text());
      }
      return out.list("Listing exemptions...", table);
    }
  }

  /// As `--scope` takes it.
  private static String scope(JsonValue scope) {
    var namespace = scope.at("namespace").text();
    if (scope.at("scope_type").text().equals("account") || namespace.isEmpty()) {
      return "*";
    }
    var repository = scope.at("repository").text();
    var tag = scope.at("tag").text();
    var digest = tag.startsWith("sha256:") || tag.startsWith("sha512:");
    return namespace
        + (repository.isEmpty() ? "" : "/" + repository)
        + (tag.isEmpty() ? "" : (digest ? "@" : ":") + tag);
  }
}
