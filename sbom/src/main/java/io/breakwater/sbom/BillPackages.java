package io.breakwater.sbom;

import io.breakwater.image.Digest;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.Origin;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes installed packages of components: name, version and architecture from the package URL,
/// source, module, vendor and layer from its qualifiers or the tools' own properties.
final class BillPackages {
  private final String file;
  private final boolean exact;
  private final List<String> diffIds;

  /// @param exact whether the tool is known to write vendors as the package databases do
  /// @param diffIds the image's layers, lowest first; empty where they are not listed
  BillPackages(String file, boolean exact, List<String> diffIds) {
    this.file = file;
    this.exact = exact;
    this.diffIds = diffIds;
  }

  /// Empty for what is not installed: source packages, and keys in rpm's database.
  ///
  /// @throws IllegalArgumentException when it cannot be told; the message says why
  Optional<InstalledPackage> read(PackageUrl url, Component component) {
    var arch = url.qualifier("arch");
    if (arch.equals("src") || arch.equals("nosrc") || arch.equals("source")) {
      return Optional.empty();
    }
    return switch (url.type()) {
      case "rpm" ->
          url.name().equals("gpg-pubkey") ? Optional.empty() : Optional.of(rpm(url, component));
      case "deb" -> Optional.of(other(Ecosystem.DEB, url, component));
      case "apk" -> Optional.of(other(Ecosystem.APK, url, component));
      default -> throw new IllegalArgumentException("packages of " + url.type() + " are not read");
    };
  }

  private InstalledPackage other(Ecosystem ecosystem, PackageUrl url, Component component) {
    var version =
        ecosystem == Ecosystem.DEB ? version(url, component) : versionAlone(url, component);
    var upstream = url.qualifier("upstream");
    var at = upstream.indexOf('@');
    var upstreamName = at < 0 ? upstream : upstream.substring(0, at);
    var upstreamVersion = at < 0 ? "" : upstream.substring(at + 1);
    var source = Component.first(component.sourceName, upstreamName, url.name());
    return new InstalledPackage(
        ecosystem,
        url.name(),
        version,
        url.qualifier("arch"),
        source,
        Component.first(component.wholeSourceVersion(), upstreamVersion, version),
        null,
        null,
        Component.orNull(component.vendor),
        file,
        origin(component));
  }

  private InstalledPackage rpm(PackageUrl url, Component component) {
    var version = version(url, component);
    var release = version.lastIndexOf('-');
    if (release <= Epochs.end(version) + 1 || release == version.length() - 1) {
      throw new IllegalArgumentException("its version '" + version + "' has no release");
    }
    var arch = url.qualifier("arch");
    if (arch.isEmpty()) {
      throw new IllegalArgumentException("its package URL names no architecture (arch=…)");
    }
    var sourceRpm = sourceRpm(url, component);
    var parts = sourceRpm == null ? null : SourceRpmName.parse(sourceRpm);
    var epoch = version.substring(0, Epochs.end(version) + 1);
    var named = Component.first(component.sourceName, sourceName(url), url.name());
    return new InstalledPackage(
        Ecosystem.RPM,
        url.name(),
        version,
        arch,
        parts == null ? named : parts.name(),
        parts == null ? version : epoch + parts.versionRelease(),
        module(url, component),
        sourceRpm,
        exact ? known(component.publisher) : null,
        file,
        origin(component));
  }

  /// `(none)` is how rpm prints what is not there.
  private static @Nullable String known(String text) {
    return text.isEmpty() || text.equals("(none)") ? null : text;
  }

  private static String sourceName(PackageUrl url) {
    var upstream = url.qualifier("upstream");
    return upstream.endsWith(".rpm") ? "" : upstream;
  }

  private static @Nullable String sourceRpm(PackageUrl url, Component component) {
    var upstream = url.qualifier("upstream");
    if (upstream.endsWith(".rpm")) {
      return upstream;
    }
    var built =
        component.sourceName.isEmpty() || component.sourceVersion.isEmpty()
            ? ""
            : component.sourceName + "-" + sourceVersionRelease(component) + ".src.rpm";
    return known(Component.first(component.sourceRpm, built));
  }

  /// Trivy's SPDX has epoch, version and release of the source in one text.
  private static String sourceVersionRelease(Component component) {
    var version = component.sourceVersion.substring(Epochs.end(component.sourceVersion) + 1);
    return component.sourceRelease.isEmpty() ? version : version + "-" + component.sourceRelease;
  }

  /// Syft writes `rpmmod`, Trivy a property, older versions of it `modularitylabel`.
  private static @Nullable String module(PackageUrl url, Component component) {
    return known(
        Component.first(
            url.qualifier("rpmmod"), component.module, url.qualifier("modularitylabel")));
  }

  private static String versionAlone(PackageUrl url, Component component) {
    var version = Component.first(url.version(), component.version);
    if (version.isEmpty()) {
      throw new IllegalArgumentException("it has no version");
    }
    return version;
  }

  /// With the epoch, where it is not 0, from the version, the qualifier `epoch`, or the
  /// component's own version.
  private static String version(PackageUrl url, Component component) {
    var version = versionAlone(url, component);
    var own = Epochs.end(version);
    var written = own < 0 ? "" : version.substring(0, own);
    var bare = version.substring(own + 1);
    var qualified = url.qualifier("epoch");
    if (!qualified.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("its epoch '" + qualified + "' is no number");
    }
    if (own >= 0 && !qualified.isEmpty() && !same(written, qualified)) {
      throw new IllegalArgumentException("it has two epochs, " + written + " and " + qualified);
    }
    var outside = Epochs.end(component.version);
    var beside =
        outside >= 0 && component.version.substring(outside + 1).equals(bare)
            ? component.version.substring(0, outside)
            : "";
    var epoch = Component.first(written, qualified, beside);
    return Epochs.isZero(epoch) ? bare : epoch + ":" + bare;
  }

  private static boolean same(String one, String other) {
    return one.equals(other) || (Epochs.isZero(one) && Epochs.isZero(other));
  }

  /// Trivy and this program tell the layer; Syft only where the package database was last changed,
  /// which is not what brought the package.
  private Origin origin(Component component) {
    var layer = Math.max(diffIds.indexOf(component.layerDiffId), index(component.layerIndex));
    return new Origin(
        Math.max(layer, 0),
        Digest.tryParse(component.layerDigest),
        component.layerCreatedBy,
        component.layerOfBase);
  }

  /// -1 where the text is no index that a layer may have.
  private static int index(String text) {
    var plausible =
        !text.isEmpty() && text.length() < 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return plausible ? Integer.parseInt(text) : -1;
  }
}
