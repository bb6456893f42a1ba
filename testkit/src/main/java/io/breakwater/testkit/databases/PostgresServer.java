package io.breakwater.testkit.databases;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A PostgreSQL server of the test's own, on a loopback port, from the machine's package. The test
/// brings the driver.
///
/// ```java
/// var programs = PostgresServer.programs();
/// assumeTrue(programs.isPresent(), "skipped: PostgreSQL 15 or newer is not installed");
/// try (var server = PostgresServer.start(programs.get())) {
///   var database = server.database();
/// }
/// ```
public final class PostgresServer implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path programs;
  private final Path folder;
  private final int port;

  /// An empty database.
  ///
  /// @param url `jdbc:postgresql://127.0.0.1:PORT/NAME`
  public record Database(String url, String user, String password) {}

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /// The newest of 15 and later that is installed.
  public static Optional<Path> programs() {
    var versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (var all = Files.list(versions)) {
      return all.filter(path -> path.getFileName().toString().matches("1[5-9]|[2-9][0-9]"))
          .sorted()
          .reduce((a, b) -> b)
          .map(path -> path.resolve("bin"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Starts one with an empty folder, on a free port.
  public static PostgresServer start(Path programs) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("postgres");
    if (root()) {
      // The server refuses to run as root.
      run(List.of("chown", "postgres", folder.toString()));
    } else {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    var data = folder.resolve("data").toString();
    var initdb = programs.resolve("initdb").toString();
    run(own(List.of(initdb, "-D", data, "-A", "trust", "-U", "breakwater", "-N")));
    var server = new PostgresServer(programs, folder, freePort());
    server.control("start");
    return server;
  }

  private static boolean root() {
    return System.getProperty("user.name").equals("root");
  }

  private static List<String> own(List<String> command) {
    if (!root()) {
      return command;
    }
    var own = new ArrayList<>(List.of("setpriv", "--reuid=postgres", "--regid=postgres"));
    own.add("--clear-groups");
    own.addAll(command);
    return own;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void control(String what) throws IOException, InterruptedException {
    var options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''";
    run(
        own(
            List.of(
                programs.resolve("pg_ctl").toString(),
                "-D",
                folder.resolve("data").toString(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                options,
                "-m",
                "immediate",
                what)));
  }

  /// Ends it as a crash would, and starts it again.
  public void crash() throws IOException, InterruptedException {
    control("stop");
    control("start");
  }

  /// A new database, in a locale whose order is not that of the bytes where there is one.
  public Database database() throws SQLException {
    var url = "jdbc:postgresql://127.0.0.1:" + port + "/";
    var name = "test" + DATABASES.incrementAndGet();
    try (var connection = DriverManager.getConnection(url + "postgres", "breakwater", "");
        var statement = connection.createStatement()) {
      statement.execute(
          "create database "
              + name
              + " template template0 encoding 'UTF8' locale 'C'"
              + " locale_provider icu icu_locale 'en-US'");
    }
    return new Database(url + name, "breakwater", "");
  }

  /// Ends it and forgets everything.
  @Override
  public void close() throws IOException {
    try {
      control("stop");
      run(List.of("rm", "-rf", folder.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    var output = Files.createTempFile("postgres", ".out");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .directory(Path.of("/").toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(command + ": " + Files.readString(output));
      }
    } finally {
      Files.delete(output);
    }
  }
}
