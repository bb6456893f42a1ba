package io.breakwater.advisories.redhat;

import io.breakwater.advisories.errata.ErrataFuzz;
import io.breakwater.advisories.testing.Mutations;
import io.breakwater.testkit.feeds.CsafVex;
import io.breakwater.testkit.feeds.ErrataOsv;
import io.breakwater.testkit.feeds.RedHatCve;
import io.breakwater.testkit.feeds.RedHatOsv;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Replays self-made documents and seeded damages of them through the fuzz targets.
class RedHatFuzzTest {
  private static final int COUNT = 4_000;

  @Test
  void vex() throws Exception {
    var document =
        CsafVex.of("CVE-2024-0001")
            .modulesAsProducts()
            .product("AppStream-8", "AppStream", "cpe:/a:redhat:enterprise_linux:8::appstream")
            .rhel(9)
            .fixed("AppStream-8", "a-0:1-1.module+el8.x86_64", "a:1:2:3", "RHSA-2024:0001")
            .affected("red_hat_enterprise_linux_9", "nodejs:18/nodejs", "Will not fix")
            .notAffected("red_hat_enterprise_linux_9", "curl.src");
    Mutations.replay(List.of(document.render()), COUNT, VexFuzz::fuzzerTestOneInput);
  }

  @Test
  void securityData() throws Exception {
    var cve =
        RedHatCve.of("CVE-2024-0001")
            .severity("Low")
            .state("nodejs:18/nodejs", 8, "Affected")
            .released("RHSA-2024:0001", 8, "nodejs:16-8060020220523160029.ad008a3a")
            .impact("low");
    Mutations.replay(List.of(cve.render()), COUNT, IssueFuzz::fuzzerTestOneInput);
  }

  @Test
  void advisory() throws Exception {
    var advisory =
        RedHatOsv.of("RHSA-2024:0001", "CVE-2024-0001", "CVE-2024-0002")
            .severity("low")
            .fixed("rhel_eus:8.6::baseos", "curl", "0:1-1.module+el8");
    Mutations.replay(List.of(advisory.render()), COUNT, AdvisoryFuzz::fuzzerTestOneInput);
  }

  @Test
  void repositories() throws Exception {
    var json =
        """
        {"data": {"rhel-8-for-x86_64-appstream-rpms": {"cpes": ["cpe:/a:redhat:openshift:4"],
         "repo_relative_urls": ["x"]}}}
        """;
    Mutations.replay(
        List.of(json.getBytes(StandardCharsets.UTF_8)), COUNT, RepositoryFuzz::fuzzerTestOneInput);
  }

  @Test
  void errata() throws Exception {
    var erratum =
        ErrataOsv.almaLinux("ALSA-2024:0001", "CVE-2024-0001")
            .summary("Low: a:1 security update")
            .fixed(8, "a", "1-1.module_el8");
    Mutations.replay(List.of(erratum.render()), COUNT, ErrataFuzz::fuzzerTestOneInput);
  }

  @Test
  void deletions() throws Exception {
    var list = "\"2024/cve-2024-0001.json\",\"2024-05-02T10:00:00+00:00\"\n2024/x.json,\n";
    Mutations.replay(
        List.of(list.getBytes(StandardCharsets.UTF_8)), COUNT, DeletionsFuzz::fuzzerTestOneInput);
  }
}
