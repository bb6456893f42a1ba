package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.server.Ask;
import io.breakwater.cli.cr.server.ServerClient;
import io.breakwater.cli.cr.tables.Table;
import io.breakwater.cli.cr.tables.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr image-list`: `GET /api/v1/images`, a line for each tag.
final class ImageListCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
              "image-list",
              this,
              "Lists the tagged images of your account and what is to be said of their security.")
          .aliases("images")
          .footer(
              "",
              "Untagged images, too: breakwater cr image-digests",
              "",
              "Examples:",
              "  breakwater cr images --restrict birds",
              "  breakwater cr images --format '{{ if gt .Size 1000000 }}{{ .Repository }}:{{ .Tag"
                  + " }}{{ end }}'");
  private final FormatOption format = new FormatOption(model, ListedImage.FIELDS);
  private final Flag quiet = model.flag("-q", "--quiet", "Names only: repository:tag.");
  private final Text restrict =
      model.text("--restrict", "NAME", "Only those of this namespace or repository.");
  private final Flag whole = model.flag("--no-trunc", "Digests in their whole length.");
  private final Flag showType = model.flag("--show-type", "With the type of each manifest.");
  private final VerdictOptions verdicts = new VerdictOptions(model);
  private final Output output = new Output(model, "image-list");
  private final Connection connection = new Connection(model);

  private ImageListCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new ImageListCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var template = format.template();
    if (template.isPresent() && (quiet.isSet() || output.json())) {
      throw Failure.usage("image-list --format", "--quiet or json stands beside it", "Choose one");
    }
    var out = new Lines(session);
    try (var server = connection.open(session)) {
      if (output.json()) {
        return json(server, out);
      }
      var plain = quiet.isSet() || template.isPresent();
      if (!plain) {
        out.say("Listing images...");
      }
      var images = images(server);
      if (quiet.isSet()) {
        images.forEach(image -> out.say(image.repository() + ":" + image.tag()));
        return ExitCode.PASS;
      }
      template.ifPresent(
          one -> images.forEach(each -> format.print(one, each.json(whole.isSet()), out::say)));
      if (plain) {
        return ExitCode.PASS;
      }
      out.table(table(images));
      return out.ok();
    }
  }

  private Ask ask() {
    var restriction = Restriction.of(restrict.or(""));
    var ask =
        Ask.get("/api/v1/images")
            .with("includeManifestLists", "true")
            .with("includeIBM", Boolean.toString(verdicts.includeIbm()))
            .with("includePrivate", "true")
            .with("vulnerabilities", Boolean.toString(verdicts.wanted() && !quiet.isSet()));
    if (restriction.isEmpty()) {
      return ask;
    }
    var namespaced = ask.with("namespace", restriction.namespace());
    return restriction.isRepository()
        ? namespaced.with("repository", restriction.name())
        : namespaced;
  }

  private List<ListedImage> images(ServerClient server) {
    var restriction = Restriction.of(restrict.or(""));
    var images = new ArrayList<ListedImage>();
    server.list(
        ask(),
        "listing images",
        image ->
            ListedImage.of(image).stream()
                .filter(each -> restriction.matches(each.repository()))
                .forEach(images::add));
    images.sort(ListedImage.ORDER);
    return images;
  }

  /// As the server lists them.
  private int json(ServerClient server, Lines out) {
    var restriction = Restriction.of(restrict.or(""));
    try (var array = out.array()) {
      server.list(
          ask(),
          "listing images",
          image -> {
            if (ListedImage.of(image).stream()
                .anyMatch(each -> restriction.matches(each.repository()))) {
              array.element(image);
            }
          });
    }
    return out.done();
  }

  private Table table(List<ListedImage> images) {
    var titles = new ArrayList<>(List.of("Repository", "Tag", "Digest"));
    if (showType.isSet()) {
      titles.add("Type");
    }
    titles.addAll(List.of("Namespace", "Created", "Size"));
    if (verdicts.wanted()) {
      titles.add("Security status");
    }
    var table = Table.of(titles.toArray(String[]::new));
    var now = session.clock().instant();
    for (var image : images) {
      var cells =
          new ArrayList<>(List.of(image.repository(), image.tag(), image.digest(whole.isSet())));
      if (showType.isSet()) {
        cells.add(image.type());
      }
      cells.add(image.namespace());
      cells.add(Words.ago(Instant.ofEpochSecond(image.created()), now));
      cells.add(Words.size(image.size()));
      if (verdicts.wanted()) {
        cells.add(image.status().status());
      }
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }
}
