package io.breakwater.advisor;

import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.Gap;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.inventory.Origin;
import io.breakwater.inventory.Products;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Inventories for tests.
final class Images {
  static final Gap GAP =
      new Gap(
          "package-database-damaged",
          "the status file ends in the middle of a paragraph",
          "Rebuild the image.",
          OptionalInt.of(0),
          OptionalLong.of(42));

  private Images() {}

  static OperatingSystem os(String id, String versionId, @Nullable String codename) {
    return new OperatingSystem(id, List.of(), versionId, codename, id, "/etc/os-release");
  }

  static InstalledPackage deb(String name, String version) {
    return deb(name, version, name, version);
  }

  static InstalledPackage deb(String name, String version, String source, String sourceVersion) {
    return installed(Ecosystem.DEB, name, version, source, sourceVersion);
  }

  static InstalledPackage apk(String name, String version, String origin) {
    return installed(Ecosystem.APK, name, version, origin, version);
  }

  static InstalledPackage installed(
      Ecosystem ecosystem, String name, String version, String source, String sourceVersion) {
    var file = ecosystem == Ecosystem.APK ? "/lib/apk/db/installed" : "/var/lib/dpkg/status";
    return new InstalledPackage(
        ecosystem,
        name,
        version,
        "amd64",
        source,
        sourceVersion,
        null,
        null,
        null,
        file,
        new Origin(0, Optional.empty(), "", false));
  }

  static InstalledPackage rpm(String name, String version) {
    return rpm(name, version, name);
  }

  static InstalledPackage rpm(String name, String version, String source) {
    return rpm(name, version, source, "x86_64", null, null);
  }

  /// The source has the version of the package, without its epoch.
  static InstalledPackage rpm(
      String name,
      String version,
      String source,
      String arch,
      @Nullable String module,
      @Nullable String vendor) {
    var sourceVersion = version.substring(version.indexOf(':') + 1);
    return new InstalledPackage(
        Ecosystem.RPM,
        name,
        version,
        arch,
        source,
        sourceVersion,
        module,
        source + "-" + sourceVersion + ".src.rpm",
        vendor,
        "/var/lib/rpm/rpmdb.sqlite",
        new Origin(0, Optional.empty(), "", false));
  }

  static InstalledPackage modular(String name, String version, @Nullable String label) {
    return rpm(name, version, name, "x86_64", label, null);
  }

  static InstalledPackage of(InstalledPackage installed, @Nullable String vendor) {
    return new InstalledPackage(
        installed.ecosystem(),
        installed.name(),
        installed.version(),
        installed.arch(),
        installed.source(),
        installed.sourceVersion(),
        installed.module(),
        installed.sourceRpm(),
        vendor,
        installed.file(),
        installed.origin());
  }

  static ImageInventory rhel(String versionId, InstalledPackage... packages) {
    return of(os("rhel", versionId, null), packages);
  }

  static ImageInventory with(ImageInventory image, Products products) {
    return new ImageInventory(
        image.os(),
        image.packages(),
        image.databases(),
        image.gaps(),
        image.subscriptions(),
        products,
        image.notes());
  }

  static ImageInventory of(@Nullable OperatingSystem os, InstalledPackage... packages) {
    var databases = packages.length == 0 ? List.<String>of() : List.of(packages[0].file());
    return new ImageInventory(
        Optional.ofNullable(os), List.of(packages), databases, List.of(), Set.of());
  }

  static ImageInventory withGap(ImageInventory image) {
    return new ImageInventory(
        image.os(), image.packages(), image.databases(), List.of(GAP), image.subscriptions());
  }

  static ImageInventory withPro(ImageInventory image) {
    return new ImageInventory(
        image.os(), image.packages(), image.databases(), image.gaps(), Set.of("ubuntu-pro"));
  }
}
