package io.breakwater.cli.cr;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Progress;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.cr.copying.CopyCounts;
import io.breakwater.cli.cr.copying.ImageCopier;
import io.breakwater.cli.cr.tables.Words;
import io.breakwater.image.ImageException;
import io.breakwater.image.ImageReference;
import io.breakwater.image.remote.RegistryClient;
import io.breakwater.image.remote.RegistryOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater cr copy`: an image from one registry to another, with what refers to it.
final class CopyCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
              "copy",
              this,
              "Copies an image between registries, whole indexes too, with its signatures and other"
                  + " referrers. Nothing is stored in between.")
          .footer(
              "",
              "Your own server is asked with your login, others with what Docker or Podman keep.",
              "",
              "Examples:",
              "  breakwater cr copy alpine:3.20 localhost:5000/birds/alpine:3.20",
              "  breakwater cr copy localhost:5000/birds/robin:1 registry.example/birds/robin:1");
  private final Text from = model.parameter("SRC", true, "The image, by tag or by digest.");
  private final Text to =
      model.parameter("DST", true, "Where to. Without a version the tag or digest of SRC.");
  private final Flag alone =
      model.flag("--no-referrers", "The image and nothing that refers to it.");
  private final Connection connection = new Connection(model);

  private CopyCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new CopyCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var source = parse(from.or(""));
    var target = parse(target(source));
    var out = new Lines(session);
    out.say("Copying '" + source + "' to '" + target + "'...");
    try (var progress = new Progress(session.terminal(), true);
        var reads = client(source, false);
        var writes = client(target, true)) {
      var copier = new ImageCopier(reads, writes, progress::show);
      var version = target.digest().isPresent() ? "" : target.tag().orElse("");
      var counts = copier.copy(source.version(), version, !alone.isSet());
      progress.clear();
      out.say(words(counts));
      out.blank();
      return out.ok();
    } catch (ImageException e) {
      throw Failure.of(ExitCode.ERROR, e.what(), e.why(), e.next(), e.code(), e);
    }
  }

  /// The version of the source where the target has none.
  private String target(ImageReference source) {
    var text = to.or("");
    var named = ImageNames.of(text);
    if (!named.tag().isEmpty() || !named.digest().isEmpty()) {
      return text;
    }
    return source.digest().map(digest -> text + "@" + digest).orElse(text + ":" + source.version());
  }

  private static ImageReference parse(String text) {
    try {
      return ImageReference.parse(text);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          "copy " + text,
          String.valueOf(e.getMessage()),
          "Write HOST/REPOSITORY:TAG or HOST/REPOSITORY@sha256:…");
    }
  }

  private RegistryClient client(ImageReference image, boolean writes) throws ImageException {
    var options = RegistryOptions.of(session.environment()).withPlainHttp(connection.insecure());
    var own = own(image.host());
    var trusting = own.flatMap(Connection.Chosen::trust).map(options::withTrust).orElse(options);
    if (own.isPresent()) {
      return RegistryClient.open(
          image.host(), image.repository(), writes, own.get().credentials(), trusting);
    }
    return writes
        ? RegistryClient.push(image.host(), image.repository(), trusting)
        : RegistryClient.pull(image.host(), image.repository(), trusting);
  }

  /// The server that one is logged in to, where the image is there.
  private Optional<Connection.Chosen> own(String host) {
    try {
      var chosen = connection.choose(session);
      return chosen.address().host().equals(host)
              && (chosen.profile().isPresent()
                  || session.environment().containsKey("BREAKWATER_API_KEY"))
          ? Optional.of(chosen)
          : Optional.empty();
    } catch (Failure e) {
      // Nobody is logged in anywhere: two other registries can be copied between all the same.
      return Optional.empty();
    }
  }

  private static String words(CopyCounts counts) {
    return "Successfully copied "
        + Words.count(counts.manifests(), "manifest")
        + (counts.referrers() > 0 ? " (" + counts.referrers() + " of them referrers)" : "")
        + " and "
        + Words.count(counts.copied(), "blob")
        + " ("
        + Words.size(counts.bytes())
        + ")"
        + (counts.mounted() > 0 ? "; " + counts.mounted() + " mounted" : "")
        + (counts.there() > 0 ? "; " + counts.there() + " there already" : "")
        + (counts.left() > 0 ? "; " + counts.left() + " kept elsewhere and not copied" : "")
        + ".";
  }
}
