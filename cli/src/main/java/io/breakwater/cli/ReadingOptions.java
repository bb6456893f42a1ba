package io.breakwater.cli;

import io.breakwater.image.Layer;
import io.breakwater.image.LayerLimits;
import io.breakwater.image.remote.RegistryOptions;
import io.breakwater.inventory.ImageInventories;
import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.layer.InventoryLimits;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Option;

/// Options about reading an image.
final class ReadingOptions {
  @Option(
      names = "--no-cache",
      description = "Read every layer anew and keep nothing for the next time.")
  private boolean noCache;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress on standard error.")
  boolean quiet;

  @Option(
      names = "--limit",
      paramLabel = "NAME=NUMBER",
      description = {
        "What a layer may cost before it counts as hostile: expanded-bytes, compression-ratio,",
        "entries, path-bytes, package-database-bytes."
      })
  private Map<String, Long> limits = Map.of();

  @Option(
      names = "--mirror",
      paramLabel = "HOST=URL",
      description = "Ask there first for images of a registry; may be given several times.")
  private List<String> mirrors = List.of();

  @Option(
      names = "--plain-http",
      description = "Speak to the registry without TLS; for loopback addresses it is not needed.")
  private boolean plainHttp;

  /// How to reach a registry.
  RegistryOptions registry(Session session) {
    var options = RegistryOptions.of(session.environment()).withPlainHttp(plainHttp);
    for (var mirror : mirrors) {
      try {
        options = options.withMirror(mirror);
      } catch (IllegalArgumentException e) {
        throw Failure.usage(
            "--mirror " + mirror,
            String.valueOf(e.getMessage()),
            "For example --mirror docker.io=https://mirror.example");
      }
    }
    return options;
  }

  ImageInventories.Options inventoryOptions(Session session, Progress progress) {
    var options =
        ImageInventories.Options.standard()
            .withLimits(layerLimits(), inventoryLimits())
            .withProgress(new LayerProgress(session, progress));
    return noCache ? options : options.withCache(session.folders().layers());
  }

  private LayerLimits layerLimits() {
    var standard = LayerLimits.DEFAULT;
    for (var name : limits.keySet()) {
      switch (name) {
        case "expanded-bytes",
            "compression-ratio",
            "entries",
            "path-bytes",
            "package-database-bytes" -> {}
        default ->
            throw Failure.usage(
                "--limit " + name,
                "there is no such limit",
                "It is expanded-bytes, compression-ratio, entries, path-bytes or"
                    + " package-database-bytes");
      }
    }
    return new LayerLimits(
        limit("expanded-bytes", standard.expandedBytes(), Long.MAX_VALUE),
        (int) limit("compression-ratio", standard.compressionRatio(), Integer.MAX_VALUE),
        (int) limit("entries", standard.entries(), Integer.MAX_VALUE),
        (int) limit("path-bytes", standard.pathBytes(), 1 << 20));
  }

  private InventoryLimits inventoryLimits() {
    var standard = InventoryLimits.DEFAULT;
    var database = standard.database();
    return new InventoryLimits(
        new DatabaseLimits(
            limit("package-database-bytes", database.bytes(), Long.MAX_VALUE),
            database.lineBytes(),
            database.packages(),
            database.textBytes()),
        standard.textBytes(),
        standard.contents(),
        standard.keptBytes(),
        standard.imageBytes(),
        standard.fileListBytes(),
        standard.steps());
  }

  private long limit(String name, long standard, long most) {
    var value = limits.getOrDefault(name, standard);
    if (value < 1 || value > most) {
      throw Failure.usage(
          "--limit " + name + "=" + value, "it must be from 1 to " + most, "Write a number");
    }
    return value;
  }

  /// Shows how far the layers are, all together.
  private static final class LayerProgress implements io.breakwater.inventory.Progress {
    private final Session session;
    private final Progress progress;
    private final Map<Integer, Long> bytes = new ConcurrentHashMap<>();

    LayerProgress(Session session, Progress progress) {
      this.session = session;
      this.progress = progress;
    }

    @Override
    public void read(Layer layer, long expandedBytes) {
      bytes.put(layer.index(), expandedBytes);
      var sum = bytes.values().stream().mapToLong(Long::longValue).sum();
      progress.show("reading layers: " + sum / (1 << 20) + " MB unpacked …");
    }

    @Override
    public void warning(String message) {
      session.terminal().complain("breakwater: warning: " + message);
    }
  }
}
