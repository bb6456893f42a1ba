package io.breakwater.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.source.ImageLocation;
import io.breakwater.image.source.ImageSource;
import io.breakwater.image.source.SourceOptions;
import io.breakwater.testkit.packages.RpmHeader;
import io.breakwater.testkit.packages.RpmNdb;
import io.breakwater.testkit.packages.RpmSqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Merging layers gives what reading the flattened root file system gives: generated stacks of
/// layers, flattened in a real directory by [NaiveRoot] and read from there.
final class MergePropertyTest {
  private static final int STACKS = 1000;

  private static final List<String> PLACES =
      List.of(
          "var/lib/dpkg/status",
          "var/lib/dpkg/status",
          "var/lib/dpkg/status.d/one",
          "var/lib/dpkg/status.d/two",
          "lib/apk/db/installed",
          "usr/lib/apk/db/installed",
          "usr/lib/os-release",
          "etc/os-release",
          "etc/debian_version",
          "data/status",
          "data/dpkg/status",
          "data/installed",
          "var/lib/rpm/Packages.db",
          "usr/lib/sysimage/rpm/Packages.db",
          "var/lib/rpm/rpmdb.sqlite",
          "var/lib/rpm/rpmdb.sqlite-wal",
          "data/rpmdb.sqlite",
          "var/lib/rpm",
          "lib/boring",
          "var/lib/boring",
          "var/boring",
          "lib",
          "usr/lib",
          "var/lib",
          "var/lib/dpkg",
          "data",
          "etc");

  private static final List<String> TARGETS =
      List.of(
          "usr/lib",
          "/usr/lib",
          "../usr/lib/os-release",
          "../../data",
          "/data",
          "data",
          "lib",
          "../data/dpkg",
          "../../../data/status",
          "/data/installed",
          "../../usr/lib/sysimage/rpm",
          "/var/lib/rpm",
          "..",
          "../lib",
          "/nowhere",
          "loop");

  /// What the flattened root says then depends on a log that was read with another store.
  private static final String LOG_ELSEWHERE = "package-database-log-elsewhere";

  /// Stores of SQLite with their logs: making one takes longer than a whole stack.
  private static final List<RpmSqlite.Built> STORES =
      List.of(sqlite(0, 0), sqlite(1, 0), sqlite(1, 1), sqlite(2, 1), sqlite(2, 0));

  @TempDir Path temporary;

  private static RpmSqlite.Built sqlite(int inStore, int inLog) {
    var store = new RpmSqlite();
    for (int i = 0; i < inStore + inLog; i++) {
      store = i == inStore ? store.log() : store;
      store.add(RpmHeader.of("r" + i, "1." + inStore, "1", "noarch"));
    }
    return store.build();
  }

  @Test
  void mergingEqualsReadingTheFlattenedRoot() throws Exception {
    int exact = 0;
    int originsChecked = 0;
    int withPackages = 0;
    int withRpm = 0;
    int logsElsewhere = 0;
    for (int seed = 0; seed < STACKS; seed++) {
      var stack = new Stack(seed);
      stack.generate();
      var merged = stack.merged();
      var flat = stack.flattened();
      stack.model.clear();
      if (merged.gaps().stream().anyMatch(gap -> gap.code().equals(LOG_ELSEWHERE))) {
        logsElsewhere++;
        continue;
      }
      if (merged.gaps().stream().anyMatch(MergePropertyTest::isOfMissingContent)) {
        assertThat(identities(flat)).as("seed %s", seed).containsAll(identities(merged));
        continue;
      }
      exact++;
      withRpm += merged.databases().stream().anyMatch(one -> one.contains("/rpm")) ? 1 : 0;
      withPackages += merged.packages().isEmpty() ? 0 : 1;
      assertThat(withoutOrigins(merged)).as("seed %s", seed).isEqualTo(withoutOrigins(flat));
      originsChecked += stack.checkOrigins(merged);
    }
    assertThat(exact).isGreaterThan(STACKS * 7 / 10);
    assertThat(withRpm).isGreaterThan(STACKS / 20);
    assertThat(logsElsewhere).isBetween(1, STACKS / 10);
    assertThat(withPackages).isGreaterThan(STACKS / 4);
    assertThat(originsChecked).isGreaterThan(STACKS / 10);
  }

  /// A file reached by a name that no layer could know to matter, or to matter in this way: that
  /// is told, so the image is incomplete, but it is more than the flattened root needs to tell.
  private static boolean isOfMissingContent(Gap gap) {
    return gap.message().contains("not kept") || gap.message().contains(" is no ");
  }

  private static Set<String> identities(ImageInventory inventory) {
    return inventory.packages().stream()
        .map(one -> one.ecosystem() + " " + one.name() + " " + one.version())
        .collect(Collectors.toSet());
  }

  private static List<Object> withoutOrigins(ImageInventory inventory) {
    var parts = new ArrayList<Object>();
    parts.add(inventory.os());
    parts.add(inventory.databases());
    parts.add(inventory.subscriptions());
    inventory.packages().forEach(one -> parts.add(one.file() + " " + one.ecosystem() + one.name()));
    inventory.packages().forEach(one -> parts.add(one.version() + one.arch() + one.source()));
    inventory.gaps().forEach(gap -> parts.add(gap.code() + " " + gap.message()));
    return parts;
  }

  private final class Stack {
    private final SplittableRandom random;
    private final Path directory;
    private final NaiveRoot model;
    private final List<MemoryLayer> layers = new ArrayList<>();
    private final List<Set<String>> prefixes = new ArrayList<>();

    /// Whether every state is read too, and all databases could be read in it.
    private boolean known;

    Stack(int seed) throws IOException {
      random = new SplittableRandom(seed);
      directory = Files.createDirectory(temporary.resolve("stack-" + seed));
      model = new NaiveRoot(directory);
      // Reading every state of every stack would take longer than it tells.
      known = seed % 4 == 0;
    }

    void generate() throws Exception {
      int count = 1 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        var layer = new MemoryLayer();
        model.nextLayer();
        int entries = 1 + random.nextInt(14);
        for (int j = 0; j < entries; j++) {
          entry(layer);
        }
        layers.add(layer);
        if (known) {
          prefixes.add(identities(flattened()));
        }
        known =
            known
                && merged().gaps().stream()
                    .noneMatch(gap -> gap.code().startsWith("package-database"));
      }
    }

    private void entry(MemoryLayer layer) throws IOException {
      var path = pick(PLACES);
      switch (random.nextInt(20)) {
        case 0, 1 -> {
          if (model.directory(path)) {
            layer.dir(path);
          }
        }
        case 2, 3, 4 -> {
          var target = pick(TARGETS);
          if (model.symlink(path, target)) {
            layer.symlink(path, target);
          }
        }
        case 5, 6 -> {
          var target = pick(PLACES);
          if (model.hardlink(path, target)) {
            layer.hardlink(path, target);
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
        default -> {
          var content = content(path);
          if (model.file(path, content)) {
            layer.file(path, content);
          }
        }
      }
    }

    private byte[] content(String path) {
      var store = STORES.get(random.nextInt(STORES.size()));
      if (path.endsWith(".sqlite")) {
        return store.file();
      }
      if (path.endsWith("-wal")) {
        return store.log();
      }
      return path.endsWith(".db") ? ndb() : text(path).getBytes(UTF_8);
    }

    private byte[] ndb() {
      var store = new RpmNdb();
      for (int i = 0; i < 4; i++) {
        if (random.nextBoolean()) {
          store.add(RpmHeader.of("p" + i, "1." + random.nextInt(2), "1", "noarch"));
        }
      }
      return store.render();
    }

    private String text(String path) {
      if (path.endsWith("os-release")) {
        return "ID="
            + List.of("debian", "alpine", "rocky").get(random.nextInt(3))
            + "\nVERSION_ID=1\n";
      }
      if (path.endsWith("debian_version")) {
        return "12.5\n";
      }
      var text = new StringBuilder();
      boolean apk = path.endsWith("installed");
      for (int i = 0; i < 4; i++) {
        if (random.nextBoolean()) {
          var version = "1." + random.nextInt(2);
          text.append(
              apk
                  ? "P:p" + i + "\nV:" + version + "\nA:x86_64\n\n"
                  : "Package: p"
                      + i
                      + "\nStatus: install ok installed\nVersion: "
                      + version
                      + "\n\n");
        }
      }
      return text.toString();
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

    /// The origin is the lowest layer since which the package is there without a break.
    int checkOrigins(ImageInventory merged) {
      if (!known) {
        return 0;
      }
      for (var one : merged.packages()) {
        var identity = one.ecosystem() + " " + one.name() + " " + one.version();
        int since = layers.size() - 1;
        while (since > 0 && prefixes.get(since - 1).contains(identity)) {
          since--;
        }
        assertThat(one.origin().layer()).as("origin of %s in %s", one, directory).isEqualTo(since);
      }
      return merged.packages().size();
    }
  }
}
