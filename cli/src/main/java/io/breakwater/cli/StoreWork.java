package io.breakwater.cli;

import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Progress;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.command.Terminal;
import io.breakwater.registry.backup.BackupResult;
import io.breakwater.registry.check.CheckOptions;
import io.breakwater.registry.check.CheckProgress;
import io.breakwater.registry.check.Problem;
import io.breakwater.server.RegistryTools;
import io.breakwater.server.ServerException;
import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.Settings;
import io.breakwater.server.logging.ServerLog;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Works on the stores of a registry.
final class StoreWork {
  private final Session session;
  private final Configuration configuration;
  private final PrintWriter out;

  StoreWork(Session session, StoreOptions options) {
    this.session = session;
    configuration = ServerRun.configuration(session, options.config(), options.options());
    out = new PrintWriter(session.terminal().out(), true, StandardCharsets.UTF_8);
    ServerLog.install(
        session.terminal().err(),
        configuration.get(Settings.LOG_FORMAT),
        configuration.get(Settings.LOG_LEVEL));
  }

  private RegistryTools open() throws ServerException {
    return RegistryTools.open(configuration, ServerRun.folders(session), session.clock());
  }

  int check(boolean repair, boolean bytes) {
    var usual = CheckOptions.defaults();
    var options = new CheckOptions(repair, bytes, usual.grace(), usual.threads());
    try (var tools = open();
        var progress = new Progress(session.terminal(), true)) {
      var result =
          tools.check(
              options,
              new CheckProgress() {
                @Override
                public void read(long contents, long read, long manifests) {
                  progress.show(contents + " contents, " + megabytes(read) + " read");
                }

                @Override
                public void problem(Problem problem) {
                  progress.clear();
                  out.println(Terminal.printable(problem.text()));
                }
              });
      progress.clear();
      out.println(
          "%d contents (%s), %d manifests: %s"
              .formatted(
                  result.contents(),
                  megabytes(result.bytes()),
                  result.manifests(),
                  result.clean()
                      ? "all as it should be"
                      : result.mended()
                          ? "all repaired"
                          : "see above; --repair mends what it can"));
      return result.clean() || result.mended() ? ExitCode.PASS : ExitCode.FAIL;
    } catch (ServerException e) {
      throw ServerRun.failure(e);
    }
  }

  int backup(Path folder, boolean hardLinks) {
    try (var tools = open();
        var progress = new Progress(session.terminal(), true)) {
      var result =
          tools.backup(
              folder,
              hardLinks,
              (contents, bytes) -> progress.show(contents + " contents, " + megabytes(bytes)));
      progress.clear();
      return print("Backed up into " + folder, result);
    } catch (ServerException e) {
      throw ServerRun.failure(e);
    }
  }

  int restore(Path folder) {
    try (var progress = new Progress(session.terminal(), true)) {
      var result =
          RegistryTools.restore(
              configuration,
              ServerRun.folders(session),
              folder,
              (contents, bytes) -> progress.show(contents + " contents, " + megabytes(bytes)));
      progress.clear();
      return print("Restored from " + folder, result);
    } catch (ServerException e) {
      throw ServerRun.failure(e);
    }
  }

  private int print(String done, BackupResult result) {
    result.problems().forEach(problem -> out.println(Terminal.printable(problem)));
    out.println(
        "%s: %d contents, %d of them new (%s), %d removed, %d lost"
            .formatted(
                done,
                result.contents(),
                result.copied(),
                megabytes(result.bytes()),
                result.removed(),
                result.lost()));
    return result.lost() == 0 ? ExitCode.PASS : ExitCode.FAIL;
  }

  int collect() {
    try (var tools = open()) {
      var collected = tools.collect();
      if (collected.isEmpty()) {
        out.println(
            "A server collects garbage just now, or a backup is being made. Try again later.");
        return ExitCode.FAIL;
      }
      var what = collected.get();
      out.println(
          "Removed %d manifests from the trash, %d links, %d blobs, %d orphans, %d uploads"
              .formatted(
                  what.manifests(), what.links(), what.blobs(), what.orphans(), what.uploads()));
      return ExitCode.PASS;
    } catch (ServerException e) {
      throw ServerRun.failure(e);
    }
  }

  int resetPassword(String user) {
    try (var tools = open()) {
      out.println(tools.resetPassword(user));
      return ExitCode.PASS;
    } catch (ServerException e) {
      throw ServerRun.failure(e);
    }
  }

  private static String megabytes(long bytes) {
    return bytes < 10_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
  }
}
