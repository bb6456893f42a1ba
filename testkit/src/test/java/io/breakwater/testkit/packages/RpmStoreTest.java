package io.breakwater.testkit.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the builders write is what the real rpm reads, digests checked.
final class RpmStoreTest {
  private static final String FORMAT =
      "%{NAME} %{EPOCH} %{VERSION} %{RELEASE} %{ARCH} %{SOURCERPM} %{MODULARITYLABEL} %{VENDOR}"
          + " %{INSTALLTIME} [%{FILENAMES},]\\n";

  private static final List<RpmHeader> PACKAGES =
      List.of(
          RpmHeader.parse("bash-4.4.20-4.el8_6.x86_64").vendor("CentOS").owning("/usr/bin/bash"),
          RpmHeader.key("8483c65d"),
          RpmHeader.parse("nodejs-1:18.12.1-2.module+el8.7.0+17306+fc023f99.x86_64")
              .modularityLabel("nodejs:18:8070020221208:bd1311ed")
              .vendor("Red Hat, Inc.")
              .owning("/usr/bin/node", "/usr/share/doc/größe", "/usr/bin/npx"),
          RpmHeader.of("zero", "1~rc1", "1^2", "noarch").epoch(0).installTime(5),
          RpmHeader.of("many", "1", "1", "i686")
              .sourceRpm("lots-1-1.src.rpm")
              .owning(
                  IntStream.range(0, 5000)
                      .mapToObj(i -> "/opt/d" + i % 7 + "/f" + i)
                      .toArray(String[]::new)));

  private static final List<String> READ =
      List.of(
          "bash (none) 4.4.20 4.el8_6 x86_64 bash-4.4.20-4.el8_6.src.rpm (none) CentOS 1700000100"
              + " /usr/bin/bash,",
          "nodejs 1 18.12.1 2.module+el8.7.0+17306+fc023f99 x86_64"
              + " nodejs-18.12.1-2.module+el8.7.0+17306+fc023f99.src.rpm"
              + " nodejs:18:8070020221208:bd1311ed Red Hat, Inc. 1700000100"
              + " /usr/bin/node,/usr/share/doc/größe,/usr/bin/npx,",
          "zero 0 1~rc1 1^2 noarch zero-1~rc1-1^2.src.rpm (none) (none) 5 ",
          "many (none) 1 1 i686 lots-1-1.src.rpm (none) (none) 1700000100 "
              + IntStream.range(0, 5000)
                  .mapToObj(i -> "/opt/d" + i % 7 + "/f" + i + ",")
                  .reduce("", String::concat));

  /// A root with an rpm that reads all stores, for machines whose own does not read NDB.
  private static final String CHROOT = System.getProperty("breakwater.rpm.chroot", "/");

  /// The stores come without indexes, and the key is none.
  private static final List<String> EXPECTED_WARNINGS =
      List.of(
          "warning: could not open ",
          "missing index(es)",
          "while attempting bdb_ro backend",
          "is not a valid public key");

  @TempDir private Path own;
  private Path root = Path.of("/");

  @BeforeEach
  void makeRoot() throws IOException {
    root =
        CHROOT.equals("/") ? own : Files.createTempDirectory(Path.of(CHROOT, "tmp"), "rpm-store");
  }

  @Test
  void rpmReadsTheSqliteStore() throws Exception {
    var store = new RpmSqlite();
    PACKAGES.forEach(store::add);
    assertThat(query(RpmSqlite.PATH, store.render())).containsExactlyInAnyOrderElementsOf(READ);
  }

  @Test
  void rpmReadsWhatLiesInTheLogAlone() throws Exception {
    var store = new RpmSqlite().pageSize(1024).autoVacuum();
    PACKAGES.subList(0, 3).forEach(store::add);
    store.log();
    PACKAGES.subList(3, 5).forEach(store::add);
    var built = store.erase(1).build();
    assertThat(new String(built.file(), StandardCharsets.ISO_8859_1)).doesNotContain("lots-1-1");
    write(RpmSqlite.LOG_PATH, built.log());
    assertThat(query(RpmSqlite.PATH, built.file()))
        .containsExactlyInAnyOrderElementsOf(READ.subList(1, 4));
  }

  @Test
  void rpmReadsTheNdbStore() throws Exception {
    var store = new RpmNdb().slotPages(3).hole(40);
    PACKAGES.forEach(header -> store.add(header).hole(1));
    assertThat(query(RpmNdb.PATH, store.render())).containsExactlyInAnyOrderElementsOf(READ);
  }

  @Test
  void rpmReadsTheBerkeleyStore() throws Exception {
    var store = new RpmBerkeley().freePages(3);
    PACKAGES.forEach(store::add);
    assertThat(query(RpmBerkeley.PATH, store.render())).containsExactlyInAnyOrderElementsOf(READ);
  }

  @Test
  void rpmReadsBerkeleyStoresOfAllShapes() throws Exception {
    for (var pageSize : List.of(512, 4096, 65_536)) {
      for (var buckets : List.of(2, 3, 8, 21)) {
        var names = new ArrayList<String>();
        var store = new RpmBerkeley().pageSize(pageSize).buckets(buckets);
        for (var i = 0; i < 100; i++) {
          store.add(RpmHeader.of("p" + i, "1", "1", "noarch"));
          names.add("p" + i);
        }
        var little = query(RpmBerkeley.PATH, store.render());
        assertThat(little)
            .map(line -> line.substring(0, line.indexOf(' ')))
            .as("%s buckets, pages of %s bytes", buckets, pageSize)
            .containsExactlyInAnyOrderElementsOf(names);
        assertThat(query(RpmBerkeley.PATH, store.bigEndian().render()))
            .as("%s buckets, pages of %s bytes, big-endian", buckets, pageSize)
            .containsExactlyInAnyOrderElementsOf(little);
      }
    }
  }

  @Test
  void rpmReadsHeadersOfOldPackages() throws Exception {
    var store =
        new RpmNdb()
            .add(RpmHeader.parse("plain-1-1.noarch").withoutRegion().owning("/a/b").wholePaths());
    assertThat(query(RpmNdb.PATH, store.render()))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("plain (none) 1 1 noarch plain-1-1.src.rpm");
  }

  /// Fails on whatever rpm warns of.
  private List<String> query(String path, byte[] store) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/rpm")),
        "rpm is not installed: its reading of a built " + path + " was not tested");
    write(path, store);
    var backend =
        switch (path) {
          case RpmSqlite.PATH -> "sqlite";
          case RpmNdb.PATH -> "ndb";
          default -> "bdb_ro";
        };
    var read = rpm("--define=_db_backend " + backend, "-qa", "--qf", FORMAT);
    assumeFalse(
        read.contains("dummy database"),
        "this rpm has no backend " + backend + ": its reading of a built store was not tested");
    return read.lines()
        .filter(line -> !line.startsWith("gpg-pubkey "))
        .filter(line -> EXPECTED_WARNINGS.stream().noneMatch(line::contains))
        .toList();
  }

  private String rpm(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    if (!CHROOT.equals("/")) {
      command.addAll(List.of("chroot", CHROOT));
    }
    var inside = "/" + Path.of(CHROOT).relativize(root.toAbsolutePath());
    command.addAll(List.of("rpm", "--root=" + inside, "--dbpath=/var/lib/rpm"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().put("LC_ALL", "C.UTF-8");
    var started = process.start();
    var lines = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(started.waitFor()).as(lines).isZero();
    return lines;
  }

  private void write(String path, byte[] bytes) throws IOException {
    var file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
