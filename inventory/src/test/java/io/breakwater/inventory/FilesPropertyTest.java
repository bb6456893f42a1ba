package io.breakwater.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.source.ImageLocation;
import io.breakwater.image.source.ImageSource;
import io.breakwater.image.source.SourceOptions;
import io.breakwater.inventory.files.FoundSecret;
import io.breakwater.inventory.files.Lookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What merged layers answer about files is what the flattened root file system answers:
/// generated stacks of layers, flattened in a real directory by [NaiveRoot].
final class FilesPropertyTest {
  private static final int STACKS = Integer.getInteger("breakwater.stacks", 300);

  private static final List<String> PLACES =
      List.of(
          "etc/nginx/nginx.conf",
          "etc/nginx/conf.d/a.conf",
          "etc/nginx/conf.d/b",
          "etc/nginx/conf.d",
          "etc/nginx",
          "etc",
          "etc/passwd",
          "etc/motd",
          "data/site",
          "data/a.conf",
          "data/conf.d/c",
          "data",
          "usr/sbin/nginx",
          "usr/sbin/other",
          "usr/sbin",
          "sbin",
          "srv/key.pem",
          "srv/other",
          "srv");

  private static final List<String> TARGETS =
      List.of(
          "/data",
          "/etc/nginx",
          "../data",
          "../../data/conf.d",
          "/data/site",
          "../../data/a.conf",
          "usr/sbin",
          "other",
          "nginx",
          "/usr/sbin/other",
          "/srv/key.pem",
          "..",
          "/nowhere",
          "loop");

  @TempDir Path temporary;

  @Test
  void mergedFilesAreTheFlattenedRootsFiles() throws Exception {
    int found = 0;
    int exact = 0;
    int programs = 0;
    int special = 0;
    int hidden = 0;
    for (int seed = 0; seed < STACKS; seed++) {
      var stack = new Stack(seed);
      stack.generate();
      var merged = stack.merged();
      var flat = stack.flattened();
      stack.model.clear();
      assertThat(gaps(merged)).as("seed %s", seed).isEqualTo(gaps(flat));
      for (var path : PLACES) {
        var here = merged.files().find("/" + path);
        var there = flat.files().find("/" + path);
        assertThat(kind(here)).as("seed %s %s", seed, path).isEqualTo(kind(there));
        assertThat(merged.files().list("/" + path))
            .as("seed %s %s", seed, path)
            .isEqualTo(flat.files().list("/" + path));
        boolean both = here instanceof Lookup.Found && there instanceof Lookup.Found;
        if (both || !stack.renames) {
          assertThat(text(here)).as("seed %s %s", seed, path).isEqualTo(text(there));
          exact++;
        }
        found += both ? 1 : 0;
      }
      assertThat(special(merged)).as("seed %s", seed).isEqualTo(special(flat));
      assertThat(merged.files().programs("nginx"))
          .as("seed %s", seed)
          .isEqualTo(flat.files().programs("nginx"));
      assertThat(places(merged, FoundSecret.Fate.PRESENT))
          .as("seed %s", seed)
          .isEqualTo(places(flat, FoundSecret.Fate.PRESENT));
      assertThat(lines(merged)).as("seed %s", seed).isEqualTo(stack.secrets);
      special += merged.files().special().size();
      programs += merged.files().programs("nginx").size();
      hidden += places(merged, FoundSecret.Fate.HIDDEN).size();
    }
    assertThat(found).isGreaterThan(STACKS / 2);
    assertThat(exact).isGreaterThan(STACKS * PLACES.size() / 2);
    assertThat(special).isGreaterThan(STACKS / 4);
    assertThat(programs).isGreaterThan(STACKS / 8);
    assertThat(hidden).isGreaterThan(STACKS / 8);
  }

  private static List<String> gaps(ImageInventory inventory) {
    return inventory.gaps().stream().map(gap -> gap.code() + " " + gap.message()).toList();
  }

  private static String kind(Lookup lookup) {
    return switch (lookup) {
      case Lookup.Found(var file) -> "file";
      case Lookup.Unread(var why) -> "file";
      case Lookup.Directory(var path) -> "directory " + path;
      case Lookup.Missing() -> "missing";
      case Lookup.Unknown(var why) -> "unknown";
    };
  }

  private static String text(Lookup lookup) {
    return lookup instanceof Lookup.Found(var file)
        ? file.path() + " " + Integer.toOctalString(file.mode()) + " " + file.text()
        : "";
  }

  private static List<String> special(ImageInventory inventory) {
    return inventory.files().special().stream()
        .map(one -> one.path() + " " + one.directory() + " " + Integer.toOctalString(one.mode()))
        .toList();
  }

  private static List<String> places(ImageInventory inventory, FoundSecret.Fate fate) {
    return inventory.secrets().stream()
        .filter(one -> one.fate() == fate)
        .map(one -> one.place() + " " + one.line())
        .sorted()
        .toList();
  }

  private static Set<Integer> lines(ImageInventory inventory) {
    return inventory.secrets().stream()
        .map(FoundSecret::line)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private final class Stack {
    private final SplittableRandom random;
    private final boolean links;
    private final Path directory;
    private final NaiveRoot model;
    private final List<MemoryLayer> layers = new ArrayList<>();

    /// The lines of all secrets that were written: each file has its own.
    private final Set<Integer> secrets = new TreeSet<>();

    /// Whether a file may have got a name by which it was not known when its layer was read.
    private boolean renames;

    Stack(int seed) throws IOException {
      random = new SplittableRandom(seed);
      links = seed % 2 == 0;
      directory = Files.createDirectory(temporary.resolve("stack-" + seed));
      model = new NaiveRoot(directory);
    }

    void generate() throws IOException {
      int count = 1 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        var layer = new MemoryLayer();
        model.nextLayer();
        int entries = 1 + random.nextInt(14);
        for (int j = 0; j < entries; j++) {
          entry(layer);
        }
        layers.add(layer);
      }
    }

    private void entry(MemoryLayer layer) throws IOException {
      var path = pick(PLACES);
      switch (random.nextInt(links ? 0 : 4, 20)) {
        case 4, 5, 6 -> {
          // What is made in a directory with set-group-id inherits it, which layers do not say.
          int mode = mode();
          directory(layer, path, mode == 02750 ? 04700 : mode);
        }
        case 0, 1 -> {
          var target = pick(TARGETS);
          if (model.symlink(path, target)) {
            layer.symlink(path, target);
            renames = true;
          }
        }
        case 2, 3 -> {
          var target = pick(PLACES);
          // A runtime removes the name first and could not follow it to the target any more.
          if (!target.startsWith(path + "/") && model.hardlink(path, target)) {
            layer.hardlink(path, target);
            renames = true;
          }
        }
        case 7, 8 -> {
          if (model.whiteout(path)) {
            layer.whiteout(path);
          }
        }
        case 9 -> {
          var folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : path;
          if (model.opaque(folder)) {
            layer.opaque(folder);
          }
        }
        default -> file(layer, path, mode());
      }
    }

    private void directory(MemoryLayer layer, String path, int mode) throws IOException {
      if (model.directory(path)) {
        model.mode(path, mode);
        layer.dir(path, mode);
      }
    }

    private void file(MemoryLayer layer, String path, int mode) throws IOException {
      boolean secret = random.nextInt(4) == 0;
      int line = secrets.size() + 1;
      var text = secret ? Keys.atLine(line) : "text " + random.nextInt(1000) + "\n";
      if (model.file(path, text.getBytes(UTF_8))) {
        model.mode(path, mode);
        layer.file(path, text, mode);
        if (secret) {
          secrets.add(line);
        }
      }
    }

    private int mode() {
      return switch (random.nextInt(8)) {
        case 0 -> 04755;
        case 1 -> 0777;
        case 2 -> 01777;
        case 3 -> 02750;
        case 4 -> 0600;
        default -> 0755;
      };
    }

    private String pick(List<String> from) {
      return from.get(random.nextInt(from.size()));
    }

    ImageInventory merged() {
      return new ImageInventories(ImageInventories.Options.standard().withThreads(1))
          .read(MemoryLayer.image(layers.toArray(new MemoryLayer[0])));
    }

    ImageInventory flattened() throws Exception {
      var location = new ImageLocation.RootDirectory(directory);
      try (var opened = ImageSource.open(location, SourceOptions.of(temporary))) {
        return new ImageInventories(ImageInventories.Options.standard())
            .read(opened.images().getFirst());
      }
    }
  }
}
