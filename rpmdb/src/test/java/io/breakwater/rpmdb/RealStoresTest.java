package io.breakwater.rpmdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The databases in the sample images, which the real rpm wrote.
final class RealStoresTest {
  private static final Path LAYOUT =
      Path.of(System.getProperty("breakwater.shared", ""), "images", "oci");
  private static final Pattern LAYER = Pattern.compile("\"layers\":.*?\"sha256:([0-9a-f]{64})\"");

  @ParameterizedTest
  @CsvSource({
    "rpm-sqlite-rhel9like, SQLITE, rpmdb.sqlite",
    "rpm-bdb-centos8like, BERKELEY, Packages",
    "rpm-ndb-sles15like, NDB, Packages.db",
  })
  void theSampleImageHasItsFourPackages(String tag, RpmStore store, String file)
      throws IOException {
    assumeTrue(
        Files.isDirectory(LAYOUT), "skipped: the image layout images/oci of the shared data");
    var packages = new ArrayList<RpmPackage>();

    var damage =
        store.read(
            MemorySegment.ofArray(file(tag, "var/lib/rpm/" + file)),
            null,
            RpmLimits.DEFAULT,
            true,
            packages::add);

    assertThat(damage).isNull();
    assertThat(packages)
        .extracting(RpmPackage::name, RpmPackage::evr, RpmPackage::arch)
        .containsExactlyInAnyOrder(
            tuple("openssl-libs", "1:1.1.1k-6.el8_5", "x86_64"),
            tuple("glibc", "2.28-211.el8", "x86_64"),
            tuple("bash", "4.4.20-4.el8_6", "x86_64"),
            tuple("centos-linux-release", "8.5-1.2111.el8", "x86_64"));
    assertThat(packages).allMatch(one -> one.installTime() > 1_700_000_000L);
    assertThat(packages).allMatch(one -> "CentOS".equals(one.vendor()));
    assertThat(packages).allMatch(one -> one.sourceRpm() != null && one.modularityLabel() == null);
    assertThat(packages)
        .flatExtracting(RpmPackage::files)
        .contains("/usr/share/bash/info", "/usr/share/glibc/info");
  }

  private static byte[] file(String tag, String path) throws IOException {
    var index = Files.readString(LAYOUT.resolve("index.json"));
    var manifest =
        first(
            Pattern.compile("\"digest\":\"sha256:([0-9a-f]{64})\"[^{}]*\\{[^{}]*\"" + tag + "\""),
            index);
    var layer = first(LAYER, Files.readString(blob(manifest)));
    try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(blob(layer))))) {
      return entry(in.readAllBytes(), path);
    }
  }

  private static Path blob(String digest) {
    return LAYOUT.resolve("blobs").resolve("sha256").resolve(digest);
  }

  private static String first(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(pattern.pattern()).isTrue();
    return matcher.group(1);
  }

  /// A file in a tar archive: blocks of 512 bytes, name at 0, octal size at 124.
  private static byte[] entry(byte[] tar, String path) {
    var names = new ArrayList<String>();
    for (int at = 0; at + 512 <= tar.length && tar[at] != 0; ) {
      var name = new String(tar, at, 100, ISO_8859_1).replace("\0", "");
      int size = Integer.parseInt(new String(tar, at + 124, 11, ISO_8859_1), 8);
      if (name.equals(path) || name.equals("./" + path)) {
        return Arrays.copyOfRange(tar, at + 512, at + 512 + size);
      }
      names.add(name);
      at += 512 + (size + 511) / 512 * 512;
    }
    throw new AssertionError(path + " is not in " + List.copyOf(names));
  }
}
