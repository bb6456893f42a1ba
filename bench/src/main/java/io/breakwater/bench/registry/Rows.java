package io.breakwater.bench.registry;

import io.breakwater.bench.registry.RegistryLoad.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What is measured. Figures are of the server: CPU is user and system time of its process,
/// latencies are the client's. GB is 10^9 bytes.
final class Rows {
  private static final long MIB = 1 << 20;
  private static final Pattern LINK = Pattern.compile("<([^>]+)>.*");

  private final RegistryLoad load;
  private final Selection selection;
  private final boolean full;

  /// Which rows.
  enum Selection {
    /// All, in the sizes that the aims are stated for.
    FULL,
    /// All, in sizes of which a minute does.
    SHORT,
    /// Small images alone: 65 MB a round, and 26 MB in the one before.
    IMAGES,
    /// Blobs of 16 MiB alone: 256 MiB a round.
    BLOBS
  }

  Rows(RegistryLoad load, Selection selection) {
    this.load = load;
    this.selection = selection;
    full = selection == Selection.FULL;
  }

  void round(int round) throws IOException, InterruptedException {
    switch (selection) {
      case FULL, SHORT -> everything(round);
      case IMAGES -> {
        for (var subject : load.subjects()) {
          images(subject, round < 0 ? 100 : 250, round);
        }
      }
      case BLOBS -> transfers(16, 8);
    }
  }

  /// Blobs of a size in and out.
  private void transfers(long size, int count) throws IOException, InterruptedException {
    var blobs = blobs(count, size * MIB);
    for (var subject : load.subjects()) {
      put(subject, "PUT " + size + " MiB mono", blobs, false);
    }
    blobs = blobs(blobs.size(), size * MIB);
    for (var subject : load.subjects()) {
      put(subject, "PUT " + size + " MiB stream", blobs, true);
    }
    for (var subject : load.subjects()) {
      get(subject, "GET " + size + " MiB", blobs);
    }
  }

  private void everything(int round) throws IOException, InterruptedException {
    for (var size : full ? new long[] {1, 16, 256} : new long[] {1, 16}) {
      transfers(size, (int) Math.max(2, 512 / size / (full ? 1 : 4)));
    }
    var layers = new ArrayList<Blob>();
    for (var i = 0; i < (full ? 6 : 2); i++) {
      layers.add(Blob.layer(1024));
    }
    var unpacking = unpacking(layers);
    for (var subject : load.subjects()) {
      var cpu = put(subject, "PUT gzip layers of 64 MiB of files", layers, false);
      load.figure("the same, CPU s/GB with that of gzip -dc", subject, cpu + unpacking);
    }
    for (var subject : load.subjects()) {
      manifests(subject, full ? 40_000 : 4_000);
      images(subject, full ? 1_200 : 200, round);
    }
    for (var subject : load.subjects()) {
      tags(subject, full ? 20_000 : 1_000, round);
      clients(subject, full ? 256 : 32);
    }
  }

  private static List<Blob> blobs(int count, long size) {
    var blobs = new ArrayList<Blob>();
    for (var i = 0; i < count; i++) {
      blobs.add(Blob.random(size));
    }
    return blobs;
  }

  private static double gigabytes(List<Blob> blobs) {
    return blobs.stream().mapToLong(Blob::length).sum() / 1e9;
  }

  /// One connection; gives the server's CPU seconds for a GB.
  private double put(Subject subject, String row, List<Blob> blobs, boolean streamed)
      throws IOException, InterruptedException {
    var before = subject.server().cpu();
    var begin = System.nanoTime();
    RegistryLoad.together(
        subject,
        1,
        blobs.size(),
        (client, i) -> {
          if (streamed) {
            client.stream(subject.repository(), blobs.get(i));
          } else {
            client.mono(subject.repository(), blobs.get(i));
          }
        });
    return transfer(subject, row, blobs, before, begin);
  }

  private void get(Subject subject, String row, List<Blob> blobs)
      throws IOException, InterruptedException {
    var before = subject.server().cpu();
    var begin = System.nanoTime();
    RegistryLoad.together(
        subject,
        1,
        blobs.size(),
        (client, i) -> {
          var answer =
              Client.expect(
                  200, client.get(subject.repository(), "blobs/" + blobs.get(i).digest()));
          if (answer.length() != blobs.get(i).length()) {
            throw new IOException("a blob of another length: " + answer.length());
          }
        });
    transfer(subject, row, blobs, before, begin);
  }

  private double transfer(Subject subject, String row, List<Blob> blobs, double before, long begin)
      throws IOException, InterruptedException {
    var seconds = (System.nanoTime() - begin) / 1e9;
    // What the server does when it has answered counts, too.
    Thread.sleep(200);
    var cpu = (subject.server().cpu() - before) / gigabytes(blobs);
    load.figure(row + ", CPU s/GB", subject, cpu);
    load.figure(row + ", MB/s", subject, gigabytes(blobs) * 1000 / seconds);
    return cpu;
  }

  /// What unpacking alone costs, CPU seconds for a GB of what is packed.
  private static double unpacking(List<Blob> layers) throws IOException, InterruptedException {
    var before = ServerProcess.childrensCpu();
    for (var layer : layers) {
      var packed = new ByteArrayOutputStream();
      layer.to(packed);
      var gzip =
          new ProcessBuilder("gzip", "-dc")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var in = gzip.getOutputStream()) {
        packed.writeTo(in);
      }
      gzip.waitFor();
    }
    return (ServerProcess.childrensCpu() - before) / gigabytes(layers);
  }

  private static String image(Client client, String repository, String tag) throws IOException {
    var config = Blob.of(RegistryLoad.utf8("{\"unique\":\"" + System.nanoTime() + "\"}"));
    var layer = Blob.random(256 * 1024);
    client.head(repository, "blobs/" + layer.digest());
    client.mono(repository, layer);
    client.mono(repository, config);
    var manifest = Client.image(config, layer, tag);
    client.manifest(repository, tag, manifest);
    return manifest.digest();
  }

  private void manifests(Subject subject, int times) throws IOException, InterruptedException {
    try (var client = subject.client()) {
      image(client, subject.repository(), "asked-for");
    }
    var before = subject.server().cpu();
    var begin = System.nanoTime();
    var latencies =
        RegistryLoad.together(
            subject,
            16,
            times,
            (client, i) ->
                Client.expect(200, client.get(subject.repository(), "manifests/asked-for")));
    var seconds = (System.nanoTime() - begin) / 1e9;
    var row = "GET manifest by tag, 16 connections, ";
    load.figure(row + "req/s", subject, times / seconds);
    load.figure(row + "p50 ms", subject, latencies[times / 2] / 1e6);
    load.figure(row + "p99 ms", subject, latencies[times * 99 / 100] / 1e6);
    load.figure(row + "CPU µs", subject, (subject.server().cpu() - before) * 1e6 / times);
  }

  private void images(Subject subject, int times, int round)
      throws IOException, InterruptedException {
    var before = subject.server().cpu();
    var begin = System.nanoTime();
    var latencies =
        RegistryLoad.together(
            subject,
            8,
            times,
            (client, i) -> image(client, subject.repository(), "image-" + round + "-" + i));
    var seconds = (System.nanoTime() - begin) / 1e9;
    load.figure("push of small images, 8 connections, images/s", subject, times / seconds);
    load.figure("the same, p99 ms", subject, latencies[times * 99 / 100] / 1e6);
    load.figure("the same, CPU ms", subject, (subject.server().cpu() - before) * 1e3 / times);
  }

  private void tags(Subject subject, int count, int round)
      throws IOException, InterruptedException {
    var repository = subject.repository() + "-tags" + round;
    try (var client = subject.client()) {
      var config = Blob.of(RegistryLoad.utf8("{\"unique\":\"" + System.nanoTime() + "\"}"));
      client.mono(repository, config);
      var manifest = Client.image(config, config, "tagged");
      var tenth = new double[10];
      for (var part = 0; part < 10; part++) {
        var from = part * count / 10;
        var begin = System.nanoTime();
        RegistryLoad.together(
            subject,
            8,
            count / 10,
            (each, i) -> each.manifest(repository, "v%06d".formatted(from + i), manifest));
        tenth[part] = (System.nanoTime() - begin) / 1e6 / (count / 10.0);
      }
      load.figure("tag push, first tenth of " + count + ", ms", subject, tenth[0]);
      load.figure("tag push, last tenth, ms", subject, tenth[9]);
      pages(subject, client, repository, count);
    }
  }

  private void pages(Subject subject, Client client, String repository, int count)
      throws IOException {
    var target = "/v2/" + repository + "/tags/list?n=100";
    var pages = 0;
    var tags = 0;
    var begin = System.nanoTime();
    while (!target.isEmpty()) {
      var answer = Client.expect(200, client.get(repository, URI.create(target)));
      var link = LINK.matcher(answer.header("link"));
      target = link.matches() ? path(URI.create(link.group(1))) : "";
      tags +=
          new String(answer.body(), StandardCharsets.UTF_8).split("\"v[0-9]{6}\"", -1).length - 1;
      pages++;
    }
    // A registry that passes over n gives all in one answer; then that is the figure.
    if (tags != count) {
      throw new IOException("only " + tags + " of " + count + " tags are listed");
    }
    load.figure(
        "100 of " + count + " tags, ms", subject, (System.nanoTime() - begin) / 1e6 / pages);
  }

  private static String path(URI uri) {
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }

  private void clients(Subject subject, int size) throws IOException, InterruptedException {
    var blobs = blobs(16, size * MIB);
    subject.server().resetPeak();
    RegistryLoad.together(
        subject, 16, 16, (client, i) -> client.stream(subject.repository(), blobs.get(i)));
    load.figure(
        "16 clients push " + size + " MiB each, peak MiB resident",
        subject,
        subject.server().peak());
  }
}
