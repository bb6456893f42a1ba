package io.breakwater.cli;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.update.FeedUpdater;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `breakwater feeds update`: the newest advisories from the publishers or from a mirror.
@Command(
    name = "update",
    mixinStandardHelpOptions = true,
    description = {
      "Fetches what is new and builds the database. Each feed stands or falls alone: one that",
      "does not come, or cannot be believed, keeps what it said before. Exit code 1: some did not."
    })
final class FeedsUpdateCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--from",
      paramLabel = "URL|DIR|oci:REF",
      description = {
        "A mirror laid out like a folder of feeds (docs/howto/feeds-offline.md), or a database",
        "that feeds export wrote to a registry."
      })
  private @Nullable String from;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "These feeds: alpine, debian, ubuntu, kev.")
  private List<String> only = List.of();

  @Option(
      names = "--accept",
      description = "Take feeds that shrank by more than 20 % or were not well understood.")
  private boolean accept;

  @Mixin private ArtifactOptions artifact = new ArtifactOptions();

  FeedsUpdateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (from != null && from.startsWith("oci:")) {
      if (!only.isEmpty()) {
        throw Failure.usage("--only", "an exported database comes as a whole", "Leave --only out");
      }
      var database = new DatabaseArtifact(session, artifact).pull(from.substring("oci:".length()));
      return FeedsImportCommand.print(session, database);
    }
    try (var progress = new Progress(session.terminal(), true)) {
      var fetching = new FeedFetching(session, progress);
      var report = fetching.update(mirror(), Set.copyOf(only), accept);
      fetching.complain(report);
      return print(report);
    } catch (FeedException e) {
      throw Errors.of(e);
    }
  }

  private @Nullable URI mirror() {
    if (from == null) {
      return null;
    }
    if (Files.isDirectory(Path.of(from))) {
      return Path.of(from).toUri();
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

  private Integer print(FeedUpdater.Report report) {
    var out = new PrintWriter(session.terminal().out(), false, StandardCharsets.UTF_8);
    var nothing = report.failed().isEmpty() ? "Nothing new:" : "Unchanged, for want of newer ones:";
    out.println(report.changed() ? "New advisories:" : nothing);
    for (var feed : report.database().feedInfos()) {
      out.println("%-10s %9d rows".formatted(feed.name(), feed.rows()));
    }
    report.notes().forEach(note -> out.println("note: " + Terminal.printable(note)));
    out.flush();
    return report.failed().isEmpty() ? ExitCode.PASS : ExitCode.FAIL;
  }
}
