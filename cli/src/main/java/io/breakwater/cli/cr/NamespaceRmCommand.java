package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.Prompt;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.server.Ask;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr namespace-rm`: `DELETE /api/v1/namespaces/{name}`.
final class NamespaceRmCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "namespace-rm", this, "Removes a namespace from your account, and the images in it.");
  private final Flag force = model.flag("-f", "--force", "Do it without being asked.");
  private final Text name = model.parameter("NAMESPACE", true, "The namespace.");
  private final Connection connection = new Connection(model);

  private NamespaceRmCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new NamespaceRmCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    var namespace = Objects.requireNonNull(name.value());
    var what = "removing namespace '" + namespace + "'";
    try (var server = connection.open(session)) {
      if (!force.isSet()
          && !Prompt.of(session)
              .confirmed(
                  what,
                  "The images in namespace '"
                      + namespace
                      + "' are deleted with it. Do you want to remove it?")) {
        out.say("Nothing was removed.");
        return out.ok();
      }
      out.say("Removing namespace '" + namespace + "'...");
      out.blank();
      server.send(Ask.of("DELETE", "/api/v1/namespaces/" + Ask.encoded(namespace)), what);
      out.say("Successfully removed namespace '" + namespace + "'");
      out.blank();
      return out.ok();
    }
  }
}
