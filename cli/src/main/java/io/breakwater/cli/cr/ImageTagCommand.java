package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.server.Ask;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr image-tag`: `POST /api/v1/images/tags`.
final class ImageTagCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
              "image-tag",
              this,
              "Gives an image another tag, in its repository or in another one of this registry.")
          .footer(
              "",
              "Examples:",
              "  breakwater cr image-tag localhost:5000/birds/robin:1 localhost:5000/birds/robin:2",
              "  breakwater cr image-tag birds/robin@sha256:4f53… animals/dog:bark");
  private final Text source =
      model.parameter("SOURCE_IMAGE", true, "The image, by tag or by digest.");
  private final Text target = model.parameter("TARGET_IMAGE", true, "Its new name, with a tag.");
  private final Connection connection = new Connection(model);

  private ImageTagCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ImageTagCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    var from = ImageNames.orLatest(source.or(""));
    var to = target.or("");
    if (!ImageNames.of(to).digest().isEmpty()) {
      throw Failure.usage(
          "image-tag … " + to, "a digest is no tag", "Name the target as repository:tag");
    }
    var named = ImageNames.orLatest(to);
    try (var server = connection.open(session)) {
      out.say("Creating tag '" + named + "' for image '" + from + "'...");
      out.blank();
      var ask =
          Ask.of("POST", "/api/v1/images/tags").with("fromimage", from).with("toimage", named);
      server.send(ask, "creating tag '" + named + "'");
      out.say("Successfully created tag '" + named + "'");
      out.blank();
      return out.ok();
    }
  }
}
