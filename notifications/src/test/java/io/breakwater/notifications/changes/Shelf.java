package io.breakwater.notifications.changes;

import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Verdict;
import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Scope;
import io.breakwater.image.Digest;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.inventory.Origin;
import io.breakwater.notifications.Registry;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.AssessedImage;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.IssueCounts;
import io.breakwater.registry.verdicts.Verdicts;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges every image as one of Debian 12 with openssl, by advisories that a test changes.
final class Shelf implements Verdicts, Advisories {
  private final Registry registry;
  private final Map<String, Advisory> rows = new LinkedHashMap<>();
  final Set<Digest> unread = new HashSet<>();
  final Set<Digest> artifacts = new HashSet<>();
  Policy policy = Policy.DEFAULT;
  String version = "v1";
  int looks;

  Shelf(Registry registry) {
    this.registry = registry;
  }

  /// @param fixed null where no fix is published
  void says(String cve, @Nullable String fixed, boolean exploited) {
    rows.put(
        cve,
        new Advisory(
            "debian:12",
            "openssl",
            Advisory.Kind.SOURCE,
            cve,
            List.of(),
            List.of(),
            fixed == null ? Advisory.State.AFFECTED : Advisory.State.FIXED,
            null,
            fixed,
            Advisory.Availability.PUBLIC,
            "high",
            List.of(),
            null,
            null,
            List.of(),
            "",
            exploited,
            Scope.ANY,
            "debian",
            cve));
  }

  void forget(String cve) {
    rows.remove(cve);
  }

  @Override
  public boolean covers(String release) {
    return true;
  }

  @Override
  public List<Advisory> find(String release, String packageName) {
    return packageName.equals("openssl") ? List.copyOf(rows.values()) : List.of();
  }

  @Override
  public List<Feed> feeds() {
    return List.of(new Feed("debian", registry.clock.instant(), rows.size(), 0));
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Optional<ImageVerdict> of(RepositoryName repository, Reference asked, Digest manifest) {
    looks++;
    if (artifacts.contains(manifest)) {
      return Optional.empty();
    }
    if (unread.contains(manifest)) {
      var reason = new Verdict.Reason("inventory-pending", "still being read", "Wait");
      return Optional.of(
          new ImageVerdict(
              new Verdict(Verdict.Status.UNSCANNED, List.of(reason)),
              IssueCounts.NONE,
              registry.clock.instant()));
    }
    return assessment(repository, asked, manifest)
        .map(image -> image.verdict(registry.clock.instant()));
  }

  Optional<AssessedImage> assessment(RepositoryName repository, Reference asked, Digest manifest) {
    var os = new OperatingSystem("debian", List.of(), "12", "bookworm", "", "");
    var openssl =
        new InstalledPackage(
            Ecosystem.DEB,
            "openssl",
            "3.0.11-1",
            "amd64",
            "openssl",
            "3.0.11-1",
            null,
            null,
            null,
            "",
            new Origin(0, Optional.empty(), "", false));
    var inventory =
        new ImageInventory(
            Optional.of(os), List.of(openssl), List.of("var/lib/dpkg/status"), List.of(), Set.of());
    var assessment = Advisor.assess(inventory, this, policy, registry.clock.instant());
    return Optional.of(
        new AssessedImage(
            Optional.empty(),
            List.of(new AssessedImage.OfPlatform(manifest, Optional.empty(), assessment))));
  }
}
