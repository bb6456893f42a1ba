package io.breakwater.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.ImageConfig;
import io.breakwater.image.LayerLimits;
import io.breakwater.inventory.database.DatabaseLimits;
import io.breakwater.inventory.layer.InventoryLimits;
import io.breakwater.testkit.packages.RpmBerkeley;
import io.breakwater.testkit.packages.RpmHeader;
import io.breakwater.testkit.packages.RpmNdb;
import io.breakwater.testkit.packages.RpmSqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// rpm databases in layers.
final class RpmImagesTest {
  private static final String CENTOS =
      """
      NAME="CentOS Linux"
      VERSION="8"
      ID="centos"
      ID_LIKE="rhel fedora"
      VERSION_ID="8"
      """;
  private static final String FOLDER = "var/lib/rpm/";
  private static final String JOURNAL = RpmSqlite.PATH + "-journal";
  private static final byte[] HOT = {(byte) 0xd9, (byte) 0xd5, 5, (byte) 0xf9};

  @TempDir Path temporary;

  private static RpmHeader bash() {
    return RpmHeader.parse("bash-4.4.20-4.el8_6.x86_64")
        .sourceRpm("bash-4.4.20-4.el8_6.src.rpm")
        .vendor("CentOS")
        .owning("/usr/bin/bash");
  }

  private static RpmHeader openssl() {
    return RpmHeader.parse("openssl-libs-1:1.1.1k-6.el8_5.x86_64")
        .sourceRpm("openssl-1.1.1k-6.el8_5.src.rpm")
        .vendor("CentOS")
        .owning("/usr/lib64/libssl.so.1.1");
  }

  private static RpmHeader nodejs() {
    return RpmHeader.of("nodejs", "18.12.1", "2.module_el8.7.0+1234+aa.x", "x86_64")
        .epoch(1)
        .vendor("Red Hat, Inc.")
        .modularityLabel("nodejs:18:8070020221208:bd1311ed");
  }

  private static MemoryLayer centos() {
    return new MemoryLayer().file("etc/os-release", CENTOS);
  }

  private ImageInventory read(MemoryLayer... layers) {
    return new ImageInventories(options()).read(MemoryLayer.image(layers));
  }

  private ImageInventories.Options options() {
    return ImageInventories.Options.standard().withSpoolDirectory(temporary.resolve("spool"));
  }

  private static List<String> codes(ImageInventory inventory) {
    return inventory.gaps().stream().map(Gap::code).toList();
  }

  private static List<String> names(ImageInventory inventory) {
    return inventory.packages().stream().map(InstalledPackage::name).toList();
  }

  @Test
  void packageIsReadWithEpochSourceModuleAndVendor() {
    var inventory =
        read(centos().file(RpmNdb.PATH, new RpmNdb().add(openssl()).add(nodejs()).render()));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.packages()).hasSize(2);
    var nodejs = inventory.packages().getFirst();
    assertThat(nodejs.version()).isEqualTo("1:18.12.1-2.module_el8.7.0+1234+aa.x");
    assertThat(nodejs.module()).isEqualTo("nodejs:18:8070020221208:bd1311ed");
    assertThat(nodejs.vendor()).isEqualTo("Red Hat, Inc.");
    var openssl = inventory.packages().getLast();
    assertThat(openssl.ecosystem()).isEqualTo(Ecosystem.RPM);
    assertThat(openssl.version()).isEqualTo("1:1.1.1k-6.el8_5");
    assertThat(openssl.arch()).isEqualTo("x86_64");
    assertThat(openssl.source()).isEqualTo("openssl");
    assertThat(openssl.sourceVersion()).isEqualTo("1:1.1.1k-6.el8_5");
    assertThat(openssl.sourceRpm()).isEqualTo("openssl-1.1.1k-6.el8_5.src.rpm");
    assertThat(openssl.module()).isNull();
    assertThat(openssl.file()).isEqualTo("/" + RpmNdb.PATH);
  }

  @Test
  void allThreeStoresAreRead() {
    for (var layer :
        List.of(
            centos().file(RpmSqlite.PATH, new RpmSqlite().add(bash()).render()),
            centos().file(RpmNdb.USR_PATH, new RpmNdb().add(bash()).render()),
            centos().file("usr/share/rpm/Packages", new RpmBerkeley().add(bash()).render()))) {
      var inventory = read(layer);
      assertThat(inventory.gaps()).isEmpty();
      assertThat(names(inventory)).containsExactly("bash");
    }
  }

  @Test
  void filesHaveOwnersAlsoOfPackagesOfOneName() {
    var store =
        new RpmSqlite()
            .add(RpmHeader.parse("kernel-5.14.0-70.el9.x86_64").owning("/boot/vmlinuz-70"))
            .add(RpmHeader.parse("kernel-5.14.0-162.el9.x86_64").owning("/boot/vmlinuz-162"))
            .add(RpmHeader.key("fd431d51"))
            .add(RpmHeader.key("d4082792"));
    var inventory = read(centos().file(RpmSqlite.PATH, store.render()));
    assertThat(inventory.packages()).hasSize(2);
    assertThat(inventory.owners().ownerOf("/boot/vmlinuz-162").orElseThrow().version())
        .isEqualTo("5.14.0-162.el9");
    assertThat(inventory.owners().ownerOf("/boot/vmlinuz-70").orElseThrow().version())
        .isEqualTo("5.14.0-70.el9");
  }

  @Test
  void originIsTheLayerThatBroughtTheVersionWhateverStaysOfTheName() {
    var old = RpmHeader.parse("kernel-5.14.0-70.el9.x86_64");
    var next = RpmHeader.parse("kernel-5.14.0-162.el9.x86_64");
    var inventory =
        read(
            centos().file(RpmSqlite.PATH, new RpmSqlite().add(old).add(bash()).render()),
            new MemoryLayer()
                .file(RpmSqlite.PATH, new RpmSqlite().add(old).add(bash()).add(next).render()));
    assertThat(inventory.packages())
        .extracting(one -> one.name() + " " + one.version() + " " + one.origin().layer())
        .containsExactly(
            "bash 4.4.20-4.el8_6 0", "kernel 5.14.0-162.el9 1", "kernel 5.14.0-70.el9 0");
  }

  @Test
  void logOfTheSameLayerIsReadWhereverItStands() {
    var store = new RpmSqlite().add(bash()).log().add(openssl()).build();
    var behind =
        read(centos().file(RpmSqlite.PATH, store.file()).file(RpmSqlite.LOG_PATH, store.log()));
    assertThat(behind.gaps()).isEmpty();
    assertThat(names(behind)).containsExactly("bash", "openssl-libs");
    var before =
        read(centos().file(RpmSqlite.LOG_PATH, store.log()).file(RpmSqlite.PATH, store.file()));
    assertThat(before.packages()).isEqualTo(behind.packages());
    assertThat(before.gaps()).isEmpty();
  }

  @Test
  void logThatOnlyAnUpperLayerHasIsAGap() {
    var store = new RpmSqlite().add(bash()).log().add(openssl()).build();
    var base = centos().file(RpmSqlite.PATH, store.file());
    var inventory = read(base, new MemoryLayer().file(RpmSqlite.LOG_PATH, store.log()));
    assertThat(codes(inventory)).containsExactly("package-database-log-elsewhere");
    assertThat(inventory.gaps().getFirst().layer()).hasValue(1);
    assertThat(names(inventory)).containsExactly("bash");
    assertThat(codes(read(base, new MemoryLayer().file(RpmSqlite.LOG_PATH, "")))).isEmpty();
    assertThat(codes(read(base, new MemoryLayer().device(RpmSqlite.LOG_PATH))))
        .containsExactly("package-database-log-elsewhere");
  }

  @Test
  void logThatAnUpperLayerTakesAwayOrReplacesIsAGap() {
    var store = new RpmSqlite().add(bash()).log().add(openssl()).build();
    var base = centos().file(RpmSqlite.PATH, store.file()).file(RpmSqlite.LOG_PATH, store.log());
    for (var above :
        List.of(
            new MemoryLayer().whiteout(RpmSqlite.LOG_PATH),
            new MemoryLayer().file(RpmSqlite.LOG_PATH, ""),
            new MemoryLayer().file(RpmSqlite.LOG_PATH, store.log()))) {
      assertThat(codes(read(base, above))).containsExactly("package-database-log-elsewhere");
    }
    var whole = new RpmSqlite().add(bash()).add(openssl()).render();
    var both = new MemoryLayer().file(RpmSqlite.PATH, whole).whiteout(RpmSqlite.LOG_PATH);
    assertThat(codes(read(base, both))).isEmpty();
  }

  @Test
  void transactionThatBrokeOffIsAGapWithThePackagesThatAreThere() {
    var store = new RpmSqlite().add(bash()).render();
    var inventory = read(centos().file(RpmSqlite.PATH, store).file(JOURNAL, HOT));
    assertThat(codes(inventory)).containsExactly("package-database-damaged");
    assertThat(inventory.gaps().getFirst().message()).contains("broke off");
    assertThat(names(inventory)).containsExactly("bash");
    var wiped = centos().file(RpmSqlite.PATH, store).file(JOURNAL, new byte[512]);
    assertThat(codes(read(wiped))).isEmpty();
    var elsewhere =
        read(centos().file(RpmSqlite.PATH, store), new MemoryLayer().file(JOURNAL, HOT));
    assertThat(codes(elsewhere)).containsExactly("package-database-log-elsewhere");
  }

  @Test
  void storeReachedByALinkIsFoundOnce() {
    var inventory =
        read(
            centos()
                .symlink("var/lib/rpm", "../../usr/lib/sysimage/rpm")
                .file(RpmSqlite.USR_PATH, new RpmSqlite().add(bash()).render()));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.databases()).containsExactly("/" + RpmSqlite.USR_PATH);
    assertThat(names(inventory)).containsExactly("bash");
  }

  @Test
  void storeWrittenThroughALinkOfALowerLayerReplacesTheOldOne() {
    var inventory =
        read(
            centos()
                .file(RpmSqlite.USR_PATH, new RpmSqlite().add(bash()).render())
                .symlink("var/lib/rpm", "../../usr/lib/sysimage/rpm"),
            new MemoryLayer()
                .file(RpmSqlite.PATH, new RpmSqlite().add(bash()).add(openssl()).render()));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(names(inventory)).containsExactly("bash", "openssl-libs");
  }

  @Test
  void linkToAFolderThatIsNotThereIsOneGap() {
    var inventory = read(centos().symlink("var/lib/rpm", "../../usr/lib/sysimage/rpm"));
    assertThat(codes(inventory)).containsExactly("package-database-unreadable");
  }

  @Test
  void hardLinkedStoreIsTheStore() {
    var inventory =
        read(
            centos()
                .file("data/rpm/rpmdb.sqlite", new RpmSqlite().add(bash()).render())
                .hardlink(RpmSqlite.PATH, "data/rpm/rpmdb.sqlite"));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(names(inventory)).containsExactly("bash");
  }

  @Test
  void fileOfAStoresNameElsewhereIsNone() {
    var archive = "Package: bash\nVersion: 5.1\n";
    var inventory =
        read(
            centos()
                .file(RpmSqlite.PATH, new RpmSqlite().add(bash()).render())
                .file("srv/mirror/binary-amd64/Packages", archive)
                .file("opt/x/Packages.db", "x"));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(names(inventory)).containsExactly("bash");
    var linked =
        read(
            centos()
                .file("srv/Packages", archive)
                .symlink("var/lib/rpm/Packages", "/srv/Packages"));
    assertThat(codes(linked)).containsExactly("package-database-unreadable");
  }

  @Test
  void ofTwoStoresInAFolderTheOneWithPackagesCounts() {
    var packages = new RpmBerkeley().add(bash()).add(openssl()).render();
    var empty = new RpmSqlite().render();
    var inventory = read(centos().file(FOLDER + "Packages", packages).file(RpmSqlite.PATH, empty));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.databases()).containsExactly("/var/lib/rpm/Packages");
    assertThat(names(inventory)).containsExactly("bash", "openssl-libs");
    var touched = read(centos().file(FOLDER + "Packages", packages).file(RpmNdb.PATH, ""));
    assertThat(touched.gaps()).isEmpty();
    assertThat(names(touched)).containsExactly("bash", "openssl-libs");
  }

  @Test
  void twoStoresThatDifferAreAGapAndTheNewerFormatCounts() {
    var old = new RpmBerkeley().add(bash()).render();
    var converted = new RpmSqlite().add(bash()).add(openssl()).render();
    var inventory = read(centos().file(FOLDER + "Packages", old).file(RpmSqlite.PATH, converted));
    assertThat(codes(inventory)).containsExactly("package-database-ambiguous");
    assertThat(names(inventory)).containsExactly("bash", "openssl-libs");
    var linked =
        read(
            centos()
                .symlink("var/lib/rpm", "../../usr/lib/sysimage/rpm")
                .file("usr/lib/sysimage/rpm/Packages", old)
                .file(RpmSqlite.USR_PATH, converted));
    assertThat(codes(linked)).containsExactly("package-database-ambiguous");
    assertThat(linked.databases()).containsExactly("/" + RpmSqlite.USR_PATH);
    assertThat(names(linked)).containsExactly("bash", "openssl-libs");
    var same = new RpmSqlite().add(bash()).render();
    assertThat(codes(read(centos().file(FOLDER + "Packages", old).file(RpmSqlite.PATH, same))))
        .isEmpty();
  }

  @Test
  void damagedStoreBesideAWholeOneIsStillAGap() {
    var whole = new RpmBerkeley().add(bash()).render();
    var inventory =
        read(centos().file(FOLDER + "Packages", whole).file(RpmSqlite.PATH, "SQLite format"));
    assertThat(codes(inventory)).containsExactly("package-database-damaged");
    assertThat(names(inventory)).containsExactly("bash");
  }

  @Test
  void damagedStoreIsAGapWithWhatCouldBeRead() {
    var good = new RpmNdb().add(bash()).add(openssl()).render();
    var cut = Arrays.copyOf(good, good.length - 64);
    var inventory = read(centos().file(RpmNdb.PATH, cut));
    assertThat(codes(inventory)).containsExactly("package-database-damaged");
    assertThat(names(inventory)).contains("bash");
  }

  @Test
  void storeWithoutAPackageIsAGap() {
    for (var layer :
        List.of(
            centos().file(RpmSqlite.PATH, new RpmSqlite().add(RpmHeader.key("1")).render()),
            centos().file(RpmSqlite.PATH, ""))) {
      assertThat(codes(read(layer))).containsExactly("package-database-empty");
    }
  }

  @Test
  void cacheKeepsAllOfAPackage() throws IOException {
    var store = new RpmSqlite().add(bash()).log().add(openssl()).add(nodejs()).build();
    var layer =
        centos()
            .digest('1')
            .file(RpmSqlite.PATH, store.file())
            .file(RpmSqlite.LOG_PATH, store.log())
            .file("etc/dnf/modules.d/nodejs.module", "[nodejs]\nstream=18\nstate=enabled\n")
            .file(
                "root/buildinfo/content_manifests/x.json",
                "{\"content_sets\": [\"rhel-8-for-x86_64-baseos-rpms\"]}");
    var cached = options().withCache(temporary.resolve("cache"));
    var once = new ImageInventories(cached).read(MemoryLayer.image(layer));
    var again = new ImageInventories(cached).read(MemoryLayer.image(layer));
    assertThat(layer.opened).isEqualTo(1);
    assertThat(again).isEqualTo(once);
    assertThat(again.gaps()).isEmpty();
    assertThat(again.products().modules()).containsEntry("nodejs", "18");
    assertThat(again.products().repositories()).hasSize(1);
    assertThat(again.owners().ownerOf("/usr/bin/bash").orElseThrow().name()).isEqualTo("bash");
    // What lies above is compared with what the cache kept of the log.
    var above = new MemoryLayer().whiteout(RpmSqlite.LOG_PATH);
    assertThat(codes(new ImageInventories(cached).read(MemoryLayer.image(layer, above))))
        .containsExactly("package-database-log-elsewhere");
  }

  @Test
  void withoutRoomForALargeStoreTheImageIsIncompleteAndNotCached() throws IOException {
    var file = Files.writeString(temporary.resolve("file"), "");
    var large = Arrays.copyOf(new RpmNdb().add(bash()).render(), 9 << 20);
    var layer = centos().digest('1').file(RpmNdb.PATH, large);
    var full =
        options().withCache(temporary.resolve("cache")).withSpoolDirectory(file.resolve("x"));
    var inventory = new ImageInventories(full).read(MemoryLayer.image(layer));
    assertThat(codes(inventory)).containsExactly("spool-failed");
    assertThat(inventory.gaps().getFirst().next()).contains("make room");
    var roomy = options().withCache(temporary.resolve("cache"));
    assertThat(names(new ImageInventories(roomy).read(MemoryLayer.image(layer))))
        .containsExactly("bash");
    try (var left = Files.list(temporary.resolve("spool"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void largeStoreAndItsLogAreReadFromTemporaryFilesThatAreGoneThen() throws IOException {
    var large = bash().string(1005, "x".repeat(9 << 20));
    var store = new RpmSqlite().add(large).log().add(openssl()).build();
    var inventory =
        read(centos().file(RpmSqlite.PATH, store.file()).file(RpmSqlite.LOG_PATH, store.log()));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(names(inventory)).containsExactly("bash", "openssl-libs");
    try (var left = Files.list(temporary.resolve("spool"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void storesThatPassTheLimitTogetherAreAGap() {
    var standard = InventoryLimits.DEFAULT;
    var database = standard.database();
    var small =
        new InventoryLimits(
            new DatabaseLimits(
                database.bytes(),
                40_000,
                database.lineBytes(),
                database.packages(),
                database.textBytes()),
            standard.textBytes(),
            standard.configurationFileBytes(),
            standard.contents(),
            standard.keptBytes(),
            standard.imageBytes(),
            standard.fileListBytes(),
            standard.steps());
    var store = new RpmSqlite().add(bash()).render();
    assertThat(store).hasSizeGreaterThan(20_000);
    var layer = centos().file("data/rpm/rpmdb.sqlite", store).file(RpmSqlite.PATH, store);
    var limited = options().withLimits(LayerLimits.DEFAULT, small);
    assertThat(codes(new ImageInventories(limited).read(MemoryLayer.image(layer))))
        .containsExactly("package-database-too-large");
    assertThat(codes(read(layer))).isEmpty();
  }

  @Test
  void productsAreReadFromTheMergedRoot() {
    var store = new RpmSqlite().add(bash()).render();
    var manifest = "root/buildinfo/content_manifests/";
    var config =
        new ImageConfig(
            List.of(),
            List.of(),
            Map.of("cpe", "cpe:/a:redhat:rhel_eus:8.6::appstream"),
            "",
            List.of());
    var image =
        MemoryLayer.image(
            config,
            centos()
                .file(RpmSqlite.PATH, store)
                .file(manifest + "a.json", "{\"content_sets\": [\"gone\"]}")
                .file(manifest + "b.json", "{\"content_sets\": [\"b2\", \"b1\"]}")
                .file("usr/share/buildinfo/labels.json", "{\"content_sets\": [\"not\"]}")
                .file("usr/share/buildinfo/content-sets.json", "{\"content_sets\": [\"c\"]}")
                .file("etc/dnf/modules.d/php.module", "[php]\nstream=7.4\nstate=disabled\n"),
            new MemoryLayer().whiteout(manifest + "a.json"));
    var inventory = new ImageInventories(options()).read(image);
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.products().repositories()).containsExactly("b1", "b2", "c");
    assertThat(inventory.products().cpes())
        .containsExactly("cpe:/a:redhat:rhel_eus:8.6::appstream");
    assertThat(inventory.products().modules()).isEmpty();
  }

  @Test
  void productFileThatCannotBeReadIsAGap() {
    var store = new RpmSqlite().add(bash()).render();
    var manifests = "root/buildinfo/content_manifests";
    var damaged = read(centos().file(RpmSqlite.PATH, store).file(manifests + "/a.json", "{"));
    assertThat(codes(damaged)).containsExactly("content-manifest-damaged");
    var linked =
        read(
            centos()
                .file(RpmSqlite.PATH, store)
                .file("data/sets.txt", "{}")
                .symlink(manifests + "/a.json", "/data/sets.txt"));
    assertThat(codes(linked)).containsExactly("product-file-unreadable");
    var elsewhere =
        read(centos().file(RpmSqlite.PATH, store).dir("data").symlink(manifests, "/data"));
    assertThat(codes(elsewhere)).containsExactly("product-file-unreadable");
  }

  @Test
  void releaseThatItsReleasePackageContradictsIsAGap() {
    var alma = RpmHeader.parse("almalinux-release-8.6-2.el8.x86_64");
    var inventory =
        read(centos().file(RpmSqlite.PATH, new RpmSqlite().add(bash()).add(alma).render()));
    assertThat(codes(inventory)).containsExactly("release-contradicted");
    var own = RpmHeader.parse("centos-linux-release-8.6-1.el8.noarch");
    var scl = RpmHeader.parse("centos-release-scl-2-3.el7.noarch");
    var epel = RpmHeader.parse("epel-release-8-15.el8.noarch");
    var right = new RpmSqlite().add(own).add(scl).add(epel).render();
    assertThat(codes(read(centos().file(RpmSqlite.PATH, right)))).isEmpty();
  }

  @Test
  void threeThousandPackagesWithAHundredThousandFilesAreRead() {
    var store = new RpmBerkeley().buckets(512);
    for (int i = 0; i < 3000; i++) {
      var paths = new String[35];
      for (int j = 0; j < paths.length; j++) {
        paths[j] = "/usr/share/package-" + i + "/folder/file-" + j + ".html";
      }
      store.add(RpmHeader.of("package-" + i, "1." + i, "1.el8", "noarch").owning(paths));
    }
    var inventory = read(centos().file(FOLDER + "Packages", store.render()));
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.packages()).hasSize(3000);
    assertThat(
            inventory
                .owners()
                .ownerOf("/usr/share/package-2999/folder/file-34.html")
                .orElseThrow()
                .name())
        .isEqualTo("package-2999");
  }
}
