package io.breakwater.cli;

import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.advisories.folder.FeedBuild;
import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Progress;
import io.breakwater.cli.command.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/// `breakwater feeds import`: advisories that were brought along.
final class FeedsImportCommand implements Callable<Integer> {
  private final Session session;
  private final CommandModel model =
      CommandModel.of(
          "import",
          this,
          "Takes advisories from a folder of the publishers' files, plain or packed",
          "(docs/howto/feeds-offline.md), or from a file that feeds export wrote.");
  private final Text from = model.parameter("FOLDER|FILE", true, "Where they are.");
  private final Flag accept =
      model.flag(
          "--accept", "Take feeds that shrank by more than 20 %% or were not well understood.");
  private final ArtifactOptions artifact = new ArtifactOptions(model);

  private FeedsImportCommand(Session session) {
    this.session = session;
  }

  static CommandLine of(Session session) {
    return new FeedsImportCommand(session).model.commandLine();
  }

  @Override
  public Integer call() {
    var path = Path.of(from.or(""));
    if (Files.isRegularFile(path)) {
      var changes = AdvisoryChanges.since(session);
      return print(session, new DatabaseArtifact(session, artifact.values()).read(path), changes);
    }
    return importFolder(session, path, accept.isSet(), artifact.values());
  }

  /// Takes a folder of the publishers' files into use, which nobody signs.
  static Integer importFolder(
      Session session, Path folder, boolean accept, ArtifactOptions.Values options) {
    if (options.verifyKey() != null) {
      throw Failure.usage(
          "--verify-key",
          folder + " is a folder of the publishers' files, which carry no signature",
          "Import a file that feeds export --key wrote, or leave --verify-key out");
    }
    var target = session.folders().database();
    var changes = AdvisoryChanges.since(session);
    try (var progress = new Progress(session.terminal(), true)) {
      Files.createDirectories(session.folders().data());
      var result =
          FeedBuild.build(
              folder, target, new FeedBuild.Options(changes.before(), accept, progress::show));
      progress.clear();
      return print(session, result, changes);
    } catch (FeedException e) {
      throw Errors.of(e);
    } catch (IOException e) {
      throw Errors.writing(session.folders().data(), e);
    }
  }

  private static Integer print(Session session, FeedBuild.Result result, AdvisoryChanges changes) {
    print(session, result.database(), changes);
    var terminal = session.terminal();
    result.notes().forEach(note -> terminal.complain("breakwater: note: " + note));
    result.refused().forEach((feed, e) -> FeedFetching.complain(terminal, feed, e));
    return result.refused().isEmpty() ? ExitCode.PASS : ExitCode.FAIL;
  }

  /// What is in use from now on.
  static Integer print(Session session, AdvisoryDatabase database, AdvisoryChanges changes) {
    var out = new PrintWriter(session.terminal().out(), false, StandardCharsets.UTF_8);
    out.println("%-16s %9s".formatted("feed, release", "rows"));
    for (var feed : database.feedInfos()) {
      out.println("%-16s %9d".formatted(feed.name(), feed.rows()));
      for (var release : database.releases()) {
        if (Advisories.feedName(release.release()).equals(feed.name())) {
          out.println("  %-14s %9d".formatted(release.release(), release.rows()));
        }
      }
    }
    changes.print(out, database);
    out.flush();
    return ExitCode.PASS;
  }
}
