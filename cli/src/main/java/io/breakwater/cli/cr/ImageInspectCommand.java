package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Texts;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.server.Ask;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr image-inspect`: `GET /api/v1/images/{image}/json`.
final class ImageInspectCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of("image-inspect", this, "Prints what the configuration of images says.")
          .footer(
              "",
              "Example:",
              "  breakwater cr image-inspect --format '{{ .Config.ExposedPorts }}' birds/robin:1");
  private final FormatOption format = new FormatOption(model, Set.of());
  private final Texts images = model.parameters("IMAGE", "1..*", "By tag or by digest.");
  private final Connection connection = new Connection(model);

  private ImageInspectCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ImageInspectCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    var template = format.template();
    try (var server = connection.open(session)) {
      var all = new ArrayList<JsonValue>();
      for (var given : images.values()) {
        var image = ImageNames.orLatest(given);
        var path = "/api/v1/images/" + ImageNames.segment(image) + "/json";
        all.add(server.send(Ask.get(path), "inspecting image '" + image + "'").json());
      }
      template.ifPresentOrElse(
          one -> all.forEach(each -> format.print(one, each, out::say)),
          () -> out.json(new JsonValue.Elements(all)));
      return ExitCode.PASS;
    }
  }
}
