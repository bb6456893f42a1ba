package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `breakwater up` as a process of its own.
class UpCommandTest {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]+)");
  private static final Pattern PASSWORD = Pattern.compile("\n  ([a-z2-9]{5}(-[a-z2-9]{5}){4})\n");

  @TempDir private Path folder = Path.of("");
  private final List<Process> started = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private String login = "";

  @AfterEach
  void endWhatRuns() throws InterruptedException {
    for (var process : started) {
      process.destroyForcibly().waitFor();
    }
    client.close();
  }

  private Process start(String... options) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "io.breakwater.cli.Breakwater",
                "up",
                "--listen",
                "127.0.0.1:0"));
    command.addAll(List.of(options));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("BREAKWATER_"));
    // A JVM that is given options by it says so on standard error.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("BREAKWATER_ADVISORIES_FETCH", "false");
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
    var process =
        builder
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    started.add(process);
    return process;
  }

  /// Waits until a server listens.
  ///
  /// @return what it printed
  private String up(Process process) throws Exception {
    for (var i = 0; i < 600; i++) {
      var out = read("out");
      if (out.contains("Ctrl-C stops it")) {
        return out;
      }
      if (!process.isAlive()) {
        break;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("is not up: " + read("out") + read("err"));
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
  }

  private static String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private void logIn(String password) {
    var pair = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
    login = "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private HttpResponse<String> send(String port, String path, String method, byte[] body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", login)
            .method(method, BodyPublishers.ofByteArray(body));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String digest(byte[] content) throws Exception {
    var sha = MessageDigest.getInstance("SHA-256").digest(content);
    return "sha256:" + HexFormat.of().formatHex(sha);
  }

  private int push(String port, byte[] content) throws Exception {
    var path = "/v2/team/app/blobs/uploads/?digest=" + digest(content);
    return send(port, path, "POST", content).statusCode();
  }

  private int look(String port, byte[] content) throws Exception {
    return send(port, "/v2/team/app/blobs/" + digest(content), "HEAD", new byte[0]).statusCode();
  }

  @Test
  void theFirstStartSaysHowToLogInAndALaterOneKnowsWhatWasPushed() throws Exception {
    var process = start();
    var said = up(process);
    var port = group(ADDRESS, said);
    var password = group(PASSWORD, said);
    assertThat(said).contains("docker login localhost:" + port + " -u admin");
    logIn(password);
    var content = "content".getBytes(StandardCharsets.UTF_8);
    assertThat(push(port, content)).isEqualTo(201);
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(read("err")).contains("message=stopped").doesNotContain(password);

    var again = up(start());
    assertThat(again).doesNotContain(password).contains("admin-password");
    assertThat(look(group(ADDRESS, again), content)).isEqualTo(200);
  }

  @Test
  void whatWasAcknowledgedSurvivesAKillAndTheNextStartWaitsForNothing() throws Exception {
    var process = start();
    var said = up(process);
    logIn(group(PASSWORD, said));
    var acknowledged = new ArrayList<byte[]>();
    for (var round = 0; round < 3; round++) {
      var port = group(ADDRESS, said);
      for (var i = 0; i < 20; i++) {
        var content = ("content " + round + " " + i).getBytes(StandardCharsets.UTF_8);
        assertThat(push(port, content)).isEqualTo(201);
        acknowledged.add(content);
      }
      process.destroyForcibly().waitFor();
      process = start();
      said = up(process);
      for (var content : acknowledged) {
        assertThat(look(group(ADDRESS, said), content)).isEqualTo(200);
      }
    }
  }

  @Test
  void advisoriesAreFetchedByAProcessOfItsOwnAndTakenIntoUse() throws Exception {
    SmallFeeds.write(folder.resolve("feeds"));
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var mirror =
        SimpleFileServer.createFileServer(address, folder.resolve("feeds"), OutputLevel.NONE);
    mirror.start();
    try {
      var from = "advisories.mirror=http://127.0.0.1:" + mirror.getAddress().getPort();
      var process = start("--set", "advisories.fetch=true", "--set", from);
      up(process);
      for (var i = 0; i < 600 && !read("err").contains("advisories in use"); i++) {
        Thread.sleep(50);
      }
      assertThat(read("err")).contains("advisories in use");
      assertThat(folder.resolve("data/breakwater/advisories.db")).isNotEmptyFile();
    } finally {
      mirror.stop(0);
    }
  }

  @Test
  void aSecondSignalDoesNotWaitForAnUpload() throws Exception {
    var process = start("--set", "stop.time=1h");
    var said = up(process);
    logIn(group(PASSWORD, said));
    var port = group(ADDRESS, said);
    assertThat(push(port, new byte[1])).isEqualTo(201);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
      var head =
          String.join(
              "\r\n",
              "POST /v2/team/app/blobs/uploads/?digest=" + digest(new byte[9]) + " HTTP/1.1",
              "Host: localhost",
              "Authorization: " + login,
              "Content-Length: 9",
              "",
              "x");
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      Thread.sleep(500);
      process.destroy();
      assertThat(process.waitFor(2, TimeUnit.SECONDS)).isFalse();
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 15);
    }
  }

  @Test
  void whatKeepsItFromStartingIsOneLineWithWhatToDo() throws Exception {
    up(start());
    var locked = start("--set", "log.level=error");
    assertThat(locked.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(locked.exitValue()).isEqualTo(2);
    assertThat(read("err")).endsWith("[storage-locked]\n").hasLineCount(1);

    var run = new CommandRun.Runner(folder);
    var unknown = run.run("up", "--set", "uplods.expire=1h");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("uploads.expire", "[configuration-unknown]");
    assertThat(run.run("up", "--listen", "0.0.0.0:1").err())
        .contains("tls.certificate", "--insecure", "[insecure-listen]");
    assertThat(run.run("up", "--set", "nothing").err()).contains("KEY=VALUE");
    assertThat(run.with("BREAKWATER_CONFIG", "/none").run("up", "--check").err())
        .contains("[configuration-unreadable]");
    assertThat(new CommandRun.Runner(folder).run("up", "--check").exitCode()).isZero();
  }

  @Test
  void aRegistryIsCheckedAndCopiedWhileItRunsAndMadeAnewOfTheCopy() throws Exception {
    var said = up(start());
    logIn(group(PASSWORD, said));
    var content = "content".getBytes(StandardCharsets.UTF_8);
    assertThat(push(group(ADDRESS, said), content)).isEqualTo(201);
    var run = new CommandRun.Runner(folder).at(Instant.now().toString());
    var backup = folder.resolve("backup").toString();
    var copied = run.run("backup", backup);
    assertThat(copied.exitCode()).as(copied.err()).isZero();
    assertThat(copied.out()).contains("1 contents, 1 of them new", "0 lost");
    assertThat(run.run("gc").out()).contains("Removed 0 manifests");
    var reset = run.run("reset-password", "admin");
    assertThat(reset.exitCode()).as(reset.err()).isZero();
    var path = "/v2/team/app/tags/list";
    assertThat(send(group(ADDRESS, said), path, "GET", new byte[0]).statusCode()).isEqualTo(401);
    logIn(reset.out().strip());
    assertThat(look(group(ADDRESS, said), content)).isEqualTo(200);
    assertThat(run.run("reset-password", "nobody").err()).endsWith("[user-unknown]\n");
    var whole = run.run("fsck");
    assertThat(whole.exitCode()).as(whole.err()).isZero();
    assertThat(whole.out()).contains("all as it should be");

    var other = folder.resolve("other").toString();
    var restored = run.run("restore", backup, "--data", other);
    assertThat(restored.exitCode()).as(restored.err()).isZero();
    assertThat(run.run("restore", backup, "--data", other).err()).contains("[backup-target]");
    try (var files = Files.walk(folder.resolve("other/content/blobs"))) {
      Files.delete(files.filter(Files::isRegularFile).findFirst().orElseThrow());
    }
    var broken = run.run("fsck", "--data", other);
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.out()).contains(digest(content), "--repair");
    assertThat(run.run("fsck", "--repair", "--data", other).exitCode()).isZero();
    assertThat(run.run("fsck", "--data", folder.resolve("none").toString()).err())
        .contains("[data-folder-missing]");

    var again = up(start("--data", other));
    // The copy was made before the password was reset.
    logIn(group(PASSWORD, said));
    assertThat(look(group(ADDRESS, again), content)).isEqualTo(404);
    assertThat(push(group(ADDRESS, again), content)).isEqualTo(201);
    assertThat(look(group(ADDRESS, again), content)).isEqualTo(200);
  }

  @Test
  void theHelpNamesWhatANewcomerNeeds() {
    assertThat(new CommandRun.Runner(folder).run("up", "--help").out())
        .contains("--data", "--listen", "--insecure", "--set");
  }
}
