package io.breakwater.inventory;

import io.breakwater.inventory.layer.Content;
import io.breakwater.inventory.layer.Node;
import io.breakwater.inventory.layer.Resolution;
import io.breakwater.inventory.layer.RootTree;
import io.breakwater.inventory.release.AptSources;
import io.breakwater.inventory.release.Evidence;
import io.breakwater.inventory.release.Release;
import io.breakwater.inventory.release.ReleaseFiles.Found;
import io.breakwater.inventory.release.ReleaseFinder;
import io.breakwater.inventory.release.ReleasePackages;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which release a root file system is, and whether that goes with its packages.
final class ReleaseView {
  private static final Set<String> DEB = Set.of("debian", "ubuntu", "devuan");
  private static final Set<String> APK = Set.of("alpine", "wolfi", "chainguard");
  private static final Set<String> RPM =
      Set.of(
          "rhel",
          "fedora",
          "centos",
          "suse",
          "sles",
          "almalinux",
          "rocky",
          "amzn",
          "ol",
          "scientific",
          "cloudlinux",
          "azurelinux",
          "mariner",
          "photon",
          "openeuler");

  final Optional<OperatingSystem> os;
  final Set<String> subscriptions;
  final List<Gap> gaps = new ArrayList<>();
  private final RootTree tree;

  ReleaseView(RootTree tree, DatabaseView databases, List<InstalledPackage> packages) {
    this.tree = tree;
    var sources = aptSources();
    this.subscriptions = sources.pro() ? Set.of("ubuntu-pro") : Set.of();
    var finding = ReleaseFinder.find(this::find, evidence(databases, packages, sources));
    this.os = finding.release().map(ReleaseView::operatingSystem);
    for (var problem : finding.problems()) {
      gap(
          problem.code(),
          problem.message(),
          "put the release's own /etc/os-release into the image");
    }
    emptyDatabases(databases, packages);
    foreignPackages(packages);
  }

  private static OperatingSystem operatingSystem(Release release) {
    return new OperatingSystem(
        release.id(),
        release.idLike(),
        release.versionId(),
        release.codename(),
        release.prettyName(),
        release.file());
  }

  private Found find(String path) {
    return switch (tree.resolve(path)) {
      case Resolution.Found(Node node) -> found(node);
      case Resolution.Missing() -> new Found.Absent();
      case Resolution.Dangling(String target) ->
          PackageDatabases.isText(target, target.lastIndexOf('/') + 1)
              ? new Found.Absent()
              : new Found.Unreadable(
                  "it leads to " + target + ", which is not there or was not read");
      case Resolution.Broken(String why) -> new Found.Unreadable(why);
    };
  }

  private static Found found(Node node) {
    if (node.isDirectory()) {
      return new Found.Unreadable("it is a directory");
    }
    return switch (node.content()) {
      case Content.Text text -> new Found.Text(text.text(), node.path());
      case Content.Unread unread when !unread.why().isEmpty() -> new Found.Unreadable(unread.why());
      case null -> new Found.Unreadable("the content of " + node.path() + " was not kept");
      default -> new Found.Unreadable(node.path() + " is no text");
    };
  }

  private AptSources aptSources() {
    var sources = new AptSources();
    if (find("etc/apt/sources.list") instanceof Found.Text text) {
      sources.add(text.text());
    }
    if (tree.resolve("etc/apt/sources.list.d") instanceof Resolution.Found(Node folder)
        && folder.isDirectory()) {
      for (var child : RootTree.list(folder)) {
        if (AptSources.mayBe(child.path(), child.path().lastIndexOf('/') + 1)
            && find(child.path().substring(1)) instanceof Found.Text text) {
          sources.add(text.text());
        }
      }
    }
    return sources;
  }

  private static Evidence evidence(
      DatabaseView databases, List<InstalledPackage> packages, AptSources sources) {
    int deb = 0;
    int ubuntu = 0;
    int apk = 0;
    var rpmReleases = new HashSet<String>();
    for (var one : packages) {
      if (one.ecosystem() == Ecosystem.DEB) {
        deb++;
        ubuntu += one.version().contains("ubuntu") ? 1 : 0;
      } else if (one.ecosystem() == Ecosystem.APK) {
        apk++;
      } else {
        var distribution = ReleasePackages.distribution(one.name());
        if (distribution != null) {
          rpmReleases.add(distribution);
        }
      }
    }
    @Nullable String builder = null;
    for (var part : databases.parts) {
      builder = part.list().builder() == null ? builder : part.list().builder();
    }
    return new Evidence(deb, ubuntu, builder, apk, rpmReleases, sources.suites());
  }

  /// A database without a package is not believable where nothing else says what is installed:
  /// somebody emptied it, and the programs are still there.
  private void emptyDatabases(DatabaseView databases, List<InstalledPackage> packages) {
    if (!packages.isEmpty()) {
      return;
    }
    for (var part : databases.parts) {
      if (part.list().damage() == null) {
        gap(
            "package-database-empty",
            part.file() + " is there and names no package, expected at least one",
            "keep the package database in the image; without it nothing is known");
      }
    }
  }

  /// What another distribution's package manager installed cannot be judged by this release's
  /// advisories.
  private void foreignPackages(List<InstalledPackage> packages) {
    var there = EnumSet.noneOf(Ecosystem.class);
    for (var one : packages) {
      there.add(one.ecosystem());
    }
    var own = os.map(ReleaseView::ecosystem).orElse(null);
    if (own != null) {
      there.remove(own);
    } else if (there.size() < 2) {
      return;
    }
    for (var other : there) {
      gap(
          "packages-of-another-distribution",
          "the image is "
              + os.map(OperatingSystem::prettyName).orElse("of no known release")
              + ", and its "
              + other
              + " packages are of another distribution that nothing names",
          "build the image from one distribution; copy programs, not package databases");
    }
  }

  private static @Nullable Ecosystem ecosystem(OperatingSystem os) {
    var own = ecosystem(os.id());
    for (var like : os.idLike()) {
      own = own == null ? ecosystem(like) : own;
    }
    return own;
  }

  private static @Nullable Ecosystem ecosystem(String id) {
    if (DEB.contains(id)) {
      return Ecosystem.DEB;
    }
    if (APK.contains(id)) {
      return Ecosystem.APK;
    }
    return RPM.contains(id) ? Ecosystem.RPM : null;
  }

  private void gap(String code, String message, String next) {
    gaps.add(new Gap(code, message, next, OptionalInt.empty(), OptionalLong.empty()));
  }
}
