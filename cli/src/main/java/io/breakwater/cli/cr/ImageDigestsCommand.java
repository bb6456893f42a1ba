package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.tables.Table;
import io.breakwater.cli.cr.tables.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr image-digests`: `POST /api/v1/images/digests`, a line for each image in each
/// repository.
final class ImageDigestsCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
              "image-digests",
              this,
              "Lists all images of your account by digest, those without a tag among them.")
          .aliases("digests")
          .footer(
              "",
              "Example, all without a tag:",
              "  breakwater cr digests --format '{{ if not .Tags }}{{ .Repository }}@{{ .Digest }}"
                  + "{{ end }}'");
  private final FormatOption format = new FormatOption(model, ListedDigest.FIELDS);
  private final Flag quiet = model.flag("-q", "--quiet", "Names only: repository@digest.");
  private final Text restrict =
      model.text("--restrict", "NAME", "Only those of this namespace or repository.");
  private final VerdictOptions verdicts = new VerdictOptions(model);
  private final Output output = new Output(model, "image-digests");
  private final Connection connection = new Connection(model);

  private ImageDigestsCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ImageDigestsCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var template = format.template();
    if (template.isPresent() && (quiet.isSet() || output.json())) {
      throw Failure.usage(
          "image-digests --format", "--quiet or json stands beside it", "Choose one");
    }
    var digests =
        new Digests(
            Restriction.of(restrict.or("")),
            false,
            verdicts.wanted() && !quiet.isSet(),
            verdicts.includeIbm());
    var out = new Lines(session);
    try (var server = connection.open(session)) {
      if (output.json()) {
        try (var array = out.array()) {
          digests.each(server, array::element);
        }
        return out.done();
      }
      var plain = quiet.isSet() || template.isPresent();
      if (!plain) {
        out.say("Listing images...");
      }
      var images = digests.all(server);
      if (quiet.isSet()) {
        images.forEach(image -> out.say(image.name()));
        return ExitCode.PASS;
      }
      template.ifPresent(one -> images.forEach(each -> format.print(one, each.json(), out::say)));
      if (plain) {
        return ExitCode.PASS;
      }
      out.table(table(images));
      return out.ok();
    }
  }

  private Table table(List<ListedDigest> images) {
    var titles =
        new ArrayList<>(List.of("Repository", "Digest", "Tags", "Type", "Created", "Size"));
    if (verdicts.wanted()) {
      titles.add("Security status");
    }
    var table = Table.of(titles.toArray(String[]::new));
    var now = session.clock().instant();
    for (var image : images) {
      var cells =
          new ArrayList<>(
              List.of(
                  image.repository(),
                  image.digest(),
                  image.tags().isEmpty() ? Words.NONE : String.join(", ", image.tags()),
                  image.type().isEmpty() ? Words.NONE : image.type(),
                  Words.ago(Instant.ofEpochSecond(image.created()), now),
                  Words.size(image.size())));
      if (verdicts.wanted()) {
        cells.add(image.status().status());
      }
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }
}
