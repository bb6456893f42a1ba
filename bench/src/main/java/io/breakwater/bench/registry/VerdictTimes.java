package io.breakwater.bench.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Pushes an image again and again, each time with layers that the registry has never seen, and
/// measures from the last byte of the push to the answer with the verdict: PUT of the manifest.
final class VerdictTimes {
  private final Client client;
  private final String repository;
  private final List<GzipLayer> layers;
  private final Blob config;

  private VerdictTimes(Client client, String repository, List<GzipLayer> layers)
      throws IOException {
    this.client = client;
    this.repository = repository;
    this.layers = layers;
    this.config = config(layers);
  }

  /// Runs.
  ///
  /// @param arguments rounds, namespace, base URL, then files of layers, the lowest first, as often
  ///     as they are in the image; the login is in the environment variables `REGISTRY_USER` and
  ///     `REGISTRY_PASSWORD`
  public static void main(String[] arguments) throws Exception {
    var registry =
        new Client.Registry(
            URI.create(arguments[2]),
            System.getenv().getOrDefault("REGISTRY_USER", ""),
            System.getenv().getOrDefault("REGISTRY_PASSWORD", ""),
            new ConcurrentHashMap<>());
    var layers = new ArrayList<GzipLayer>();
    for (var file : List.of(arguments).subList(3, arguments.length)) {
      layers.add(GzipLayer.of(Path.of(file)));
    }
    var repository = arguments[1] + "/verdicts-" + Long.toString(System.currentTimeMillis(), 36);
    var bytes = layers.stream().mapToLong(GzipLayer::length).sum();
    System.out.printf(Locale.ROOT, "%,d bytes in %d layers%n", bytes, layers.size());
    try (var client = new Client(registry)) {
      var times = new VerdictTimes(client, repository, layers);
      var took = new double[Integer.parseInt(arguments[0])];
      for (var round = 0; round < took.length; round++) {
        took[round] = times.round();
      }
      print(took);
    }
  }

  private double round() throws IOException {
    // No two layers of a run are the same, nor the same as those of another run.
    var seconds = (int) (System.nanoTime() >>> 16);
    var descriptors = new ArrayList<String>();
    client.mono(repository, config);
    for (var i = 0; i < layers.size(); i++) {
      var layer = layers.get(i).at(seconds + i);
      var digest = Blob.digestOf(layer::to);
      client.mono(repository, digest, layer);
      descriptors.add(
          Client.descriptor("application/vnd.oci.image.layer.v1.tar+gzip", digest, layer.length()));
    }
    var manifest = Client.image(config, descriptors);
    var begin = System.nanoTime();
    var verdict = client.manifest(repository, "latest", manifest);
    var took = (System.nanoTime() - begin) / 1e6;
    System.out.printf(Locale.ROOT, "%.1f ms: %s%n", took, verdict.header("breakwater-verdict"));
    return took;
  }

  private static Blob config(List<GzipLayer> layers) throws IOException {
    var ids = new ArrayList<String>();
    for (var layer : layers) {
      ids.add('"' + layer.diffId() + '"');
    }
    var json =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
            + ids.stream().collect(Collectors.joining(","))
            + "]}}";
    return Blob.of(json.getBytes(UTF_8));
  }

  private static void print(double[] took) {
    Arrays.sort(took);
    System.out.printf(
        Locale.ROOT,
        "from the last byte to the verdict, %d rounds: median %.1f ms, p99 %.1f ms, most %.1f ms%n",
        took.length,
        took[took.length / 2],
        took[(int) Math.ceil(took.length * 0.99) - 1],
        took[took.length - 1]);
  }
}
