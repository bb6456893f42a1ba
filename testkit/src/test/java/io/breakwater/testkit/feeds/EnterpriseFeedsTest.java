package io.breakwater.testkit.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.testkit.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

/// The builders write nothing that the publishers do not write.
final class EnterpriseFeedsTest {
  private static final Path FEEDS =
      Path.of(System.getProperty("breakwater.shared", "/absent"), "feeds");

  private static final String VECTOR = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N";

  @TempDir private Path dir;

  @Test
  void redHatAdvisoriesLookLikeRealOnes() throws IOException {
    var built =
        RedHatOsv.of("RHSA-2023:4536", "CVE-2023-30581")
            .summary("nodejs:18 security update")
            .severity("moderate")
            .cvss(VECTOR)
            .fixed("enterprise_linux:8::appstream", "nodejs", "1:18.16.1-1.module+el8.8.0+1");
    assertThat(paths(built.render())).isSubsetOf(realPaths("redhat/osv.tar.xz", 300));
    assertThat(built.path()).isEqualTo("RHSA/2023/RHSA-2023:4536.json");
  }

  @Test
  void redHatCvesLookLikeRealOnes() throws IOException {
    var built =
        RedHatCve.of("CVE-2023-38552")
            .severity("Moderate")
            .cvss("7.5", VECTOR)
            .state("nodejs:16/nodejs", 8, "Will not fix")
            .impact("low")
            .released("RHSA-2023:5869", 8, "nodejs:18-8080020231015215042.63b34585")
            .impact("moderate");
    assertThat(paths(built.render()))
        .isSubsetOf(realPaths("redhat/security-data-cve.tar.xz", 20_000));
  }

  @Test
  void vexDocumentsLookLikeRealOnes() throws IOException {
    var real = new TreeSet<String>();
    for (var cve : List.of("2022-38752", "2023-38545")) {
      real.addAll(
          paths(new XZInputStream(open("redhat/vex/cve-" + cve + ".json.xz")).readAllBytes()));
    }
    assertThat(paths(vex("CVE-2024-1").render())).isSubsetOf(real);
    assertThat(paths(vex("CVE-2024-1").render()))
        .contains(
            ".product_tree.branches.branches.branches.product.product_identification_helper.cpe",
            ".product_tree.branches.branches.branches.product.product_identification_helper.purl",
            ".product_tree.relationships.relates_to_product_reference",
            ".vulnerabilities.product_status.known_affected",
            ".vulnerabilities.remediations.product_ids");
  }

  @Test
  void errataLookLikeRealOnes() throws IOException {
    var built =
        ErrataOsv.almaLinux("ALSA-2022:7821", "CVE-2022-35255")
            .summary("Important: nodejs:18 security update")
            .fixed(8, "nodejs", "1:18.9.1-1.module_el8.7.0+3343+ea2b7901");
    assertThat(paths(built.render())).isEqualTo(realPaths("almalinux/osv.tar.xz", 300));
    assertThat(built.path()).isEqualTo("advisories/almalinux8/ALSA-2022:7821.json");
  }

  @Test
  void modulesAreQualifiersOrProducts() {
    assertThat(purls(vex("CVE-2024-1")))
        .contains(
            "pkg:rpm/redhat/nodejs@18.16.1-1.module%2Bel8.8.0%2B1?arch=x86_64&epoch=1"
                + "&rpmmod=nodejs:18:8080020230718:63b34585",
            "pkg:rpm/redhat/nodejs?arch=src&rpmmod=nodejs:16");
    var older = fill(CsafVex.of("CVE-2024-1").modulesAsProducts());
    assertThat(purls(older))
        .contains(
            "pkg:rpmmod/redhat/nodejs@18:8080020230718:63b34585",
            "pkg:rpm/redhat/nodejs@18.16.1-1.module%2Bel8.8.0%2B1?arch=x86_64&epoch=1");
    assertThat(Json.text(Json.parse(older.render())))
        .contains(
            "\"relates_to_product_reference\":\"AppStream-8:nodejs:18:8080020230718:63b34585\"");
  }

  @Test
  void flatTreesHaveNeitherFamiliesNorArchitectures() {
    var flat = fill(CsafVex.of("CVE-2024-1").flat());
    assertThat(paths(flat.render()))
        .noneMatch(path -> path.startsWith(".product_tree.branches.branches.branches"));
    assertThat(purls(flat))
        .contains(
            "pkg:rpm/redhat/curl@7.61.1-34.el8?epoch=0",
            "pkg:rpm/redhat/curl@7.61.1-34.el8?arch=src&epoch=0");
  }

  @Test
  void aFolderIsLaidOutLikeTheSharedOne() throws IOException {
    new FeedFolderBuilder()
        .redHat(RedHatOsv.of("RHSA-2024:1", "CVE-2024-1"))
        .redHat(RedHatCve.of("CVE-2024-1"))
        .redHat(vex("CVE-2024-1"))
        .repository("rhel-8-for-x86_64-baseos-rpms", "cpe:/o:redhat:enterprise_linux:8::baseos")
        .errata(ErrataOsv.almaLinux("ALSA-2024:1", "CVE-2024-1").fixed(9, "bash", "5.1-2.el9"))
        .errata(ErrataOsv.rocky("RLSA-2024:1", "CVE-2024-1").fixed(9, "bash", "0:5.1-2.el9"))
        .writeTo(dir, Packing.XZ);
    try (var files = Files.walk(dir)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> dir.relativize(file).toString()))
          .containsExactlyInAnyOrder(
              "redhat/osv.tar.xz",
              "redhat/security-data-cve.tar.xz",
              "redhat/vex/cve-2024-1.json.xz",
              "redhat/repository-to-cpe.json.xz",
              "almalinux/osv.tar.xz",
              "rocky/osv.tar.xz");
    }
  }

  private static CsafVex vex(String cve) {
    return fill(CsafVex.of(cve));
  }

  private static CsafVex fill(CsafVex document) {
    return document
        .severity("Important")
        .cvss(8.1, VECTOR)
        .product("AppStream-8", "AppStream (v. 8)", "cpe:/a:redhat:enterprise_linux:8::appstream")
        .rhel(8)
        .fixed("AppStream-8", "curl-0:7.61.1-34.el8.x86_64", "RHSA-2024:1")
        .fixed("AppStream-8", "curl-0:7.61.1-34.el8.src", "RHSA-2024:1")
        .fixed(
            "AppStream-8",
            "nodejs-1:18.16.1-1.module+el8.8.0+1.x86_64",
            "nodejs:18:8080020230718:63b34585",
            "RHSA-2024:2")
        .affected("red_hat_enterprise_linux_8", "nodejs:16/nodejs", "Will not fix")
        .impact("Low")
        .affected("red_hat_enterprise_linux_8", "wget", "Fix deferred")
        .notAffected("red_hat_enterprise_linux_8", "libcurl-minimal.src");
  }

  private static List<String> purls(CsafVex document) {
    var purls = new ArrayList<String>();
    collect("", Json.parse(document.render()), "purl", purls);
    return purls;
  }

  private static void collect(String key, Object value, String wanted, List<String> into) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach((name, item) -> collect(name.toString(), item, wanted, into));
      case List<?> list -> list.forEach(item -> collect(key, item, wanted, into));
      default -> {
        if (key.equals(wanted)) {
          into.add(value.toString());
        }
      }
    }
  }

  /// The paths of keys to all values of a document, lists not counted.
  private static Set<String> paths(byte[] document) {
    var paths = new TreeSet<String>();
    paths("", Json.parse(document), paths);
    return paths;
  }

  private static void paths(String path, Object value, Set<String> paths) {
    switch (value) {
      case Map<?, ?> map -> map.forEach((key, item) -> paths(path + "." + key, item, paths));
      case List<?> list -> list.forEach(item -> paths(path, item, paths));
      default -> paths.add(path);
    }
  }

  private static Set<String> realPaths(String archive, int records) throws IOException {
    var paths = new TreeSet<String>();
    var read = 0;
    try (var tar = new TarArchiveInputStream(new XZInputStream(open(archive)))) {
      for (var entry = tar.getNextEntry();
          entry != null && read < records;
          entry = tar.getNextEntry()) {
        if (entry.getName().endsWith(".json")) {
          paths.addAll(paths(tar.readAllBytes()));
          read++;
        }
      }
    }
    return paths;
  }

  private static InputStream open(String file) throws IOException {
    var path = FEEDS.resolve(file);
    assumeTrue(
        Files.exists(path),
        "no real feeds (" + path + "): likeness of built ones to them was not tested");
    return Files.newInputStream(path);
  }
}
