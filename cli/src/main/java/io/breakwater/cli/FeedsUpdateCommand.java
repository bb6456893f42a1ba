package io.breakwater.cli;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.update.FeedUpdater;
import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.CommandModel.Texts;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Progress;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.command.Terminal;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// `breakwater feeds update`: the newest advisories from the publishers or from a mirror.
final class FeedsUpdateCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "update",
          this,
          "Fetches what is new and builds the database. Each feed stands or falls alone: one that",
          "does not come, or cannot be believed, keeps what it said before. Exit code 1: some did not.");
  private final Text from =
      model.text(
          "--from",
          "URL|DIR|oci:REF",
          "A mirror laid out like a folder of feeds",
          "(docs/howto/feeds-offline.md), or a database that",
          "feeds export wrote to a registry.");
  private final Texts only =
      model.texts(
          "--only", "NAME", ",", "These feeds: " + String.join(", ", FeedUpdater.feeds()) + ".");
  private final Flag accept =
      model.flag(
          "--accept", "Take feeds that shrank by more than 20 %% or were not well understood.");
  private final ArtifactOptions artifact = new ArtifactOptions(model);

  private FeedsUpdateCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new FeedsUpdateCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var from = this.from.value();
    if (from != null && from.startsWith("oci:")) {
      if (!only.values().isEmpty()) {
        throw Failure.usage("--only", "an exported database comes as a whole", "Leave --only out");
      }
      var changes = AdvisoryChanges.since(session);
      var database =
          new DatabaseArtifact(session, artifact.values()).pull(from.substring("oci:".length()));
      return FeedsImportCommand.print(session, database, changes);
    }
    if (from != null && !from.isEmpty() && Files.isDirectory(Path.of(from))) {
      if (!only.values().isEmpty()) {
        throw Failure.usage("--only", "a folder comes as a whole", "Leave --only out");
      }
      return FeedsImportCommand.importFolder(
          session, Path.of(from), accept.isSet(), artifact.values());
    }
    if (artifact.values().verifyKey() != null) {
      throw Failure.usage(
          "--verify-key",
          "the publishers' files and mirrors of them carry no signature",
          "Give --from oci:REF, or leave --verify-key out");
    }
    try (var progress = new Progress(session.terminal(), true)) {
      var fetching = new FeedFetching(session, progress);
      var changes = AdvisoryChanges.since(session);
      var report = fetching.update(mirror(from), Set.copyOf(only.values()), accept.isSet());
      fetching.complain(report);
      return print(report, changes);
    } catch (FeedException e) {
      throw Errors.of(e);
    }
  }

  private static @Nullable URI mirror(@Nullable String from) {
    if (from == null) {
      return null;
    }
    try {
      var address = URI.create(from);
      if (address.getScheme() != null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--from " + from, "no address", "Write https://…, a folder or oci:REF");
    }
    throw Failure.usage(
        "--from " + from,
        "there is no such folder, and it is no address",
        "Write https://…, a folder or oci:REF");
  }

  private Integer print(FeedUpdater.Report report, AdvisoryChanges changes) {
    var out = new PrintWriter(session.terminal().out(), false, StandardCharsets.UTF_8);
    var nothing = report.failed().isEmpty() ? "Nothing new:" : "Unchanged, for want of newer ones:";
    out.println(report.changed() ? "New advisories:" : nothing);
    for (var feed : report.database().feedInfos()) {
      out.println("%-10s %9d rows".formatted(feed.name(), feed.rows()));
    }
    if (report.changed()) {
      changes.print(out, report.database());
    }
    report.notes().forEach(note -> out.println("note: " + Terminal.printable(note)));
    out.flush();
    return report.failed().isEmpty() ? ExitCode.PASS : ExitCode.FAIL;
  }
}
