package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Texts;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Progress;
import io.breakwater.cli.command.Session;
import io.breakwater.image.Layer;
import io.breakwater.image.LayerLimits;
import io.breakwater.image.remote.RegistryOptions;
import io.breakwater.inventory.ImageInventories;
import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.layer.InventoryLimits;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Options about reading an image.
final class ReadingOptions {
  private static final String CONFIGURATION_FILE_BYTES = "configuration-file-bytes";
  private static final int MOST_CONFIGURATION_FILE_BYTES = 16 << 20;

  private final Flag noCache;
  private final Flag quiet;
  private final Texts limitTexts;
  private final Texts mirrors;
  private final Flag plainHttp;

  ReadingOptions(CommandModel model) {
    model.heading("Reading:");
    noCache = model.flag("--no-cache", "Read every layer anew and keep nothing for the next time.");
    limitTexts =
        model.texts(
            "--limit",
            "NAME=NUMBER",
            "",
            "What a layer may cost before it counts as hostile:",
            "expanded-bytes, compression-ratio, entries,",
            "path-bytes, package-database-bytes,",
            "configuration-file-bytes.");
    mirrors =
        model.texts(
            "--mirror",
            "HOST=URL",
            "",
            "Ask there first for images of a registry; may be given several times.");
    plainHttp =
        model.flag(
            "--plain-http",
            "Speak to the registry without TLS; for loopback addresses it is not needed.");
    quiet = model.flag("-q", "--quiet", "No progress on standard error.");
  }

  boolean quiet() {
    return quiet.isSet();
  }

  /// How to reach a registry.
  RegistryOptions registry(Session session) {
    var options = RegistryOptions.of(session.environment()).withPlainHttp(plainHttp.isSet());
    for (var mirror : mirrors.values()) {
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
    return noCache.isSet() ? options : options.withCache(session.folders().layers());
  }

  private LayerLimits layerLimits() {
    var standard = LayerLimits.DEFAULT;
    var limits = limits();
    return new LayerLimits(
        limits.getOrDefault("expanded-bytes", standard.expandedBytes()),
        (int) (long) limits.getOrDefault("compression-ratio", (long) standard.compressionRatio()),
        (int) (long) limits.getOrDefault("entries", (long) standard.entries()),
        (int) (long) limits.getOrDefault("path-bytes", (long) standard.pathBytes()));
  }

  private InventoryLimits inventoryLimits() {
    var standard = InventoryLimits.DEFAULT;
    var database = standard.database();
    return new InventoryLimits(
        new DatabaseLimits(
            limits().getOrDefault("package-database-bytes", database.bytes()),
            limits().getOrDefault("package-database-bytes", database.storeBytes()),
            database.lineBytes(),
            database.packages(),
            database.textBytes()),
        standard.textBytes(),
        (int)
            (long)
                limits()
                    .getOrDefault(
                        CONFIGURATION_FILE_BYTES, (long) standard.configurationFileBytes()),
        standard.contents(),
        standard.keptBytes(),
        standard.imageBytes(),
        standard.fileListBytes(),
        standard.steps());
  }

  private Map<String, Long> limits() {
    var limits = new HashMap<String, Long>();
    for (var text : limitTexts.values()) {
      var equals = text.indexOf('=');
      var name = equals < 0 ? text : text.substring(0, equals);
      var most =
          switch (name) {
            case "expanded-bytes", "package-database-bytes" -> Long.MAX_VALUE;
            case "compression-ratio", "entries" -> Integer.MAX_VALUE;
            case "path-bytes" -> 1 << 20;
            case CONFIGURATION_FILE_BYTES -> MOST_CONFIGURATION_FILE_BYTES;
            default ->
                throw Failure.usage(
                    "--limit " + text,
                    "there is no such limit",
                    "It is expanded-bytes, compression-ratio, entries, path-bytes,"
                        + " package-database-bytes or configuration-file-bytes");
          };
      limits.put(name, number(text, text.substring(equals + 1), most));
    }
    return limits;
  }

  private static long number(String text, String digits, long most) {
    try {
      var value = Long.parseLong(digits);
      if (value >= 1 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Failure.usage(
        "--limit " + text, "it is no number from 1 to " + most, "Write NAME=NUMBER");
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
