package io.breakwater.testkit.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.testkit.json.Json;
import io.breakwater.testkit.packages.RpmHeader;
import io.breakwater.testkit.packages.RpmSqlite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BillTest {
  private static final String NODEJS = "nodejs-1:18.12.1-2.module+el8.7.0+17306+fc023f99.x86_64";
  private static final String LABEL = "nodejs:18:8070020221208:bd1311ed";

  @TempDir private Path root;

  @Test
  void trivyHasTheModuleInThePackageUrlAndTheSourceInProperties() {
    var bill =
        Bill.of(BillTool.TRIVY, "rhel", "8.7").rpm(NODEJS, LABEL, "Red Hat, Inc.").cycloneDx("1.6");
    var nodejs = library(Json.parseObject(bill));
    assertThat(nodejs)
        .containsEntry("version", "1:18.12.1-2.module+el8.7.0+17306+fc023f99")
        .containsEntry(
            "purl",
            "pkg:rpm/redhat/nodejs@18.12.1-2.module%2Bel8.7.0%2B17306%2Bfc023f99?arch=x86_64"
                + "&distro=redhat-8.7&epoch=1&modularitylabel=nodejs%3A18%3A8070020221208%3Abd1311ed");
    assertThat(Json.text(nodejs))
        .contains("{\"name\":\"aquasecurity:trivy:SrcName\",\"value\":\"nodejs\"}")
        .contains("{\"name\":\"aquasecurity:trivy:SrcEpoch\",\"value\":\"1\"}");
  }

  @Test
  void trivyAnnotatesSpdxPackages() {
    var bill =
        Bill.of(BillTool.TRIVY, "debian", "12.4")
            .deb("libssl3", "3.0.11-1~deb12u1", "amd64", "openssl", "3.0.11-1~deb12u1");
    assertThat(new String(bill.spdx(), StandardCharsets.UTF_8))
        .contains("pkg:deb/debian/libssl3@3.0.11-1~deb12u1?arch=amd64&distro=debian-12.4\"")
        .contains("\"comment\":\"SrcName: openssl\"")
        .contains("built package from: openssl 3.0.11-1~deb12u1")
        .contains("OPERATING-SYSTEM");
  }

  @Test
  void toolsAreAListIn14AndComponentsSince() {
    var bill =
        Bill.of(BillTool.SYFT, "alpine", "3.18.4").apk("ssl_client", "1-r5", "x86_64", "busybox");
    assertThat(metadata(bill.cycloneDx("1.4")).get("tools")).isInstanceOf(List.class);
    assertThat(metadata(bill.cycloneDx("1.5")).get("tools")).isInstanceOf(Map.class);
    assertThat(Json.text(Json.parse(bill.cycloneDx("1.5"))))
        .contains(
            "pkg:apk/alpine/ssl_client@1-r5?arch=x86_64&distro=alpine-3.18.4&upstream=busybox");
  }

  @Test
  void syftItselfWritesTheSame() throws Exception {
    var syft = Path.of(System.getProperty("breakwater.syft", "/absent"));
    assumeTrue(
        Files.isExecutable(syft),
        "no Syft (property breakwater.syft): built bills were not compared with its own");
    Files.createDirectories(root.resolve("var/lib/rpm"));
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/os-release"), "ID=rhel\nVERSION_ID=8.7\nNAME=x\n");
    var nodejs = RpmHeader.parse(NODEJS).modularityLabel(LABEL).vendor("Red Hat, Inc.");
    var bash = RpmHeader.parse("bash-4.4.20-4.el8_6.x86_64").vendor("CentOS");
    var store = new RpmSqlite().add(nodejs).add(bash).render();
    Files.write(root.resolve(RpmSqlite.PATH), store);
    var process =
        new ProcessBuilder(syft.toString(), "-q", "dir:" + root, "-o", "cyclonedx-json").start();
    var real = Json.parseObject(process.getInputStream().readAllBytes());
    var built =
        Bill.of(BillTool.SYFT, "rhel", "8.7")
            .rpm(NODEJS, LABEL, "Red Hat, Inc.")
            .rpm("bash-4.4.20-4.el8_6.x86_64", null, "CentOS")
            .cycloneDx("1.6");
    assertThat(facts(Json.parseObject(built))).containsExactlyInAnyOrderElementsOf(facts(real));
  }

  /// What a reader needs of each library: name, version, package URL, publisher, module.
  private static List<String> facts(Map<String, Object> document) {
    var facts = new ArrayList<String>();
    for (var item : (List<?>) document.getOrDefault("components", List.of())) {
      var component = (Map<?, ?>) item;
      if ("library".equals(component.get("type"))) {
        var module = new ArrayList<Object>();
        for (var property : (List<?>) Objects.requireNonNull(component.get("properties"))) {
          if (String.valueOf(((Map<?, ?>) property).get("name")).startsWith("syft:metadata:")
              && !"syft:metadata:size".equals(((Map<?, ?>) property).get("name"))) {
            module.add(((Map<?, ?>) property).values());
          }
        }
        facts.add(
            component.get("name")
                + " "
                + component.get("version")
                + " "
                + component.get("purl")
                + " "
                + component.get("publisher")
                + " "
                + module);
      }
    }
    return facts;
  }

  private static Map<?, ?> metadata(byte[] document) {
    return (Map<?, ?>) Json.parseObject(document).getOrDefault("metadata", Map.of());
  }

  @SuppressWarnings("unchecked") // keys of JSON objects are strings
  private static Map<String, Object> library(Map<String, Object> document) {
    for (var item : (List<?>) document.getOrDefault("components", List.of())) {
      if ("library".equals(((Map<?, ?>) item).get("type"))) {
        return (Map<String, Object>) item;
      }
    }
    throw new AssertionError("no library");
  }
}
