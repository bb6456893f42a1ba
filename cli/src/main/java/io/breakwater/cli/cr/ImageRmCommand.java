package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Texts;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.server.Ask;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr image-rm`: `DELETE /api/v1/images/{image}`.
final class ImageRmCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
              "image-rm",
              this,
              "Deletes images with all their tags. They stay in the trash for 30 days; to take"
                  + " away a tag alone there is image-untag.")
          .footer("", "Example: breakwater cr image-rm localhost:5000/birds/robin:1");
  private final Texts images =
      model.parameters("IMAGE", "1..*", "By tag or by digest; without either latest.");
  private final Connection connection = new Connection(model);

  private ImageRmCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ImageRmCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    try (var server = connection.open(session)) {
      return Each.of(
          session,
          out,
          images.values(),
          given -> {
            var image = ImageNames.orLatest(given);
            out.say("Deleting image '" + image + "'...");
            out.blank();
            server.send(
                Ask.of("DELETE", "/api/v1/images/" + ImageNames.segment(image)),
                "deleting image '" + image + "'");
            out.say("Successfully deleted image '" + image + "'");
            out.blank();
          });
    }
  }
}
