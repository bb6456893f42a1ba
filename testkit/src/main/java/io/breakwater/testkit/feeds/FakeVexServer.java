package io.breakwater.testkit.feeds;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.breakwater.testkit.images.Blob;
import io.breakwater.testkit.images.LayerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Red Hat's folder of VEX documents (`/data/csaf/v2/vex/`) on the loopback interface, laid out
/// like the live one:
///
/// - `archive_latest.txt`: the name of the archive, without an end of line
/// - `csaf_vex_2024-05-01.tar.zst`: `2024/cve-2024-1.json` and so on
/// - `changes.csv`: `"2024/cve-2024-1.json","2024-05-02T10:00:00+00:00"`, newest first
/// - `deletions.csv`: the same of documents that are gone
/// - `2024/cve-2024-1.json`
///
/// Files have an `ETag` and a `Last-Modified`, `If-None-Match` and `If-Modified-Since` give 304,
/// and `Range` with a fitting `If-Range` (or none) gives 206.
public final class FakeVexServer implements AutoCloseable {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CSV_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);
  private static final String FOLDER = "/data/csaf/v2/vex/";

  /// A request as it was answered.
  ///
  /// @param path below the folder, for example `changes.csv`
  /// @param range the header, null without
  public record Fetch(String path, int status, @Nullable String range) {
    @Override
    public String toString() {
      return path + " " + status;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Served(byte[] bytes, Instant modified) {}

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Served> files = new ConcurrentHashMap<>();
  private final Map<String, CsafVex> current = new LinkedHashMap<>();
  private final Map<String, Instant> changes = new LinkedHashMap<>();
  private final Map<String, Instant> deletions = new LinkedHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, Integer> cuts = new ConcurrentHashMap<>();
  private final List<Fetch> log = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  private FakeVexServer() throws IOException {
    var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    server.setExecutor(threads);
    server.createContext(FOLDER, this::handle);
    server.start();
    writeLists(Instant.parse("2024-01-01T00:00:00Z"));
  }

  /// Listens on a free port, with no document and no archive yet.
  public static FakeVexServer start() {
    try {
      return new FakeVexServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The folder, with a slash at its end.
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + FOLDER);
  }

  /// Publishes a document, or a newer one of the same CVE.
  public FakeVexServer put(CsafVex document, Instant at) {
    current.put(document.path(), document);
    changes.put(document.path(), at);
    deletions.remove(document.path());
    files.put(document.path(), new Served(document.render(), at));
    writeLists(at);
    return this;
  }

  /// Withdraws the document of a CVE.
  public FakeVexServer delete(String cve, Instant at) {
    var path = CsafVex.of(cve).path();
    current.remove(path);
    changes.remove(path);
    files.remove(path);
    deletions.put(path, at);
    writeLists(at);
    return this;
  }

  /// Packs all documents of now into an archive of that day and names it in `archive_latest.txt`.
  public FakeVexServer archive(LocalDate day) {
    var tar = new LayerBuilder();
    current.values().forEach(document -> tar.file(document.path(), document.render()));
    var name = "csaf_vex_" + day + ".tar.zst";
    var at = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    files.put(name, new Served(Packing.ZSTD.pack(tar.tar()), at));
    files.put("archive_latest.txt", new Served(utf8(name), at));
    return this;
  }

  /// Serves these bytes as a file, whatever it is.
  public FakeVexServer replace(String path, byte[] bytes, Instant at) {
    files.put(path, new Served(bytes.clone(), at));
    return this;
  }

  /// Answers all further requests for a file with this status; 200 ends that.
  public FakeVexServer fail(String path, int status) {
    failures.put(path, status);
    return this;
  }

  /// Ends the connection of the next download of a file after so many bytes of the answer.
  public FakeVexServer cut(String path, int afterBytes) {
    cuts.put(path, afterBytes);
    return this;
  }

  /// All requests so far.
  public List<Fetch> fetches() {
    return List.copyOf(log);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void writeLists(Instant at) {
    files.put("changes.csv", new Served(csv(changes), at));
    files.put("deletions.csv", new Served(csv(deletions), at));
  }

  private static byte[] csv(Map<String, Instant> rows) {
    var sorted = new ArrayList<>(rows.entrySet());
    sorted.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    var out = new StringBuilder();
    for (var row : sorted) {
      out.append('"').append(row.getKey()).append("\",\"");
      out.append(CSV_TIME.format(row.getValue())).append("\"\n");
    }
    return utf8(out.toString());
  }

  private void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath().substring(FOLDER.length());
    var range = exchange.getRequestHeaders().getFirst("Range");
    try (exchange) {
      var ordered = failures.getOrDefault(path, 200);
      var served = files.get(path);
      var status = ordered != 200 ? ordered : served == null ? 404 : status(exchange, served);
      log.add(new Fetch(path, status, range));
      if (served == null || status >= 300) {
        exchange.sendResponseHeaders(status, -1);
      } else {
        send(exchange, path, served, status == 206 ? from(range) : 0, status);
      }
    }
  }

  private static int status(HttpExchange exchange, Served served) {
    var asked = exchange.getRequestHeaders();
    var tag = asked.getFirst("If-None-Match");
    var since = asked.getFirst("If-Modified-Since");
    exchange.getResponseHeaders().set("ETag", tag(served));
    exchange.getResponseHeaders().set("Last-Modified", HTTP_DATE.format(served.modified()));
    if (tag != null ? tag.equals(tag(served)) : HTTP_DATE.format(served.modified()).equals(since)) {
      return 304;
    }
    var range = asked.getFirst("Range");
    var condition = asked.getFirst("If-Range");
    var fits =
        condition == null
            || condition.equals(tag(served))
            || condition.equals(HTTP_DATE.format(served.modified()));
    if (range == null || !fits) {
      return 200;
    }
    return from(range) < served.bytes().length ? 206 : 416;
  }

  private void send(HttpExchange exchange, String path, Served served, int from, int status)
      throws IOException {
    var bytes = Arrays.copyOfRange(served.bytes(), from, served.bytes().length);
    if (status == 206) {
      var whole = served.bytes().length;
      var content = "bytes " + from + "-" + (whole - 1) + "/" + whole;
      exchange.getResponseHeaders().set("Content-Range", content);
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    var cut = cuts.remove(path);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes, 0, cut == null ? bytes.length : cut);
      exchange.getResponseBody().flush();
    }
  }

  /// The offset of `bytes=N-`; 0 where it is anything else.
  private static int from(@Nullable String range) {
    if (range == null || !range.startsWith("bytes=") || !range.endsWith("-")) {
      return 0;
    }
    return Integer.parseInt(range.substring(6, range.length() - 1));
  }

  private static String tag(Served served) {
    return '"' + Blob.sha256(served.bytes()).substring(7, 39) + '"';
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
