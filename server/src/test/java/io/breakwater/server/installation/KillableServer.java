package io.breakwater.server.installation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A server in a process of its own, which can be killed at any moment.
///
/// ```java
/// try (var server = KillableServer.start(folder, settings, Duration.ZERO)) {
///   server.address();
///   server.kill();
/// }
/// ```
public final class KillableServer implements AutoCloseable {
  private final Process process;
  private final URI address;

  private KillableServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /// Starts one, and waits until it listens.
  ///
  /// @param folder for all that it keeps; what it logs is in the file `err`
  /// @param settings without the prefix of variables
  /// @param ahead how much its clock is ahead
  public static KillableServer start(Path folder, Map<String, String> settings, Duration ahead)
      throws IOException {
    var log = folder.resolve("err");
    var builder = new ProcessBuilder(command(folder, ahead));
    builder.environment().keySet().removeIf(name -> name.startsWith("BREAKWATER_"));
    builder.environment().putAll(Variables.of(settings));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    var process = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var line = out.readLine();
    if (line == null || !line.startsWith(ServerProcess.LISTENING)) {
      process.destroyForcibly();
      throw new AssertionError("is not up: " + line + Files.readString(log));
    }
    return new KillableServer(
        process, URI.create(line.substring(ServerProcess.LISTENING.length())));
  }

  private static List<String> command(Path folder, Duration ahead) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin/java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx200m",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        ServerProcess.class.getName(),
        folder.toString(),
        Long.toString(ahead.toHours()));
  }

  /// Where it listens.
  public URI address() {
    return address;
  }

  /// The value of `Authorization` for the first user of the registry in a folder.
  public static String login(Path folder) throws IOException {
    var pair = ("admin:" + password(folder)).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /// The first user's.
  public static String password(Path folder) throws IOException {
    return Files.readString(folder.resolve("registry/admin-password")).strip();
  }

  /// What its threads do, for the message of a test in which it does not answer.
  public String threads() throws IOException, InterruptedException {
    var file = Files.createTempFile("threads", ".txt");
    try {
      Files.delete(file);
      var jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
      var _ =
          new ProcessBuilder(
                  jcmd, Long.toString(process.pid()), "Thread.dump_to_file", file.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      return Files.readString(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// Ends it as a crash does (`kill -9`), and waits until it is gone.
  public void kill() throws InterruptedException {
    var _ = process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
