package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.server.Ask;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr namespace-add`: `PUT /api/v1/namespaces/{name}`.
final class NamespaceAddCommand implements Callable<Integer> {
  private static final int CREATED = 201;

  private final Session session;
  private final CommandModel model =
      CommandModel.of("namespace-add", this, "Adds a namespace to your account.")
          .footer("", "Example: breakwater cr namespace-add birds");
  private final Text group =
      model.option("-g", "--resource-group", "GROUP", "The resource group that it belongs to.");
  private final Text name =
      model.parameter(
          "NAMESPACE",
          true,
          "Lower-case letters, numbers, '-' and '_', with a letter or number at both ends.");
  private final Connection connection = new Connection(model);

  private NamespaceAddCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new NamespaceAddCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    var namespace = Objects.requireNonNull(name.value());
    try (var server = connection.open(session)) {
      out.say("Adding namespace '" + namespace + "'...");
      out.blank();
      var ask = Ask.of("PUT", "/api/v1/namespaces/" + Ask.encoded(namespace));
      var sent = group.value() == null ? ask : ask.header("X-Auth-Resource-Group", group.or(""));
      var answer = server.send(sent, "adding namespace '" + namespace + "'");
      out.say(
          answer.status() == CREATED
              ? "Successfully added namespace '" + namespace + "'"
              : "The requested namespace is already owned by your account.");
      out.blank();
      return out.ok();
    }
  }
}
