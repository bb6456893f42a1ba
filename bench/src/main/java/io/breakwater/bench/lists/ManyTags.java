package io.breakwater.bench.lists;

import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Pushes images that differ in their manifest, all of one layer, to 100 repositories of a server
/// that runs, and measures its lists of them, and the status of single ones at 100 requests a
/// second. What was pushed stays.
///
/// Arguments: `URL USER:PASSWORD IMAGES SECONDS`, such as `http://127.0.0.1:5000 admin:… 10000 30`.
public final class ManyTags {
  private static final int REPOSITORIES = 100;
  private static final int PUSHERS = 8;
  private static final int TURNS = 5;
  private static final int A_SECOND = 100;
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final PrintStream out;
  private final String url;
  private final String login;

  private ManyTags(PrintStream out, String url, String login) {
    this.out = out;
    this.url = url;
    this.login =
        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 4) {
      System.err.println("usage: URL USER:PASSWORD IMAGES SECONDS");
      System.exit(2);
    }
    var images = Integer.parseInt(arguments[2]);
    var run = new ManyTags(System.out, arguments[0], arguments[1]);
    run.push(images);
    run.lists("/va/api/v4/report/account/status");
    run.lists("/api/v1/images?vulnerabilities=true");
    run.statuses(images, Integer.parseInt(arguments[3]));
    run.client.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", login);
  }

  private String send(String method, String path, BodyPublisher body, String type)
      throws IOException, InterruptedException {
    var answer =
        client.send(
            request(path).header("Content-Type", type).method(method, body).build(),
            BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + answer.body());
    }
    return answer.body();
  }

  private static Built image() {
    return new ImageBuilder()
        .layer(
            new LayerBuilder()
                .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n")
                .file(
                    DpkgStatus.PATH,
                    new DpkgStatus().add("libssl3", "3.0.1-1", "amd64").source("openssl").render()))
        .build();
  }

  private void push(int images) throws Exception {
    var built = image();
    var root = new String(built.root().bytes(), StandardCharsets.UTF_8);
    var open = root.substring(0, root.lastIndexOf('}'));
    var start = System.nanoTime();
    for (var repository = 0; repository < REPOSITORIES; repository++) {
      for (var blob : built.blobs()) {
        var path = "/v2/bench/r" + repository + "/blobs/uploads/?digest=" + blob.digest();
        var _ =
            send(
                "POST", path, BodyPublishers.ofByteArray(blob.bytes()), "application/octet-stream");
      }
    }
    try (var pushers = Executors.newFixedThreadPool(PUSHERS)) {
      var pushed = new ArrayList<Future<String>>();
      for (var i = 0; i < images; i++) {
        var path = "/v2/bench/r" + i % REPOSITORIES + "/manifests/t" + i;
        var manifest = open + ",\"annotations\":{\"n\":\"" + i + "\"}}";
        pushed.add(
            pushers.submit(() -> send("PUT", path, BodyPublishers.ofString(manifest), MANIFEST)));
      }
      for (var one : pushed) {
        var _ = one.get();
      }
    }
    out.printf("pushed %,d images in %.1f s%n", images, seconds(start));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private void lists(String path) throws Exception {
    for (var turn = 0; turn < TURNS; turn++) {
      var start = System.nanoTime();
      var body = send("GET", path, BodyPublishers.noBody(), "text/plain");
      out.printf(
          "GET %s: %.2f s, %,d bytes, %d not known yet%n",
          path, seconds(start), body.length(), body.split("UNSCANNED", -1).length - 1);
    }
  }

  private void statuses(int images, int seconds) throws InterruptedException {
    var times = new ConcurrentLinkedQueue<Long>();
    var wrong = new AtomicInteger();
    var running = new Semaphore(0);
    var random = new SplittableRandom(1);
    var start = System.nanoTime();
    var all = seconds * A_SECOND;
    for (var i = 0; i < all; i++) {
      var at = start + i * (1_000_000_000L / A_SECOND);
      TimeUnit.NANOSECONDS.sleep(at - System.nanoTime());
      var n = random.nextInt(images);
      var path = "/va/api/v3/report/image/status/bench/r" + n % REPOSITORIES + ":t" + n;
      var begun = System.nanoTime();
      var _ =
          client
              .sendAsync(request(path).build(), BodyHandlers.ofString())
              .whenComplete((answer, error) -> ended(answer, begun, times, wrong, running));
    }
    running.acquire(all);
    var sorted = new ArrayList<>(times);
    sorted.sort(null);
    out.printf(
        "status of one image, %d a second: %,d requests, %d wrong, p50 %.2f ms, p99 %.2f ms%n",
        A_SECOND, all, wrong.get(), at(sorted, 0.5), at(sorted, 0.99));
  }

  private static void ended(
      HttpResponse<String> answer,
      long begun,
      ConcurrentLinkedQueue<Long> times,
      AtomicInteger wrong,
      Semaphore running) {
    times.add(System.nanoTime() - begun);
    if (answer == null || answer.statusCode() != 200) {
      wrong.incrementAndGet();
    }
    running.release();
  }

  private static double at(List<Long> sorted, double part) {
    return sorted.get((int) ((sorted.size() - 1) * part)) / 1e6;
  }
}
