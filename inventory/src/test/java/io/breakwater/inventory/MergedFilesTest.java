package io.breakwater.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.ImageConfig;
import io.breakwater.image.ImageException;
import io.breakwater.image.LayerEntry;
import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import io.breakwater.inventory.files.SpecialFile;
import io.breakwater.inventory.layer.InventoryLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MergedFilesTest {
  @TempDir Path cache;

  private static ImageInventory read(MemoryLayer... layers) {
    return new ImageInventories(ImageInventories.Options.standard().withThreads(1))
        .read(MemoryLayer.image(layers));
  }

  private static ImageFiles files(MemoryLayer... layers) {
    return read(layers).files();
  }

  private static String text(ImageFiles files, String path) {
    return files.find(path) instanceof Lookup.Found(var file) ? file.text() : "";
  }

  @Test
  void configurationFileHasItsTextModeOwnerAndLayer() {
    var files =
        files(
            new MemoryLayer().file("etc/passwd", "old"),
            new MemoryLayer()
                .add(
                    "etc/passwd",
                    LayerEntry.Type.FILE,
                    "root:x\n".getBytes(UTF_8),
                    "",
                    0640,
                    7,
                    4_000_000_000L),
            new MemoryLayer().file("etc/group", "x"));
    assertThat(files.find("/etc/passwd"))
        .isInstanceOfSatisfying(
            Lookup.Found.class,
            found -> {
              assertThat(found.file().text()).isEqualTo("root:x\n");
              assertThat(found.file().mode()).isEqualTo(0640);
              assertThat(found.file().uid()).isEqualTo(7);
              assertThat(found.file().gid()).isEqualTo(4_000_000_000L);
              assertThat(found.file().layer()).isEqualTo(1);
            });
  }

  @Test
  void linksAreFollowedToTheLastName() {
    var files =
        files(
            new MemoryLayer()
                .file("etc/mysql/mariadb.cnf", "[mysqld]\n")
                .symlink("etc/alternatives/my.cnf", "/etc/mysql/mariadb.cnf")
                .symlink("etc/mysql/my.cnf", "/etc/alternatives/my.cnf")
                .symlink("conf", "etc/mysql"));
    assertThat(files.find("/conf/../mysql/my.cnf"))
        .isInstanceOfSatisfying(
            Lookup.Found.class,
            found -> assertThat(found.file().path()).isEqualTo("/etc/mysql/mariadb.cnf"));
    assertThat(files.find("/conf")).isEqualTo(new Lookup.Directory("/etc/mysql"));
    assertThat(files.list("/conf/").orElseThrow()).containsExactly("mariadb.cnf", "my.cnf");
  }

  @Test
  void whatIsNotThereIsMissingAndWhatIsNotKeptIsUnread() {
    var files =
        files(
            new MemoryLayer()
                .file("etc/nginx/a.conf", "")
                .file("srv/page.html", "x")
                .symlink("etc/nginx/dangling.conf", "/srv/none")
                .symlink("etc/nginx/page.conf", "/srv/page.html")
                .device("etc/nginx/device.conf"));
    assertThat(files.find("/etc/nginx/none.conf")).isEqualTo(new Lookup.Missing());
    assertThat(files.find("/etc/nginx/dangling.conf")).isEqualTo(new Lookup.Missing());
    assertThat(files.find("/srv/none")).isEqualTo(new Lookup.Missing());
    assertThat(files.find("/srv/none/deeper")).isEqualTo(new Lookup.Missing());
    assertThat(files.find("/srv/page.html/deeper")).isEqualTo(new Lookup.Missing());
    assertThat(files.find("/etc/nginx/a.conf/")).isEqualTo(new Lookup.Missing());
    assertThat(files.find("/srv/page.html")).isInstanceOf(Lookup.Unread.class);
    assertThat(files.find("/etc/nginx/page.conf")).isInstanceOf(Lookup.Unread.class);
    assertThat(files.find("/etc/nginx/device.conf")).isInstanceOf(Lookup.Unread.class);
    assertThat(files.find("/")).isEqualTo(new Lookup.Directory("/"));
    assertThat(files.list("/srv").orElseThrow()).containsExactly("page.html");
    assertThat(files.list("/").orElseThrow()).containsExactly("etc", "srv");
    assertThat(files.list("/none")).isEmpty();
    assertThat(files.list("/srv/page.html")).isEmpty();
  }

  @Test
  void loopOfLinksIsUnknown() {
    var files = files(new MemoryLayer().symlink("etc/a.conf", "b").symlink("etc/b", "a.conf"));
    assertThat(files.find("/etc/a.conf")).isInstanceOf(Lookup.Unknown.class);
    assertThat(files.find("/etc/a.conf/x")).isInstanceOf(Lookup.Unknown.class);
  }

  @Test
  void gapMakesWhatIsAbsentUnknown() {
    var failing =
        new MemoryLayer().failing(new ImageException("layer-truncated", "reading", "cut", "do"));
    var files = files(new MemoryLayer().file("etc/passwd", "x"), failing);
    assertThat(files.find("/etc/shadow"))
        .isInstanceOfSatisfying(
            Lookup.Unknown.class, unknown -> assertThat(unknown.why()).contains("cut"));
    assertThat(files.find("/srv/x")).isInstanceOf(Lookup.Unknown.class);
    assertThat(files.find("/etc/passwd")).isInstanceOf(Lookup.Found.class);
    assertThat(files.list("/etc")).isEmpty();
  }

  @Test
  void fileWrittenThroughALinkIsFound() {
    var files =
        files(
            new MemoryLayer().dir("etc/nginx").symlink("data", "etc/nginx").dir("usr/sbin"),
            new MemoryLayer().file("data/site", "x"),
            new MemoryLayer().symlink("programs", "usr/sbin"),
            new MemoryLayer().file("programs/nginx", "x", 0755));
    assertThat(files.find("/etc/nginx/site")).isInstanceOf(Lookup.Unread.class);
    assertThat(files.find("/etc/nginx/other")).isEqualTo(new Lookup.Missing());
    assertThat(files.list("/etc/nginx").orElseThrow()).containsExactly("site");
    assertThat(files.programs("nginx")).containsExactly("/usr/sbin/nginx");
  }

  @Test
  void programsAreExecutableFilesOrLinksToThem() {
    var files =
        files(
            new MemoryLayer()
                .file("usr/sbin/nginx", "x", 0755)
                .file("usr/local/bin/nginx", "text", 0644)
                .dir("opt/sbin/nginx")
                .file("usr/lib/nginx-1.2/server", "x", 0755)
                .symlink("usr/bin/nginx", "../lib/nginx-1.2/server")
                .symlink("opt/bin/nginx", "/usr/sbin/nginx")
                .symlink("srv/bin/nginx", "/nowhere")
                .hardlink("usr/libexec/mysqld", "usr/lib/nginx-1.2/server")
                .file("usr/share/nginx", "x", 0755)
                .file("usr/sbin/sshd", "x", 0755),
            new MemoryLayer().whiteout("usr/sbin/sshd"));
    assertThat(files.programs("nginx"))
        .containsExactly("/opt/bin/nginx", "/usr/bin/nginx", "/usr/sbin/nginx");
    assertThat(files.programs("sshd")).isEmpty();
    assertThat(files.programs("cat")).isEmpty();
  }

  @Test
  void specialPermissionsAreKnownByTheLastLayerThatSetsThem() {
    var files =
        files(
            new MemoryLayer()
                .file("bin/su", "x", 04755)
                .file("bin/mail", "x", 02755)
                .file("srv/all", "x", 0666)
                .dir("tmp", 01777)
                .dir("open", 0777)
                .dir("later", 0777)
                .dir("gone", 0777)
                .symlink("link", "bin/su")
                .device("dev/null")
                .hardlink("bin/su2", "bin/su"),
            new MemoryLayer().dir("later", 0755).whiteout("gone").file("bin/mail", "x", 0755));
    assertThat(files.special())
        .containsExactly(
            new SpecialFile("/bin/su", false, 04755, 0, 0, 0),
            new SpecialFile("/bin/su2", false, 04755, 0, 0, 0),
            new SpecialFile("/open", true, 0777, 0, 0, 0),
            new SpecialFile("/srv/all", false, 0666, 0, 0, 0));
  }

  @Test
  void modeOfAHardLinkIsTheModeOfAllItsNames() {
    var layer = new MemoryLayer().file("bin/a", "x", 0755);
    layer.add("bin/b", LayerEntry.Type.HARDLINK, new byte[0], "bin/a", 04755, 3, 4);
    assertThat(files(layer).special())
        .containsExactly(new SpecialFile("/bin/b", false, 04755, 3, 4, 0));
  }

  @Test
  void limitsAreSaidNotHidden() {
    var layer =
        new MemoryLayer()
            .file("etc/nginx/large.conf", "x".repeat((64 << 10) + 1))
            .file("etc/nginx/binary.conf", "a\0b");
    for (int i = 0; i < 70; i++) {
      layer.file("etc/nginx/" + i + ".conf", "x".repeat(64 << 10));
    }
    layer.file("etc/nginx/last.conf", "x".repeat(64 << 10));
    var files = files(layer);
    assertThat(why(files, "/etc/nginx/large.conf")).contains("65537 bytes", "65536");
    assertThat(why(files, "/etc/nginx/binary.conf")).contains("NUL");
    assertThat(why(files, "/etc/nginx/last.conf")).contains("4194304");
    assertThat(text(files, "/etc/nginx/0.conf")).hasSize(64 << 10);
  }

  private static String why(ImageFiles files, String path) {
    return files.find(path) instanceof Lookup.Unread(var why) ? why : "";
  }

  @Test
  void largerLimitIsNotAnsweredFromTheCache() {
    var layer = new MemoryLayer().digest('1').file("a.conf", "x".repeat(70_000));
    var standard = ImageInventories.Options.standard().withCache(cache);
    var limits = InventoryLimits.DEFAULT;
    var larger =
        standard.withLimits(
            standard.layerLimits(),
            new InventoryLimits(
                limits.database(),
                limits.textBytes(),
                100_000,
                limits.contents(),
                limits.keptBytes(),
                limits.imageBytes(),
                limits.fileListBytes(),
                limits.steps()));
    for (int i = 0; i < 2; i++) {
      var files = new ImageInventories(standard).read(MemoryLayer.image(layer)).files();
      assertThat(why(files, "/a.conf")).contains("70000");
    }
    assertThat(layer.opened).isEqualTo(1);
    var files = new ImageInventories(larger).read(MemoryLayer.image(layer)).files();
    assertThat(text(files, "/a.conf")).hasSize(70_000);
  }

  @Test
  void hundredThousandConfigurationFilesAreKnownToBeThere() {
    var layer = new MemoryLayer().file("var/lib/dpkg/status", "Package: a\nVersion: 1\n\n");
    for (int i = 0; i < 100_000; i++) {
      layer.file("srv/" + i + ".conf", "x");
    }
    layer.file("etc/passwd", "x");
    var inventory = read(layer);
    assertThat(inventory.packages()).hasSize(1);
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.files().find("/srv/0.conf")).isInstanceOf(Lookup.Found.class);
    assertThat(inventory.files().find("/srv/99999.conf")).isInstanceOf(Lookup.Unread.class);
    assertThat(inventory.files().find("/srv/100000.conf")).isEqualTo(new Lookup.Missing());
    assertThat(inventory.files().list("/srv").orElseThrow()).hasSize(100_000);
  }

  @Test
  void namesThatAreNotUtf8AreListedSoThatTheyAreFound() {
    var files = files(new MemoryLayer().file("etc/nginx/\udcff", "x").file("etc/nginx/é", "y"));
    var names = files.list("/etc/nginx").orElseThrow();
    assertThat(names).containsExactly("é", "\udcff");
    assertThat(text(files, "/etc/nginx/" + names.getLast())).isEqualTo("x");
  }

  @Test
  void cachedLayersAnswerTheSame() {
    var layer =
        new MemoryLayer()
            .digest('1')
            .file("etc/passwd", "x", 0600)
            .file("srv/page", "x", 0644)
            .file("usr/sbin/sshd", "x", 04755)
            .file("srv/key", Keys.atLine(3));
    var inventories = new ImageInventories(ImageInventories.Options.standard().withCache(cache));
    var once = inventories.read(MemoryLayer.image(layer));
    var again = inventories.read(MemoryLayer.image(layer));
    assertThat(layer.opened).isEqualTo(1);
    assertThat(again).isEqualTo(once);
    assertThat(again.secrets()).hasSize(1);
    assertThat(again.files().find("/etc/passwd")).isEqualTo(once.files().find("/etc/passwd"));
    assertThat(again.files().special()).isEqualTo(once.files().special()).hasSize(1);
    assertThat(again.files().programs("sshd")).containsExactly("/usr/sbin/sshd");
    assertThat(again.files().find("/srv/page")).isInstanceOf(Lookup.Unread.class);
  }

  @Test
  void configurationOfTheImageIsThereUnlessItIsARootFileSystem() {
    assertThat(read(new MemoryLayer()).config()).isEmpty();
    var config = new ImageConfig(List.of(), List.of(), Map.of(), "app", List.of("A=b"));
    var inventory =
        new ImageInventories(ImageInventories.Options.standard())
            .read(MemoryLayer.image(config, new MemoryLayer()));
    assertThat(inventory.config()).contains(config);
  }
}
