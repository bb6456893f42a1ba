package io.breakwater.reports;

import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Scope;
import java.util.List;
import java.util.Optional;

/// Advisories with a row for every source package of every release: an issue without a fix, so that
/// a package or a source that is lost on the way shows as an issue that is lost.
final class EverythingIsVulnerable implements Advisories {
  @Override
  public boolean covers(String release) {
    return true;
  }

  @Override
  public Optional<Coverage> coverage(String release) {
    return Optional.of(new Coverage(release, 1, false));
  }

  @Override
  public List<Advisory> find(String release, String packageName) {
    return List.of(
        new Advisory(
            release,
            packageName,
            Advisory.Kind.SOURCE,
            "CVE-2024-" + (packageName.hashCode() & 0xFFFF),
            List.of(),
            List.of(),
            Advisory.State.AFFECTED,
            null,
            null,
            Advisory.Availability.PUBLIC,
            "medium",
            List.of(),
            null,
            null,
            List.of(),
            "",
            false,
            Scope.ANY,
            "sample",
            packageName));
  }

  @Override
  public List<Feed> feeds() {
    return List.of(new Feed("sample", SampleReports.NOW, 1, 0));
  }

  @Override
  public String version() {
    return "1";
  }
}
