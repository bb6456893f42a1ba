package io.breakwater.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.Policy;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.Origin;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What Syft and Grype look for in a bill: without it they find no issue of a source package.
class SyftPropertiesTest {
  @Test
  void sourcesOfDebianAreNamedWhereTheyDiffer() throws IOException {
    var bill = bill(SampleReports.failing());
    assertThat(properties(bill, "libssl3"))
        .containsExactly(
            Map.entry("syft:package:metadataType", "dpkg-db-entry"),
            Map.entry("syft:metadata:source", "openssl"));
    assertThat(properties(bill, "bash"))
        .containsExactly(Map.entry("syft:package:metadataType", "dpkg-db-entry"));
  }

  /// Grype takes the version of no source that has no name.
  @Test
  void theSourceOfARebuildIsNamedWithItsVersion() throws IOException {
    var sample = SampleReports.clean();
    var rebuilt =
        new InstalledPackage(
            Ecosystem.DEB,
            "bash",
            "5.2-2+b13",
            "amd64",
            "bash",
            "5.2-2",
            null,
            null,
            null,
            "/var/lib/dpkg/status",
            new Origin(0, Optional.empty(), "", false));
    var inventory =
        new ImageInventory(
            sample.assessment().os(), List.of(rebuilt), List.of(), List.of(), Set.of());
    var assessment =
        Advisor.assess(inventory, new EverythingIsVulnerable(), Policy.DEFAULT, SampleReports.NOW);
    var report = new ImageReport("a", Optional.empty(), Optional.empty(), assessment);
    assertThat(properties(bill(report), "bash"))
        .containsEntry("syft:metadata:source", "bash")
        .containsEntry("syft:metadata:sourceVersion", "5.2-2");
  }

  @Test
  void packagesOfRedHatHaveTheirEpochSourceAndModule() throws IOException {
    assertThat(properties(bill(SampleReports.redHat()), "nodejs"))
        .containsEntry("syft:package:metadataType", "rpm-db-entry")
        .containsEntry("syft:metadata:epoch", "1")
        .containsEntry("syft:metadata:modularityLabel", "nodejs:16:8050020211213092237:c5368500")
        .containsKey("syft:metadata:sourceRpm");
  }

  private static JsonNode bill(ImageReport report) throws IOException {
    return Schemas.tree(FormatsTest.bytes("cyclonedx-sbom", report, ReportOptions.PLAIN));
  }

  private static Map<String, String> properties(JsonNode bill, String name) {
    var properties = new LinkedHashMap<String, String>();
    for (var component : bill.at("/components")) {
      if (component.at("/name").asText().equals(name)) {
        for (var property : component.at("/properties")) {
          if (property.at("/name").asText().startsWith("syft:")) {
            properties.put(property.at("/name").asText(), property.at("/value").asText());
          }
        }
      }
    }
    return properties;
  }
}
