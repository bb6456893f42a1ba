package io.breakwater.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.http.AccessLog.Line;
import io.breakwater.server.configuration.Settings.LogFormat;
import io.breakwater.server.configuration.Settings.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerLogTest {
  private static final Logger ROOT = Logger.getLogger("");
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private List<Handler> before = List.of();
  private Level level = Level.INFO;

  @BeforeEach
  void rememberHowItWas() {
    before = List.of(ROOT.getHandlers());
    level = ROOT.getLevel();
  }

  @AfterEach
  void leaveItAsItWas() {
    for (var handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    before.forEach(ROOT::addHandler);
    ROOT.setLevel(level);
  }

  private void install(LogFormat format, LogLevel from) {
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ServerLog.install(out, format, from);
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void aMessageIsOneLineWhateverStandsInIt() {
    install(LogFormat.LOGFMT, LogLevel.INFO);
    System.getLogger("io.breakwater.server.Some")
        .log(System.Logger.Level.INFO, "pushed \"a\"\ntime=now level=error \u001b[31m\u2028");
    assertThat(lines()).hasSize(1);
    assertThat(lines().getFirst())
        .startsWith("time=")
        .endsWith(
            " level=info source=Some"
                + " message=\"pushed \\\"a\\\"\\ntime=now level=error \\u001b[31m\\u2028\"");
  }

  @Test
  void aThrowableIsOnTheSameLine() {
    install(LogFormat.JSON, LogLevel.INFO);
    System.getLogger("io.breakwater.x.Some")
        .log(System.Logger.Level.ERROR, "failed", new IllegalStateException("odd"));
    assertThat(lines()).hasSize(1);
    assertThat(lines().getFirst())
        .contains("\"level\":\"error\"", "\"error\":\"java.lang.IllegalStateException: odd\\n");
  }

  @Test
  void librariesAreHeardFromWarningsOn() {
    install(LogFormat.LOGFMT, LogLevel.DEBUG);
    Logger.getLogger("com.zaxxer.hikari.Pool").info("started");
    Logger.getLogger("com.zaxxer.hikari.Pool").warning("starved");
    Logger.getLogger("io.breakwater.a").fine("detail");
    assertThat(lines()).hasSize(2);
    assertThat(lines().getFirst()).contains("level=warning source=com.zaxxer.hikari.Pool");
    assertThat(lines().getLast()).contains("level=debug");
  }

  @Test
  void theLevelIsAskedFor() {
    install(LogFormat.LOGFMT, LogLevel.WARNING);
    Logger.getLogger("io.breakwater.a").info("no");
    Logger.getLogger("io.breakwater.a").warning("yes");
    assertThat(lines()).hasSize(1);
  }

  @Test
  void aRequestIsALineOfFields() {
    var line =
        new Line(
            "r1",
            "GET",
            "/v2/a b",
            "/v2/",
            200,
            1,
            2,
            3.25,
            "127.0.0.1",
            "HTTP/1.1",
            Optional.of("admin"),
            "cut");
    install(LogFormat.LOGFMT, LogLevel.INFO);
    new RequestLog().over(line);
    assertThat(lines().getFirst())
        .endsWith(
            " level=info request=r1 method=GET path=\"/v2/a b\" status=200 received=1 sent=2"
                + " ms=3.25 remote=127.0.0.1 protocol=HTTP/1.1 user=admin outcome=cut");
    bytes.reset();
    install(LogFormat.JSON, LogLevel.INFO);
    new RequestLog().over(line);
    assertThat(lines().getFirst()).contains("\"status\":200,", "\"ms\":3.25,");
  }
}
