package io.breakwater.cli;

import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.advisories.folder.FeedBuild;
import io.breakwater.advisories.folder.FeedFolder;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Progress;
import io.breakwater.cli.command.Session;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Finds the advisories of a scan: `--feeds`, `BREAKWATER_FEEDS`, the data folder, the
/// publishers; in
/// that order.
final class AdvisorySource {
  /// Databases kept for folders of feeds; the least recently used go first.
  private static final int KEPT = 4;

  private final Session session;
  private final Progress progress;

  AdvisorySource(Session session, Progress progress) {
    this.session = session;
    this.progress = progress;
  }

  AdvisoryDatabase open(@Nullable String option) {
    var environment = session.environment().getOrDefault("BREAKWATER_FEEDS", "");
    var chosen = option != null ? option : environment;
    try {
      if (!chosen.isEmpty()) {
        return openChosen(Path.of(chosen));
      }
      var database = session.folders().database();
      if (!Files.exists(database)) {
        new FeedFetching(session, progress).fetchForScan();
      }
      return AdvisoryDatabase.open(database);
    } catch (FeedException e) {
      throw Errors.ofScan(e);
    }
  }

  private AdvisoryDatabase openChosen(Path path) throws FeedException {
    return Files.isRegularFile(path) ? AdvisoryDatabase.open(path) : built(FeedFolder.open(path));
  }

  /// The database of a folder, built once as long as no file in it changes; where it cannot be
  /// kept, for this scan alone.
  private AdvisoryDatabase built(FeedFolder folder) throws FeedException {
    var directory = session.folders().builtFeeds();
    try {
      Files.createDirectories(directory);
      return kept(folder, directory);
    } catch (IOException e) {
      return builtForNow(folder, directory, Failure.reason(e));
    } catch (FeedException e) {
      if (!e.code().equals("database-not-written")) {
        throw e;
      }
      return builtForNow(folder, directory, e.why());
    }
  }

  private AdvisoryDatabase kept(FeedFolder folder, Path directory)
      throws FeedException, IOException {
    var file = directory.resolve(folder.fingerprint() + ".db");
    try {
      return openBuilt(file);
    } catch (FeedException e) {
      // Not there, or damaged: made (anew) below, by one process at a time.
    }
    var lock = directory.resolve("lock");
    try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = channel.lock()) {
      if (held.isValid() && Files.exists(file)) {
        try {
          return openBuilt(file);
        } catch (FeedException e) {
          Files.deleteIfExists(file);
        }
      }
      var result = build(folder, file);
      if (!result.refused().isEmpty()) {
        // Not kept, so that the next scan says again what is missing.
        Files.deleteIfExists(file);
      }
      forgetOldOnes(directory);
      return result.database();
    }
  }

  private FeedBuild.Result build(FeedFolder folder, Path file) throws FeedException {
    var result = FeedBuild.build(folder, file, new FeedBuild.Options(null, false, progress::show));
    result.refused().forEach((feed, e) -> FeedFetching.complain(session.terminal(), feed, e));
    return result;
  }

  /// The file is gone at once; its memory mapping stays until the process ends.
  private AdvisoryDatabase builtForNow(FeedFolder folder, Path directory, String why)
      throws FeedException {
    session
        .terminal()
        .complain(
            "breakwater: warning: keeping the advisories in "
                + directory
                + ": "
                + why
                + ". They are built for this scan alone; make room there, or import them"
                + " (breakwater feeds import) [cache-unwritable]");
    try {
      var temporary = Files.createTempDirectory("breakwater-advisories");
      var file = temporary.resolve("advisories.db");
      try {
        return build(folder, file).database();
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw Errors.writing(Path.of(System.getProperty("java.io.tmpdir", ".")), e);
    }
  }

  private static AdvisoryDatabase openBuilt(Path file) throws FeedException {
    var database = AdvisoryDatabase.open(file);
    try {
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
    } catch (IOException e) {
      // Only the order in which old ones are forgotten depends on it.
    }
    return database;
  }

  private static void forgetOldOnes(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      var old =
          files
              .filter(file -> file.toString().endsWith(".db"))
              .sorted(Comparator.comparing(AdvisorySource::lastUse).reversed())
              .skip(KEPT)
              .toList();
      for (var file : old) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static FileTime lastUse(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
