package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.server.Ask;
import io.breakwater.cli.cr.server.ServerClient;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr image-restore`: `POST /api/v1/trash/{image}/restore`, and by digest
/// `POST /api/v1/trash/{digest}/restoretags`.
final class ImageRestoreCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
              "image-restore",
              this,
              "Takes an image out of the trash: by tag with that tag, by digest with all its"
                  + " tags.")
          .footer("", "What is in the trash: breakwater cr trash-list");
  private final Text name = model.parameter("IMAGE", true, "By tag or by digest.");
  private final Connection connection = new Connection(model);

  private ImageRestoreCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ImageRestoreCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var image = ImageNames.orLatest(name.or(""));
    try (var server = connection.open(session)) {
      return ImageNames.of(image).digest().isEmpty() ? tag(server, image) : digest(server, image);
    }
  }

  private int tag(ServerClient server, String image) {
    var out = new Lines(session);
    out.say("Restoring image '" + image + "' ...");
    out.blank();
    server.send(
        Ask.of("POST", "/api/v1/trash/" + ImageNames.segment(image) + "/restore"),
        "restoring image '" + image + "'");
    out.say("Successfully restored image '" + image + "'");
    out.blank();
    return out.ok();
  }

  private int digest(ServerClient server, String image) {
    var out = new Lines(session);
    out.say("Restoring digest '" + image + "' ...");
    out.blank();
    var json =
        server
            .send(
                Ask.of("POST", "/api/v1/trash/" + ImageNames.segment(image) + "/restoretags"),
                "restoring digest '" + image + "'")
            .json();
    out.say("Successfully restored digest '" + image + "'");
    var restored = joined(json.at("successful"));
    if (!restored.isEmpty()) {
      out.say("Successfully restored tags: " + restored);
    }
    var left = joined(json.at("unsuccessful"));
    if (!left.isEmpty()) {
      throw Failure.of(
          ExitCode.ERROR,
          "restoring the tags of '" + image + "'",
          "these name other images by now: " + left,
          "Give it other tags: breakwater cr image-tag",
          "tags-taken");
    }
    out.blank();
    return out.ok();
  }

  private static String joined(JsonValue tags) {
    return String.join(
        ", ",
        tags.texts().stream()
            .map(text -> text.indexOf('/') < 0 ? text : ImageNames.of(text).tag())
            .toList());
  }
}
