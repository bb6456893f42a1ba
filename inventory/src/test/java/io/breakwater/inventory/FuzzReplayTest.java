package io.breakwater.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.breakwater.inventory.apk.ApkFuzz;
import io.breakwater.inventory.dpkg.DpkgFuzz;
import io.breakwater.inventory.layer.LayerCacheFuzz;
import io.breakwater.inventory.redhat.ProductFilesFuzz;
import io.breakwater.inventory.release.OsReleaseFuzz;
import io.breakwater.inventory.rpm.RpmDatabaseFuzz;
import io.breakwater.testkit.packages.RpmBerkeley;
import io.breakwater.testkit.packages.RpmHeader;
import io.breakwater.testkit.packages.RpmNdb;
import io.breakwater.testkit.packages.RpmSqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replays a corpus made by code, and mutations of it, through the fuzz targets.
final class FuzzReplayTest {
  private static final int MUTATIONS = 3000;

  @TempDir Path cache;

  private static void replay(List<byte[]> corpus, Consumer<byte[]> target) {
    assertThatCode(
            () -> {
              corpus.forEach(target);
              var random = new SplittableRandom(7);
              for (int i = 0; i < MUTATIONS; i++) {
                target.accept(mutate(corpus.get(random.nextInt(corpus.size())), random));
              }
            })
        .doesNotThrowAnyException();
  }

  private static byte[] mutate(byte[] seed, SplittableRandom random) {
    var bytes = Arrays.copyOf(seed, seed.length + random.nextInt(3));
    for (int i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = "\n :=\"'\\".getBytes(UTF_8)[random.nextInt(7)];
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(bytes.length - Math.max(at, from), random.nextInt(20));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }

  private static List<byte[]> texts(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  @Test
  void dpkg() {
    replay(
        texts(
            "",
            "Package: a\nStatus: install ok installed\nVersion: 1\nSource: s (2)\n\n",
            "Package: a\nVersion: 1\n\nPackage: b\nDescription: x\n y\n .\nVersion: 2\n\n"),
        DpkgFuzz::fuzzerTestOneInput);
  }

  @Test
  void apk() {
    replay(
        texts("", "P:a\nV:1\nA:x86_64\no:b\nF:usr\nR:c\n\n", "P:a\nV:1\n\nP:b\nV:2\nF:\nR:x\n\n"),
        ApkFuzz::fuzzerTestOneInput);
  }

  @Test
  void osRelease() {
    replay(
        texts(
            "",
            "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME='D \\x'\n",
            "CentOS Linux release 7 (Core)",
            "trixie/sid",
            "Ubuntu 16.04 LTS",
            "deb [arch=amd64] http://x y z\nSuites: a b"),
        OsReleaseFuzz::fuzzerTestOneInput);
  }

  @Test
  void productFiles() {
    replay(
        texts(
            "",
            "{\"content_sets\": [\"a\", \"b\"], \"metadata\": {\"x\": [1, true, null]}}",
            "[nodejs]\nstream=16\nstate=enabled\n[x]\n"),
        ProductFilesFuzz::fuzzerTestOneInput);
  }

  @Test
  void rpmStores() {
    var header = RpmHeader.of("a", "1", "1", "noarch").owning("/a").epoch(1);
    var sqlite = new RpmSqlite().pageSize(512).log().add(header).build();
    replay(
        List.of(
            input(0, sqlite.log(), sqlite.file()),
            input(1, new byte[0], new RpmNdb().add(header).render()),
            input(2, new byte[0], new RpmBerkeley().pageSize(512).add(header).render())),
        RpmDatabaseFuzz::fuzzerTestOneInput);
  }

  private static byte[] input(int kind, byte[] log, byte[] store) {
    var input = Arrays.copyOf(new byte[] {(byte) kind, (byte) (log.length >> 8)}, 3);
    input[2] = (byte) log.length;
    int start = input.length;
    input = Arrays.copyOf(input, start + log.length + store.length);
    System.arraycopy(log, 0, input, start, log.length);
    System.arraycopy(store, 0, input, start + log.length, store.length);
    return input;
  }

  @Test
  void cacheFile() throws IOException {
    var layer =
        new MemoryLayer()
            .digest('1')
            .file("etc/os-release", "ID=debian\n")
            .file("var/lib/dpkg/status", "Package: a\nVersion: 1\n\n")
            .file("var/lib/dpkg/info/a.list", "/x\n")
            .symlink("lib", "usr/lib")
            .hardlink("a/status", "var/lib/dpkg/status")
            .whiteout("b/c")
            .opaque("d")
            .file("root/buildinfo/content_manifests/a.json", "{\"content_sets\": [\"a\"]}")
            .file("etc/passwd", "root:x", 0666)
            .file("usr/sbin/sshd", "x", 04755)
            .dir("open", 0777)
            .file("srv/key.pem", Keys.atLine(2))
            .file("etc/nginx/a.conf", Keys.atLine(1), 0600)
            .hardlink("bin/sudo", "usr/sbin/sshd")
            .device("etc/nginx/device")
            .file("var/lib/rpm/rpmdb.sqlite-wal", "x")
            .file("var/lib/rpm/Packages.db", ndb());
    var options = ImageInventories.Options.standard().withCache(cache);
    new ImageInventories(options).read(MemoryLayer.image(layer));
    byte[] file;
    try (var files = Files.list(cache)) {
      file = Files.readAllBytes(files.findFirst().orElseThrow());
    }
    // Behind header and key, with the target's own key.
    int key = 9 + 1 + file[9];
    var body = new byte[file.length - key + 2];
    body[0] = 1;
    body[1] = 'k';
    System.arraycopy(file, key, body, 2, file.length - key);
    replay(List.of(file, body), LayerCacheFuzz::fuzzerTestOneInput);
  }

  private static byte[] ndb() {
    return new RpmNdb()
        .add(RpmHeader.of("a", "1", "1", "noarch").vendor("v").modularityLabel("m:1:2:3"))
        .add(RpmHeader.of("b", "1", "1", "noarch").vendor("v").epoch(2))
        .render();
  }

  /// Found by Jazzer: a kind of entry between the known ones.
  @Test
  void aCacheFileWithAnUnknownKindOfEntryIsNoInventory() {
    var found = Base64.getDecoder().decode("AWsQAwAJ//////////8AAAoBAAAA");
    assertThatCode(() -> LayerCacheFuzz.fuzzerTestOneInput(found)).doesNotThrowAnyException();
  }
}
