package io.breakwater.cli;

import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import io.breakwater.server.RegistryServer;
import io.breakwater.server.ServerException;
import io.breakwater.server.ServerFolders;
import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.ConfigurationException;
import io.breakwater.server.configuration.ConfigurationReader;
import io.breakwater.server.configuration.Settings;
import io.breakwater.server.logging.ServerLog;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Runs the server from its start to its stop.
final class ServerRun {
  /// What a shell says of a process that a signal ended.
  private static final int SIGNALLED = 128;

  private final Session session;

  ServerRun(Session session) {
    this.session = session;
  }

  int run(@Nullable String file, Map<String, List<String>> options, boolean checkOnly) {
    var configuration = configuration(session, file, options);
    var out = new PrintWriter(session.terminal().out(), false, StandardCharsets.UTF_8);
    if (checkOnly) {
      out.println("The configuration can be followed.");
      out.flush();
      return ExitCode.PASS;
    }
    ServerLog.install(
        session.terminal().err(),
        configuration.get(Settings.LOG_FORMAT),
        configuration.get(Settings.LOG_LEVEL));
    var asked = stopAsked();
    try (var server =
        RegistryServer.start(
            configuration,
            folders(session),
            session.environment(),
            session.clock(),
            Breakwater.version(),
            new FeedsProcess())) {
      new Greeting(out).print(server);
      asked.await();
      server.stop();
      return ExitCode.PASS;
    } catch (ServerException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.ERROR;
    }
  }

  private static CountDownLatch stopAsked() {
    var asked = new CountDownLatch(1);
    var before = new AtomicBoolean();
    Signals.handle(
        number -> {
          if (before.getAndSet(true)) {
            // Everything acknowledged is on disk; what runs is cut as by a power failure.
            Runtime.getRuntime().halt(SIGNALLED + number);
          }
          asked.countDown();
        });
    return asked;
  }

  static ServerFolders folders(Session session) {
    var data = session.folders().data();
    return new ServerFolders(data.resolve("registry"), data);
  }

  /// What an operator has set, for all commands about a registry.
  static Configuration configuration(
      Session session, @Nullable String file, Map<String, List<String>> options) {
    var variable = session.environment().getOrDefault("BREAKWATER_CONFIG", "");
    var named = file != null ? file : variable.isEmpty() ? null : variable;
    try {
      return ConfigurationReader.read(
          named == null ? null : Path.of(named), session.environment(), options);
    } catch (ConfigurationException e) {
      throw Failure.of(ExitCode.ERROR, e.what(), e.why(), e.next(), e.code(), e);
    }
  }

  static Failure failure(ServerException e) {
    return Failure.of(ExitCode.ERROR, e.what(), e.why(), e.next(), e.code(), e);
  }
}
