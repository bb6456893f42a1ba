package io.breakwater.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.image.source.ImageLocation;
import io.breakwater.image.source.ImageSource;
import io.breakwater.image.source.SourceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Inventories of root file systems with databases of the real rpm against what that rpm says is
/// installed. `bench/oracle/rpm.sh DIR` makes them; `-Dbreakwater.rpmdbs=DIR` names the folder.
final class RpmOracleTest {
  private static final Path DATABASES = Path.of(System.getProperty("breakwater.rpmdbs", "-"));

  @TempDir Path temporary;

  @Test
  void theFolderOfDatabasesIsThere() {
    assumeTrue(
        Files.isDirectory(DATABASES),
        "skipped: no databases of the real rpm; bench/oracle/rpm.sh DIR makes them and"
            + " -Dbreakwater.rpmdbs=DIR names them");
    assertThat(databases()).isNotEmpty();
  }

  @TestFactory
  List<DynamicTest> packagesEqualThoseOfRpm() {
    return databases().stream()
        .map(folder -> DynamicTest.dynamicTest(folder.toString(), () -> compare(folder)))
        .toList();
  }

  private static List<Path> databases() {
    try (var folders = Files.list(DATABASES)) {
      return folders.filter(one -> Files.exists(one.resolve("expected.tsv"))).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private void compare(Path folder) throws Exception {
    var location = new ImageLocation.RootDirectory(folder.resolve("root"));
    try (var opened = ImageSource.open(location, SourceOptions.of(temporary))) {
      var inventory =
          new ImageInventories(ImageInventories.Options.standard())
              .read(opened.images().getFirst());
      assertThat(inventory.gaps()).isEmpty();
      var found = new TreeMap<String, List<String>>();
      for (var one : inventory.packages()) {
        found
            .computeIfAbsent(one.name() + "\t" + one.version() + "\t" + one.arch(), key -> list())
            .add(
                String.join(
                    "\t",
                    String.valueOf(one.sourceRpm()),
                    String.valueOf(one.module()),
                    String.valueOf(one.vendor())));
      }
      assertThat(found).isEqualTo(expected(folder.resolve("expected.tsv")));
    }
  }

  private static List<String> list() {
    return new ArrayList<>();
  }

  /// Columns: name, epoch, version, release, arch, source rpm, modularity label, vendor, install
  /// time, number of files. A package installed twice is one.
  private static Map<String, List<String>> expected(Path file) throws IOException {
    var expected = new TreeMap<String, List<String>>();
    for (var line : new TreeSet<>(Files.readAllLines(file))) {
      var parts = line.split("\t", -1);
      var epoch = parts[1].equals("(none)") || parts[1].equals("0") ? "" : parts[1] + ":";
      expected
          .computeIfAbsent(
              parts[0] + "\t" + epoch + parts[2] + "-" + parts[3] + "\t" + parts[4], key -> list())
          .add(String.join("\t", text(parts[5]), text(parts[6]), text(parts[7])));
    }
    return expected;
  }

  private static String text(String column) {
    return column.equals("(none)") ? "null" : column;
  }
}
