package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Prompt;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.tables.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr retention-run`: cleans a namespace up once.
final class RetentionRunCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
              "retention-run",
              this,
              "Keeps the newest images of each repository of a namespace and deletes the others,"
                  + " once.")
          .footer(
              "",
              "Each day: breakwater cr retention-policy-set. What was deleted stays in the trash"
                  + " for 30 days.");
  private final Flag force = model.flag("-f", "--force", "Do it without being asked.");
  private final RetentionOptions options = new RetentionOptions(model, ".");
  private final Output output = new Output(model, "retention-run");
  private final Connection connection = new Connection(model);

  private RetentionRunCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new RetentionRunCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    if (output.json() && !force.isSet()) {
      throw Failure.usage("retention-run --json", "nobody can be asked with it", "Add --force");
    }
    var out = new Lines(session);
    var count = options.images("retention-run", false);
    try (var server = connection.open(session)) {
      var images = Retention.analyze(server, options.namespace(), options.json(count));
      if (output.json()) {
        var deletion = Deletion.of(server, images);
        out.json(deletion.json());
        return deletion.isComplete() ? ExitCode.PASS : ExitCode.ERROR;
      }
      Deletion.show(out, images);
      if (images.isEmpty()) {
        return out.ok();
      }
      if (!force.isSet()
          && !Prompt.of(session)
              .confirmed(
                  "deleting images",
                  "Deleted images are moved to your trash and can be restored for 30 days. Do you"
                      + " want to delete them?")) {
        out.say("Nothing was deleted.");
        return out.ok();
      }
      out.say("Deleting " + Words.count(images.size(), "image") + "...");
      out.blank();
      Deletion.of(server, images).tell(out);
      return out.ok();
    }
  }
}
