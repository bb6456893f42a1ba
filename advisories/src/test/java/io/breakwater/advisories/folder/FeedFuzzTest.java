package io.breakwater.advisories.folder;

import io.breakwater.advisories.alpine.SecdbFuzz;
import io.breakwater.advisories.debian.NoticeListFuzz;
import io.breakwater.advisories.debian.TrackerFuzz;
import io.breakwater.advisories.kev.KevFuzz;
import io.breakwater.advisories.testing.Mutations;
import io.breakwater.advisories.ubuntu.OsvFuzz;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.feeds.UbuntuRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replays self-made documents and seeded damages of them through every feed's fuzz target.
class FeedFuzzTest {
  private static final int COUNT = 5_000;

  @TempDir Path folder;

  @Test
  void secdb() throws Exception {
    Mutations.replay(List.of(file("alpine/v3.20/main.json")), COUNT, SecdbFuzz::fuzzerTestOneInput);
  }

  @Test
  void tracker() throws Exception {
    Mutations.replay(List.of(file("debian/tracker.json")), COUNT, TrackerFuzz::fuzzerTestOneInput);
  }

  @Test
  void noticeList() throws Exception {
    Mutations.replay(List.of(file("debian/DSA.list")), COUNT, NoticeListFuzz::fuzzerTestOneInput);
  }

  @Test
  void osv() throws Exception {
    var corpus =
        List.of(
            UbuntuRecord.cve("CVE-2024-1")
                .priority("low")
                .cvss("CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:H")
                .fixed("Ubuntu:22.04:LTS", "openssl", "1")
                .render(),
            UbuntuRecord.notice("USN-1-1", "CVE-2024-1")
                .fixed("Ubuntu:Pro:16.04:LTS", "openssl", "1")
                .render());
    Mutations.replay(corpus, COUNT, OsvFuzz::fuzzerTestOneInput);
  }

  @Test
  void kev() throws Exception {
    Mutations.replay(
        List.of(file("kev/known_exploited_vulnerabilities.json")),
        COUNT,
        KevFuzz::fuzzerTestOneInput);
  }

  @Test
  void tar() throws Exception {
    Mutations.replay(List.of(file("ubuntu/osv-all.tar")), COUNT, TarFuzz::fuzzerTestOneInput);
  }

  private byte[] file(String name) throws Exception {
    new FeedFolderBuilder()
        .alpine("v3.20", "main", "xen", "4.1-r0", "CVE-2024-4741 XSA-1", "GHSA-1")
        .debianNoDsa("openssl", "CVE-2024-0001", "bookworm", "Minor", "ignored")
        .debianFixed("openssl", "CVE-2024-0002", "sid", "1")
        .dsa("DSA-5-1", LocalDate.of(2023, 2, 1), "openssl", "bookworm", "3", "CVE-2024-0001")
        .ubuntu(UbuntuRecord.cve("CVE-2024-0727").unfixed("Ubuntu:24.10", "openssl"))
        .kev("CVE-2024-0001", LocalDate.of(2024, 3, 1))
        .writeTo(folder, Packing.NONE);
    return Files.readAllBytes(folder.resolve(name));
  }
}
