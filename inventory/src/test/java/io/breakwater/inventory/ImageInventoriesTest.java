package io.breakwater.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Image;
import io.breakwater.image.ImageConfig;
import io.breakwater.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageInventoriesTest {
  private static final String DEBIAN = "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME='Debian 12'\n";

  @TempDir Path cache;

  private static String deb(String name, String version) {
    return "Package: " + name + "\nStatus: install ok installed\nVersion: " + version + "\n\n";
  }

  private static String apk(String name, String version) {
    return "P:" + name + "\nV:" + version + "\nA:x86_64\n\n";
  }

  private static MemoryLayer debian() {
    return new MemoryLayer()
        .file("etc/os-release", DEBIAN)
        .file("var/lib/dpkg/status", deb("a", "1") + deb("b", "1"));
  }

  private static ImageInventory read(Image image) {
    return new ImageInventories(ImageInventories.Options.standard()).read(image);
  }

  private static ImageInventory read(MemoryLayer... layers) {
    return read(MemoryLayer.image(layers));
  }

  private static List<String> codes(ImageInventory inventory) {
    return inventory.gaps().stream().map(Gap::code).toList();
  }

  private static List<String> names(ImageInventory inventory) {
    return inventory.packages().stream().map(InstalledPackage::name).toList();
  }

  @Test
  void databaseWrittenThroughALinkOfALowerLayerIsFound() {
    var inventory =
        read(
            new MemoryLayer()
                .dir("usr/lib")
                .symlink("lib", "usr/lib")
                .file("etc/os-release", "ID=alpine\nVERSION_ID=3.22.0\n"),
            new MemoryLayer().file("lib/apk/db/installed", apk("musl", "1.2.5-r0")));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.databases()).containsExactly("/usr/lib/apk/db/installed");
    assertThat(names(inventory)).containsExactly("musl");
  }

  @Test
  void directoryReplacesALinkToADirectory() {
    var inventory =
        read(
            new MemoryLayer()
                .symlink("lib", "usr/lib")
                .file("usr/lib/apk/db/installed", apk("old", "1")),
            new MemoryLayer().dir("lib").file("lib/apk/db/installed", apk("new", "1")));
    assertThat(inventory.databases())
        .containsExactly("/lib/apk/db/installed", "/usr/lib/apk/db/installed");
  }

  @Test
  void whiteoutHidesLowerLayersOnly() {
    var again =
        new MemoryLayer()
            .file("var/lib/dpkg/status", deb("c", "1"))
            .whiteout("var/lib/dpkg/status");
    assertThat(names(read(debian(), again))).containsExactly("c");
    var gone = read(debian(), new MemoryLayer().whiteout("var/lib/dpkg/status"));
    assertThat(gone.databases()).isEmpty();
    assertThat(gone.packages()).isEmpty();
  }

  @Test
  void opaqueDirectoryHidesWhatIsBelow() {
    var inventory =
        read(
            debian().file("var/lib/dpkg/status.d/x", deb("x", "1")),
            new MemoryLayer().file("var/lib/dpkg/status", deb("c", "1")).opaque("var/lib/dpkg"));
    assertThat(names(inventory)).containsExactly("c");
  }

  @Test
  void packageInAFileWhoseNameIsNotUtf8IsRead() {
    var layer = debian().file("var/lib/dpkg/status.d/\udcff\udcfe", deb("x", "1"));
    assertThat(names(read(layer))).containsExactly("a", "b", "x");
    layer.symlink("var/lib/dpkg/status.d/\udcfd", "nowhere");
    assertThat(codes(read(layer))).containsExactly("package-database-unreadable");
  }

  @Test
  void fileThatNobodyAsksForReplacesADirectory() {
    var inventory = read(debian(), new MemoryLayer().file("var", "x"));
    assertThat(inventory.databases()).isEmpty();
  }

  @Test
  void hardLinkToALowerLayersDatabaseIsTheDatabase() {
    var inventory =
        read(
            new MemoryLayer().file("data/status", deb("a", "1")),
            new MemoryLayer().hardlink("var/lib/dpkg/status", "data/status"),
            new MemoryLayer().whiteout("data"));
    assertThat(names(inventory)).containsExactly("a");
  }

  @Test
  void databaseOfUnknownContentIsAGap() {
    assertThat(
            codes(
                read(
                    new MemoryLayer()
                        .file("data/packages", deb("a", "1"))
                        .symlink("var/lib/dpkg/status", "/data/packages"))))
        .contains("package-database-unreadable");
    assertThat(
            codes(
                read(
                    new MemoryLayer()
                        .file("data/packages", deb("a", "1"))
                        .hardlink("var/lib/dpkg/status", "data/packages"))))
        .contains("package-database-unreadable");
    assertThat(codes(read(new MemoryLayer().device("var/lib/dpkg/status"))))
        .contains("package-database-unreadable");
    assertThat(
            codes(
                read(
                    new MemoryLayer()
                        .file("data/x", deb("a", "1"))
                        .symlink("var/lib/dpkg/status.d", "/data"))))
        .contains("package-database-unreadable");
    assertThat(
            codes(
                read(
                    new MemoryLayer().symlink("data", "var/lib/dpkg/status.d"),
                    new MemoryLayer().file("data/x", deb("a", "1")))))
        .contains("package-database-unreadable");
  }

  @Test
  void cyclicLinksEnd() {
    var inventory =
        read(
            new MemoryLayer()
                .symlink("var", "rav")
                .symlink("rav", "var")
                .symlink("etc/os-release", "os-release")
                .file("var/lib/dpkg/status", deb("a", "1")));
    assertThat(codes(inventory))
        .contains("layer-not-applicable", "package-database-unreadable", "release-file-unreadable");
  }

  @Test
  void hundredThousandEntriesOfOneName() {
    var layer = new MemoryLayer();
    for (int i = 0; i < 100_000; i++) {
      layer.file("var/lib/dpkg/status", deb("a", Integer.toString(i)));
    }
    var inventory = read(layer);
    assertThat(inventory.packages()).hasSize(1);
    assertThat(inventory.packages().getFirst().version()).isEqualTo("99999");
  }

  @Test
  void namesThatAreNotUtf8StayApart() {
    var inventory =
        read(
            debian()
                .dir("\udcff")
                .symlink("var2", "\udcfe")
                .file("\udcff/status", "x")
                .file("\udcfe/status", "y"));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(names(inventory)).containsExactly("a", "b");
  }

  @Test
  void emptyDatabaseIsAGap() {
    assertThat(codes(read(new MemoryLayer().file("var/lib/dpkg/status", ""))))
        .containsExactly("package-database-empty");
    assertThat(
            codes(
                read(
                    new MemoryLayer()
                        .file("var/lib/dpkg/status", "")
                        .file("var/lib/dpkg/status.d/a", deb("a", "1")))))
        .isEmpty();
  }

  @Test
  void packagesOfAnotherDistributionAreAGap() {
    var inventory = read(debian().file("lib/apk/db/installed", apk("musl", "1")));
    assertThat(codes(inventory)).containsExactly("packages-of-another-distribution");
    assertThat(names(inventory)).containsExactly("a", "b", "musl");
  }

  @Test
  void originIsTheLowestLayerSinceWhichThePackageIsThere() {
    var inventory =
        read(
            debian(),
            new MemoryLayer()
                .file("var/lib/dpkg/status", deb("a", "1") + deb("b", "2") + deb("c", "1")),
            new MemoryLayer()
                .file("var/lib/dpkg/status", deb("a", "1") + deb("b", "1") + deb("c", "1")));
    assertThat(inventory.packages())
        .extracting(one -> one.name() + one.origin().layer())
        .containsExactly("a0", "b2", "c1");
  }

  @Test
  void historyIsJoinedWithoutTheStepsThatMadeNoLayer() {
    var history =
        List.of(
            new ImageConfig.History("ADD base", false),
            new ImageConfig.History("CMD sh", true),
            new ImageConfig.History("RUN install", false));
    var labels = Map.of("org.opencontainers.image.base.name", "debian:12");
    var config = new ImageConfig(List.of(), history, labels, "", List.of());
    var second = new MemoryLayer().file("var/lib/dpkg/status", deb("a", "1") + deb("c", "1"));
    var inventory = read(MemoryLayer.image(config, debian(), second));
    assertThat(inventory.packages())
        .extracting(one -> one.name() + " " + one.origin().createdBy() + one.origin().base())
        .containsExactly("a ADD basetrue", "c RUN installfalse");
    var other = read(MemoryLayer.image(config, debian()));
    assertThat(other.packages().getFirst().origin().createdBy()).isEmpty();
  }

  @Test
  void damagedLayerIsAGapAndTheOthersAreRead() {
    var damaged =
        new MemoryLayer()
            .failing(new ImageException("layer-truncated", "reading", "cut", "do", 42, null));
    var inventory = read(debian(), damaged);
    assertThat(names(inventory)).containsExactly("a", "b");
    var gap = inventory.gaps().getFirst();
    assertThat(gap.code()).isEqualTo("layer-truncated");
    assertThat(gap.layer()).hasValue(1);
    assertThat(gap.offset()).hasValue(42);
  }

  @Test
  void damagedDatabaseIsAGapWithWhatCouldBeRead() {
    var inventory =
        read(new MemoryLayer().file("var/lib/dpkg/status", deb("a", "1") + "Package: b\n"));
    assertThat(codes(inventory)).containsExactly("package-database-damaged");
    assertThat(names(inventory)).containsExactly("a");
  }

  @Test
  void ubuntuProIsKnownByItsArchives() {
    var pro = "deb https://esm.ubuntu.com/infra/ubuntu jammy-infra-security main\n";
    assertThat(read(debian().file("etc/apt/sources.list.d/esm.list", pro)).subscriptions())
        .containsExactly("ubuntu-pro");
    assertThat(read(debian().file("etc/apt/sources.list.d/esm.list", "# " + pro)).subscriptions())
        .isEmpty();
  }

  @Test
  void listsElsewhereAndOddLinesTakeNoOwnersAway() {
    var owners =
        read(debian()
                .file("usr/bin/a", "")
                .symlink("bin", "usr/bin")
                .file("usr/share/zoneinfo/leap-seconds.list", "#\tATOMIC TIME\n#7 x\n")
                .file("var/lib/dpkg/info/a.list", "#9\n@b\n/bin/mount\n/usr/bin/a\n"))
            .owners();

    assertThat(owners.ownerOf("/usr/bin/a").orElseThrow().name()).isEqualTo("a");
    assertThat(owners.ownerOf("/bin/mount").orElseThrow().name()).isEqualTo("a");
    assertThat(owners.ownerOf("/usr/bin/mount").orElseThrow().name()).isEqualTo("a");
  }

  @Test
  void cachedLayersAreNotOpened() {
    var first = debian().file("var/lib/dpkg/info/a.list", "/usr/bin/a\n").digest('1');
    var second = new MemoryLayer().file("lib/apk/db/x", "").hardlink("y", "x").digest('2');
    var inventories = new ImageInventories(ImageInventories.Options.standard().withCache(cache));
    var once = inventories.read(MemoryLayer.image(first, second));
    var again = inventories.read(MemoryLayer.image(first, second));
    assertThat(first.opened).isEqualTo(1);
    assertThat(second.opened).isEqualTo(1);
    assertThat(again).isEqualTo(once);
    assertThat(again.owners().ownerOf("/usr/bin/a").orElseThrow().name()).isEqualTo("a");
    assertThat(again.owners().ownerOf("/usr/bin/b")).isEmpty();
  }

  @Test
  void damagedCacheFilesAreMadeAnew() throws IOException {
    var layer = debian().digest('1');
    var inventories = new ImageInventories(ImageInventories.Options.standard().withCache(cache));
    var expected = inventories.read(MemoryLayer.image(layer));
    Path file;
    try (var files = Files.list(cache)) {
      file = files.findFirst().orElseThrow();
    }
    var good = Files.readAllBytes(file);
    int opened = layer.opened;
    for (int i = 0; i < good.length; i += 7) {
      var bad = good.clone();
      bad[i] ^= 0x40;
      Files.write(file, bad);
      assertThat(inventories.read(MemoryLayer.image(layer))).isEqualTo(expected);
      assertThat(layer.opened).isEqualTo(++opened);
      assertThat(Files.readAllBytes(file)).isEqualTo(good);
    }
    Files.write(file, new byte[0]);
    assertThat(inventories.read(MemoryLayer.image(layer))).isEqualTo(expected);
  }

  @Test
  void incompleteInventoriesAreNotCached() throws IOException {
    var failing =
        debian().digest('1').failing(new ImageException("layer-digest-mismatch", "a", "b", "c"));
    var inventories = new ImageInventories(ImageInventories.Options.standard().withCache(cache));
    assertThat(codes(inventories.read(MemoryLayer.image(failing))))
        .containsExactly("layer-digest-mismatch");
    try (var files = Files.list(cache)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void unusableCacheIsAWarningAndNoMore() throws IOException {
    var warnings = new ArrayList<String>();
    var progress =
        new Progress() {
          @Override
          public void warning(String message) {
            warnings.add(message);
          }
        };
    var file = Files.writeString(cache.resolve("file"), "");
    var options =
        ImageInventories.Options.standard().withCache(file.resolve("cache")).withProgress(progress);
    var inventory = new ImageInventories(options).read(MemoryLayer.image(debian().digest('1')));
    assertThat(names(inventory)).containsExactly("a", "b");
    assertThat(warnings).hasSize(1);
  }
}
