package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.server.Ask;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr manifest-inspect`: `GET /api/v1/images/{image}/manifest`.
final class ManifestInspectCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of("manifest-inspect", this, "Prints the manifest of an image.");
  private final Flag quiet = model.flag("-q", "--quiet", "The manifest and nothing else.");
  private final Text name = model.parameter("IMAGE", true, "By tag or by digest.");
  private final Connection connection = new Connection(model);

  private ManifestInspectCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ManifestInspectCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    var image = ImageNames.orLatest(name.or(""));
    try (var server = connection.open(session)) {
      var path = "/api/v1/images/" + ImageNames.segment(image) + "/manifest";
      var json = server.send(Ask.get(path), "reading the manifest of '" + image + "'").json();
      if (quiet.isSet()) {
        out.json(json);
        return ExitCode.PASS;
      }
      out.say("Inspecting the manifest of image '" + image + "'...");
      out.blank();
      out.json(json);
      out.blank();
      return out.ok();
    }
  }
}
