package io.breakwater.testkit.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import io.breakwater.testkit.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.XZInputStream;

final class FeedFolderBuilderTest {
  private static final LocalDate DAY = LocalDate.of(2024, 5, 1);

  @TempDir private Path dir;

  @ParameterizedTest
  @EnumSource(Packing.class)
  void everyPackingHoldsTheSame(Packing packing) throws IOException {
    feeds().writeTo(dir, packing);
    var tracker = Json.parseObject(read("debian/tracker.json", packing));
    assertThat(tracker.get("openssl"))
        .isEqualTo(
            Map.of(
                "CVE-2024-1",
                Map.of(
                    "releases",
                    Map.of(
                        "bookworm",
                        Map.of(
                            "status", "resolved",
                            "fixed_version", "3.0.13-1~deb12u1",
                            "repositories", Map.of("bookworm", "0"),
                            "urgency", "not yet assigned"),
                        "bullseye",
                        Map.of(
                            "status", "open",
                            "repositories", Map.of("bullseye", "0"),
                            "urgency", "not yet assigned")))));
    assertThat(new String(read("debian/DSA.list", packing), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            [01 May 2024] DSA-5000-1 openssl - security update
            \t{CVE-2024-1 CVE-2024-2}
            \t[bookworm] - openssl 3.0.13-1~deb12u1
            """);
    try (var tar = new TarArchiveInputStream(open("ubuntu/osv-all.tar", packing))) {
      tar.getNextEntry();
      tar.getNextEntry();
      assertThat(tar.getNextEntry().getName()).isEqualTo("osv/cve/2024/UBUNTU-CVE-2024-1.json");
      assertThat(Json.parseObject(tar.readAllBytes()))
          .containsEntry("id", "UBUNTU-CVE-2024-1")
          .containsEntry("upstream", List.of("CVE-2024-1"));
    }
  }

  @Test
  void alpineBranchesHaveAFileForEachRepository() throws IOException {
    feeds().writeTo(dir, Packing.GZIP);
    var secdb = Json.parseObject(Files.readAllBytes(dir.resolve("alpine/v3.20/main.json")));
    assertThat(secdb).containsEntry("distroversion", "v3.20").containsEntry("reponame", "main");
    assertThat(secdb.get("packages"))
        .isEqualTo(
            List.of(
                Map.of(
                    "pkg",
                    Map.of(
                        "name",
                        "busybox",
                        "secfixes",
                        Map.of(
                            "1.36.1-r29",
                            List.of("CVE-2024-1 GHSA-x"),
                            "0",
                            List.of("CVE-2024-2"))))));
  }

  @Test
  void filesAreReplacedAndCutOnOrder() throws IOException {
    feeds()
        .replace("debian/tracker.json", new byte[] {'{'})
        .cut("kev/known_exploited_vulnerabilities.json", 30)
        .writeTo(dir, Packing.NONE);
    assertThat(dir.resolve("debian/tracker.json")).hasContent("{");
    assertThat(dir.resolve("kev/known_exploited_vulnerabilities.json")).hasSize(30);
  }

  private static FeedFolderBuilder feeds() {
    return new FeedFolderBuilder()
        .alpine("v3.20", "main", "busybox", "1.36.1-r29", "CVE-2024-1 GHSA-x")
        .alpine("v3.20", "main", "busybox", "0", "CVE-2024-2")
        .debianFixed("openssl", "CVE-2024-1", "bookworm", "3.0.13-1~deb12u1")
        .debianOpen("openssl", "CVE-2024-1", "bullseye")
        .dsa(
            "DSA-5000-1",
            DAY,
            "openssl",
            "bookworm",
            "3.0.13-1~deb12u1",
            "CVE-2024-1",
            "CVE-2024-2")
        .ubuntu(
            UbuntuRecord.cve("CVE-2024-1")
                .priority("medium")
                .fixed("Ubuntu:22.04:LTS", "openssl", "3.0.2-0ubuntu1.15")
                .unfixed("Ubuntu:Pro:16.04:LTS", "openssl"))
        .kev("CVE-2024-1", DAY);
  }

  private byte[] read(String file, Packing packing) throws IOException {
    try (var in = open(file, packing)) {
      return in.readAllBytes();
    }
  }

  private InputStream open(String file, Packing packing) throws IOException {
    var in = Files.newInputStream(dir.resolve(file + packing.suffix()));
    return switch (packing) {
      case NONE -> in;
      case GZIP -> new GZIPInputStream(in);
      case XZ -> new XZInputStream(in);
      case ZSTD -> new ZstdInputStream(in);
    };
  }
}
