package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Texts;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.server.Ask;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr image-untag`: `DELETE /api/v1/tags/{image}`.
final class ImageUntagCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "image-untag",
          this,
          "Takes tags away; the images and their other tags stay. To delete images there is"
              + " image-rm.");
  private final Texts images = model.parameters("IMAGE", "1..*", "With its tag.");
  private final Connection connection = new Connection(model);

  private ImageUntagCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ImageUntagCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    for (var image : images.values()) {
      if (ImageNames.of(image).tag().isEmpty()) {
        throw Failure.usage(
            "image-untag " + image, "it names no tag", "Write it behind a colon: " + image + ":1");
      }
    }
    try (var server = connection.open(session)) {
      return Each.of(
          session,
          out,
          images.values(),
          image -> {
            out.say("Removing tag '" + image + "'...");
            out.blank();
            server.send(
                Ask.of("DELETE", "/api/v1/tags/" + ImageNames.segment(image)),
                "removing tag '" + image + "'");
            out.say("Successfully removed tag '" + image + "'");
            out.blank();
          });
    }
  }
}
