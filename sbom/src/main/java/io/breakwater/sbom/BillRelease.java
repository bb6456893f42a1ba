package io.breakwater.sbom;

import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.Gap;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.inventory.release.Evidence;
import io.breakwater.inventory.release.Release;
import io.breakwater.inventory.release.ReleaseFiles.Found;
import io.breakwater.inventory.release.ReleaseFinder;
import io.breakwater.inventory.release.ReleasePackages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which release a document is about: its operating-system component, else what the packages'
/// `distro` qualifiers agree on. Where these contradict each other it is not known which.
///
/// What is found is put into the form of an os-release file and judged by the same rules as an
/// image's, so that the same image gives the same release either way.
final class BillRelease {
  /// What was found.
  ///
  /// @param os empty where it is not known; then a gap says why, if there are packages
  record Finding(Optional<OperatingSystem> os, List<Gap> gaps) {}

  private static final String NEXT =
      "write the SBOM of one image with a tool that names its operating system, such as syft or"
          + " trivy";

  private static final Map<String, String> TITLES =
      Map.of(
          "alpine", "Alpine Linux",
          "debian", "Debian GNU/Linux",
          "ubuntu", "Ubuntu",
          "rhel", "Red Hat Enterprise Linux",
          "centos", "CentOS Linux",
          "almalinux", "AlmaLinux",
          "rocky", "Rocky Linux");

  private final String file;
  private final List<Component> systems;
  private final List<InstalledPackage> packages;
  private final List<PackageUrl> urls;
  private final @Nullable String builder;
  private final List<Gap> gaps = new ArrayList<>();

  /// @param builder maintainer of `base-files`, null where it is unknown
  BillRelease(
      String file,
      List<Component> systems,
      List<InstalledPackage> packages,
      List<PackageUrl> urls,
      @Nullable String builder) {
    this.file = file;
    this.systems = systems;
    this.packages = packages;
    this.urls = urls;
    this.builder = builder;
  }

  Finding finding() {
    var named = systems.isEmpty() ? null : named(systems.getFirst());
    for (var system : systems) {
      var other = named(system);
      if (named == null || !named.agrees(other)) {
        return undecided("it names two operating systems, " + named + " and " + other);
      }
      named = named.with(other);
    }
    for (var url : urls) {
      var other = Distro.of(url);
      if (named != null && !named.agrees(other)) {
        return undecided(
            (systems.isEmpty() ? "its packages are of " : "its operating system is ")
                + named
                + (systems.isEmpty() ? " and of " : ", and the package " + url.name() + " is of ")
                + other);
      }
      named = named == null ? other : systems.isEmpty() ? named.with(other) : named;
    }
    if (named == null || named.id().isEmpty()) {
      return unknown();
    }
    return release(named);
  }

  private Finding undecided(String why) {
    gap("release-undecided", "of which release " + file + " is cannot be told: " + why);
    return new Finding(Optional.empty(), gaps);
  }

  private Finding unknown() {
    if (!urls.isEmpty()) {
      gap(
          "sbom-release-missing",
          file
              + " names no operating system, neither as a component nor in its packages' distro"
              + " qualifiers");
    }
    return new Finding(Optional.empty(), gaps);
  }

  private void gap(String code, String message) {
    gaps.add(new Gap(code, message, NEXT, OptionalInt.empty(), OptionalLong.empty()));
  }

  /// Trivy's families and Syft's names; Syft's own properties say it as os-release does.
  private static Distro named(Component system) {
    var id = Component.first(system.distroId, system.name).toLowerCase(Locale.ROOT).strip();
    var version = Component.first(system.distroVersion, system.version).strip();
    return new Distro(
        PackageTypes.distribution(id),
        version.toLowerCase(Locale.ROOT),
        system.distroCodename.toLowerCase(Locale.ROOT));
  }

  private Finding release(Distro distro) {
    var text = osRelease(distro);
    var finding =
        ReleaseFinder.find(
            path -> path.equals("etc/os-release") ? new Found.Text(text, file) : new Found.Absent(),
            evidence());
    for (var problem : finding.problems()) {
      gap(problem.code(), problem.message());
    }
    return new Finding(finding.release().map(BillRelease::operatingSystem), gaps);
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

  private String osRelease(Distro distro) {
    var version = versionId(distro);
    var title = title();
    var name = name(distro, version, title);
    var pretty = title.isEmpty() ? (name + " " + version).strip() : title;
    var text = new StringBuilder();
    assign(text, "ID", distro.id());
    assign(text, "NAME", name);
    assign(text, "VERSION_ID", version);
    assign(text, "VERSION_CODENAME", distro.codename());
    assign(text, "PRETTY_NAME", pretty);
    return text.toString();
  }

  /// Debian's os-release has the major version alone; the point release that the tools write is
  /// from `debian_version`.
  private static String versionId(Distro distro) {
    var dot = distro.version().indexOf('.');
    return distro.id().equals("debian") && dot > 0
        ? distro.version().substring(0, dot)
        : distro.version();
  }

  private String title() {
    for (var system : systems) {
      var title = Component.first(system.distroTitle, system.description);
      if (!title.isEmpty()) {
        return title;
      }
    }
    return "";
  }

  /// CentOS Linux ended with 8; what tells Stream 8 from it is the package of its release file.
  private String name(Distro distro, String version, String title) {
    var name = TITLES.getOrDefault(distro.id(), distro.id());
    if (!distro.id().equals("centos")) {
      return name;
    }
    var stream = title.contains("Stream") || has("centos-stream-release") || major(version) > 8;
    return stream ? "CentOS Stream" : name;
  }

  private boolean has(String name) {
    return packages.stream().anyMatch(p -> p.name().equals(name));
  }

  private static int major(String version) {
    var end = 0;
    while (end < version.length() && end < 4 && Character.isDigit(version.charAt(end))) {
      end++;
    }
    return end == 0 ? 0 : Integer.parseInt(version.substring(0, end));
  }

  /// Quoted as os-release(5) wants it; empty values are left out.
  private static void assign(StringBuilder text, String key, String value) {
    if (value.isEmpty()) {
      return;
    }
    text.append(key).append("=\"");
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      if ("\"\\$`".indexOf(c) >= 0) {
        text.append('\\');
      }
      text.append(c < ' ' ? ' ' : c);
    }
    text.append("\"\n");
  }

  /// The packages' own word on whose they are.
  private Evidence evidence() {
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
    return new Evidence(deb, ubuntu, builder, apk, rpmReleases, Set.of());
  }
}
