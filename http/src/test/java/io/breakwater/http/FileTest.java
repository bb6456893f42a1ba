package io.breakwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files of more than one piece, and more than a connection holds.
@Timeout(60)
class FileTest {
  private static final int LENGTH = 20_000_003;
  private static final byte[] CONTENT = new byte[LENGTH];

  static {
    new Random(7).nextBytes(CONTENT);
  }

  @TempDir Path folder = Path.of("");
  private final CountDownLatch cut = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private Path file = Path.of("");
  private Served served = new Served(Routes.builder());

  @BeforeEach
  void start() throws IOException {
    file = Files.write(folder.resolve("file"), CONTENT);
    served.close();
    served =
        new Served(
            Routes.builder()
                .add("GET", "/file", "", (_, answer) -> send(0, LENGTH, answer))
                .add("GET", "/middle", "", (_, answer) -> send(1_000_000, 3_000_001, answer))
                .add("GET", "/empty", "", (_, answer) -> send(5, 0, answer))
                .add("GET", "/longer", "", (_, answer) -> send(10, LENGTH, answer))
                .add("GET", "/told", "", (_, answer) -> told(answer))
                .add("GET", "/shrinks", "", (_, answer) -> shrinking(answer)));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private void send(long offset, long length, Response answer) throws IOException {
    try (var channel = FileChannel.open(file)) {
      answer.file(channel, offset, length);
    }
  }

  private void told(Response answer) throws IOException {
    try {
      send(10, LENGTH, answer);
    } catch (IOException e) {
      failures.add(e);
      throw e;
    }
  }

  private void shrinking(Response answer) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var cutting = Thread.startVirtualThread(() -> cut(channel));
      answer.file(channel, 0, LENGTH);
      cutting.interrupt();
    }
  }

  private void cut(FileChannel channel) {
    try {
      cut.await();
      channel.truncate(LENGTH - 10);
    } catch (IOException | InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] read(Wire wire, int length) throws IOException {
    assertThat(head(wire)).startsWith("HTTP/1.1 200").contains("\r\nContent-Length: " + length);
    return wire.socket().getInputStream().readNBytes(length);
  }

  private static String head(Wire wire) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) wire.socket().getInputStream().read());
    }
    return head.toString();
  }

  private static byte[] part(int offset, int length) {
    return Arrays.copyOfRange(CONTENT, offset, offset + length);
  }

  @Test
  void oneConnectionCarriesManyAlsoWhereTheyAreAskedForAtOnce() throws Exception {
    try (var wire = served.wire()) {
      wire.send(
          "GET /middle HTTP/1.1|Host: a||GET /file HTTP/1.1|Host: a||GET /empty HTTP/1.1|Host: a||"
              + "GET /middle HTTP/1.1|Host: a||");
      // Longer than the server can send without anybody reading.
      Thread.sleep(100);
      assertThat(read(wire, 3_000_001)).isEqualTo(part(1_000_000, 3_000_001));
      assertThat(read(wire, LENGTH)).isEqualTo(CONTENT);
      assertThat(read(wire, 0)).isEmpty();
      assertThat(read(wire, 3_000_001)).isEqualTo(part(1_000_000, 3_000_001));
      wire.send("GET /empty HTTP/1.1|Host: a||");
      assertThat(read(wire, 0)).isEmpty();
    }
    Served.until(() -> served.server.counters().running() == 0);
    assertThat(served.server.counters().sent()).isEqualTo(LENGTH + 2 * 3_000_001L);
  }

  @Test
  void manyConnectionsGetWhatIsTheirs() throws Exception {
    var threads = new Thread[8];
    for (var i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (var wire = served.wire()) {
                      for (var turn = 0; turn < 3; turn++) {
                        wire.send("GET /middle HTTP/1.1|Host: a||");
                        assertThat(read(wire, 3_000_001)).isEqualTo(part(1_000_000, 3_000_001));
                      }
                    } catch (IOException | AssertionError e) {
                      failures.add(e);
                    }
                  });
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void fileThatEndsEarlyIsCutAndNothingElseIsSent() throws Exception {
    try (var wire = served.wire()) {
      wire.send("GET /longer HTTP/1.1|Host: a||");
      assertThat(head(wire)).contains("\r\nContent-Length: " + LENGTH);
      assertThat(wire.socket().getInputStream().readAllBytes()).isEqualTo(part(10, LENGTH - 10));
    } catch (SocketException _) {
      // Reset before everything was read: also cut.
    }
    Served.until(() -> served.server.counters().running() == 0);
  }

  @Test
  void fileThatEndsEarlyIsNoFaultOfTheClient() throws Exception {
    try (var wire = served.wire()) {
      wire.send("GET /told HTTP/1.1|Host: a||");
      var _ = wire.rest();
    }
    Served.until(() -> served.server.counters().running() == 0);
    assertThat(failures)
        .singleElement()
        .isNotInstanceOf(ClientGoneException.class)
        .asString()
        .contains("the file ends before its end");
  }

  @Test
  void fileThatShrinksWhileItIsSentIsCut() throws Exception {
    try (var wire = served.wire()) {
      wire.send("GET /shrinks HTTP/1.1|Host: a||");
      head(wire);
      cut.countDown();
      Served.until(() -> file.toFile().length() == LENGTH - 10);
      assertThat(wire.socket().getInputStream().readAllBytes().length)
          .isLessThanOrEqualTo(LENGTH - 10);
    } catch (SocketException _) {
      // Reset before everything was read: also cut.
    }
    Served.until(() -> served.server.counters().running() == 0);
  }

  @Test
  void clientThatGoesAwayEndsTheSending() throws Exception {
    for (var i = 0; i < 5; i++) {
      try (var wire = served.wire()) {
        wire.send("GET /file HTTP/1.1|Host: a||");
        head(wire);
        wire.socket().getInputStream().readNBytes(i * 500_000);
        wire.socket().setSoLinger(i % 2 == 0, 0);
      }
    }
    Served.until(() -> served.server.counters().running() == 0);
    Served.until(() -> served.server.counters().connections() == 0);
    assertThat(served.get("/empty").statusCode()).isEqualTo(200);
  }
}
