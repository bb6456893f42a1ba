package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.Prompt;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.server.Ask;
import io.breakwater.cli.cr.tables.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr retention-policy-set`: `POST /api/v1/retentions`, after what goes now was shown
/// and deleted.
final class RetentionPolicySetCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
              "retention-policy-set",
              this,
              "Sets how many images of each repository of a namespace are kept. The others are"
                  + " deleted now, and from then on each day.")
          .footer(
              "",
              "Examples:",
              "  breakwater cr retention-policy-set --images 20 birds",
              "  breakwater cr retention-policy-set --images All birds     keeps all of them");
  private final RetentionOptions options = new RetentionOptions(model, "; All keeps all.");
  private final Flag force = model.flag("-f", "--force", "Do it without being asked.");
  private final Connection connection = new Connection(model);

  private RetentionPolicySetCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new RetentionPolicySetCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var out = new Lines(session);
    var count = options.images("retention-policy-set", true);
    var namespace = options.namespace();
    var what = "setting the retention policy of '" + namespace + "'";
    try (var server = connection.open(session)) {
      if (count > 0) {
        var images = Retention.analyze(server, namespace, options.json(count));
        Deletion.show(out, images);
        if (!force.isSet()
            && !Prompt.of(session)
                .confirmed(
                    what,
                    "If you set this policy, images are deleted now and each day by its rules."
                        + " Deleted images are moved to your trash and can be restored for 30 days."
                        + " Do you want to continue to set the policy?")) {
          out.say("The policy was not set.");
          return out.ok();
        }
        if (!images.isEmpty()) {
          out.say("Deleting " + Words.count(images.size(), "image") + "...");
          out.blank();
          Deletion.of(server, images).tell(out);
        }
      }
      server.send(Ask.of("POST", "/api/v1/retentions").with(options.json(count)), what);
      out.say(
          "The scheduled retention policy to keep "
              + (count > 0 ? Words.count(count, "image") + " per repository" : "all images")
              + " in "
              + namespace
              + " is set.");
      out.blank();
      return out.ok();
    }
  }
}
