package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.breakwater.testkit.feeds.ErrataOsv;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.feeds.RedHatOsv;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `feeds update` from a mirror on this machine.
class FeedsUpdateTest {
  @TempDir private Path folder = Path.of("");
  private CommandRun.Runner breakwater = new CommandRun.Runner(folder);
  private final List<String> answers = new CopyOnWriteArrayList<>();
  private HttpServer server = listening();

  private static HttpServer listening() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void aMirrorIsThere() {
    breakwater = new CommandRun.Runner(folder).at(SampleFeeds.NOW);
    served(enterprise(SampleFeeds.all()), Packing.XZ);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void whatIsNewIsFetchedOnce() {
    var first = update();
    assertThat(first.exitCode()).as(first.err()).isEqualTo(1); // DLA.list is not there
    served(new FeedFolderBuilder().dla("DLA-1-1", day(), "bash", "buster", "5", "CVE-2024-0009"));
    var second = update();
    assertThat(second.err()).isEmpty();
    assertThat(second.out())
        .contains("New advisories", "debian", "ubuntu", "kev", "alpine", "redhat", "rocky");
    assertThat(second.exitCode()).isZero();
    answers.clear();
    var third = update();
    assertThat(third.out()).contains("Nothing new");
    assertThat(third.exitCode()).isZero();
    assertThat(answers).anyMatch(line -> line.startsWith("304 /debian/tracker.json"));
    assertThat(answers).noneMatch(line -> line.startsWith("200 "));
    assertThat(breakwater.run("feeds", "show", "CVE-2024-0001").out()).contains("openssl");
  }

  @Test
  void aFeedThatIsCutKeepsWhatItSaidBefore() throws IOException {
    complete();
    var before = breakwater.run("feeds", "show", "CVE-2024-0001").out();
    var file = folder.resolve("mirror/debian/tracker.json.xz");
    var whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    var run = update();
    assertThat(run.exitCode()).isEqualTo(1);
    Scans.assertLine(run, "feed-[a-z-]+");
    assertThat(breakwater.run("feeds", "show", "CVE-2024-0001").out()).isEqualTo(before);
    assertThat(breakwater.run("feeds", "status").out()).contains("last error");
    Files.write(file, whole);
    var healed = update();
    assertThat(healed.err()).isEmpty();
    assertThat(healed.exitCode()).isZero();
    assertThat(breakwater.run("feeds", "status").out()).doesNotContain("last error");
  }

  @Test
  void oneFeedAloneIsFetchedOnRequest() {
    var run = update("--only", "kev,alpine");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(answers).noneMatch(line -> line.contains("/debian/"));
    Scans.assertRefused(update("--only", "slackware"), 2, "unknown-feed");
  }

  @Test
  void aServerThatIsDownChangesNothing() {
    complete();
    var before = breakwater.run("feeds", "show", "CVE-2024-0001").out();
    server.stop(0);
    var run = update("--only", "kev");
    assertThat(run.exitCode()).isEqualTo(1);
    Scans.assertLine(run, "feed-not-fetched");
    assertThat(breakwater.run("feeds", "show", "CVE-2024-0001").out()).isEqualTo(before);
  }

  @Test
  void aMirrorWithoutFeedsLeavesNothingBehind() {
    served(new FeedFolderBuilder());
    var run = update("--only", "ubuntu", "--from", address() + "/nowhere");
    Scans.assertRefused(run, 2, "[a-z-]+");
    assertThat(folder.resolve("data/breakwater/advisories.db")).doesNotExist();
  }

  @Test
  void aFolderIsAMirrorToo() {
    served(new FeedFolderBuilder().dla("DLA-1-1", day(), "bash", "buster", "5", "CVE-2024-0009"));
    var run = breakwater.run("feeds", "update", "--from", folder.resolve("mirror").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(breakwater.run("feeds", "show", "CVE-2024-0001").out()).contains("openssl");
  }

  @Test
  void anAddressThatIsNoneIsAUsageError() {
    for (var from : List.of("nowhere", "http://[", "")) {
      var run = breakwater.run("feeds", "update", "--from", from);
      Scans.assertRefused(run, 2, "usage");
    }
  }

  @Test
  void plainHttpElsewhereIsRefused() {
    var run = breakwater.run("feeds", "update", "--from", "http://example.org/", "--only", "kev");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("https");
  }

  private static FeedFolderBuilder enterprise(FeedFolderBuilder feeds) {
    return feeds
        .redHat(
            RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001")
                .fixed("enterprise_linux:9::baseos", "openssl-libs", "1:3.0.7-25.el9_3"))
        .errata(
            ErrataOsv.almaLinux("ALSA-2024:0001", "CVE-2024-0001")
                .fixed(9, "openssl-libs", "1:3.0.7-25.el9_3"))
        .errata(
            ErrataOsv.rocky("RLSA-2024:0001", "CVE-2024-0001")
                .fixed(9, "openssl-libs", "1:3.0.7-25.el9_3"));
  }

  private static java.time.LocalDate day() {
    return java.time.LocalDate.of(2025, 1, 11);
  }

  /// All feeds are in use.
  private void complete() {
    served(new FeedFolderBuilder().dla("DLA-1-1", day(), "bash", "buster", "5", "CVE-2024-0009"));
    assertThat(update().exitCode()).isZero();
  }

  private void served(FeedFolderBuilder feeds) {
    served(feeds, Packing.NONE);
  }

  private void served(FeedFolderBuilder feeds, Packing packing) {
    feeds.writeTo(folder.resolve("mirror"), packing);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private CommandRun update(String... more) {
    var args = new java.util.ArrayList<>(List.of("feeds", "update"));
    if (!List.of(more).contains("--from")) {
      args.addAll(List.of("--from", address()));
    }
    args.addAll(List.of(more));
    return breakwater.run(args.toArray(String[]::new));
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var file = folder.resolve("mirror" + path);
    try (exchange) {
      if (!Files.isRegularFile(file)) {
        answers.add("404 " + path);
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      var content = Files.readAllBytes(file);
      var etag = "\"" + Arrays.hashCode(content) + "\"";
      exchange.getResponseHeaders().set("ETag", etag);
      exchange.getResponseHeaders().set("Last-Modified", "Mon, 13 Jan 2025 00:00:00 GMT");
      if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        answers.add("304 " + path);
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      answers.add("200 " + path);
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    }
  }
}
