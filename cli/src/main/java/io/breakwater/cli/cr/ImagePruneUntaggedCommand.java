package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Prompt;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.server.ServerClient;
import io.breakwater.cli.cr.tables.Words;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr image-prune-untagged`: deletes what has no tag.
final class ImagePruneUntaggedCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
              "image-prune-untagged",
              this,
              "Deletes all images without a tag. They stay in the trash for 30 days.")
          .footer("", "Images of an index have no tags, and are kept as long as it is there.");
  private final Flag force = model.flag("-f", "--force", "Do it without being asked.");
  private final Text restrict =
      model.text("--restrict", "NAME", "Only those of this namespace or repository.");
  private final Output output = new Output(model, "image-prune-untagged");
  private final Connection connection = new Connection(model);

  private ImagePruneUntaggedCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ImagePruneUntaggedCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    if (output.json() && !force.isSet()) {
      throw Failure.usage(
          "image-prune-untagged --json", "nobody can be asked with it", "Add --force");
    }
    var out = new Lines(session);
    var untagged = new Digests(Restriction.of(restrict.or("")), true, false, false);
    try (var server = connection.open(session)) {
      var members = new IndexMembers(server);
      List<ListedDigest> images =
          untagged.all(server).stream()
              .filter(image -> image.tags().isEmpty())
              .filter(image -> !members.contain(image))
              .toList();
      if (output.json()) {
        var deletion = Deletion.of(server, images);
        out.json(deletion.json());
        return deletion.isComplete() ? ExitCode.PASS : ExitCode.ERROR;
      }
      return delete(server, images);
    }
  }

  private int delete(ServerClient server, List<ListedDigest> images) {
    var out = new Lines(session);
    Deletion.show(out, images);
    if (images.isEmpty()) {
      return out.ok();
    }
    if (!force.isSet()
        && !Prompt.of(session)
            .confirmed("deleting untagged images", "Do you want to delete them?")) {
      out.say("Nothing was deleted.");
      return out.ok();
    }
    out.say("Deleting " + Words.count(images.size(), "image") + "...");
    out.blank();
    Deletion.of(server, images).tell(out);
    return out.ok();
  }
}
