package io.breakwater.sbom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a document says of one component, in the terms of either format; filled field by field,
/// as the keys come in any order. Texts are empty where nothing is said.
final class Component {
  private static final String TRIVY = "aquasecurity:trivy:";
  private static final String OWN = "breakwater:";
  private static final String SYFT_METADATA = "syft:metadata:";

  /// What a component is, as far as its kind tells.
  enum Kind {
    /// A distribution's release.
    OPERATING_SYSTEM,
    /// Something with a version that may be a package: libraries, and what has no kind.
    PACKAGE,
    /// Something that is named and described, and is a package only if its URL says so:
    /// containers, applications, files.
    OTHER
  }

  Kind kind = Kind.PACKAGE;

  /// `bom-ref` or `SPDXID`.
  String id = "";

  String name = "";
  String version = "";

  /// For people: CycloneDX `description` of an operating system.
  String description = "";

  final List<String> urls = new ArrayList<>();

  /// Who built it, as CycloneDX `publisher` or `supplier`, or SPDX `supplier` say.
  String publisher = "";

  /// The tool's own word for what sort of package it is: `deb`, `go-module`, `debian`, `gobinary`.
  String packageType = "";

  String sourceName = "";
  String sourceVersion = "";
  String sourceRelease = "";
  String sourceEpoch = "";
  String sourceRpm = "";
  String module = "";
  String layerDigest = "";
  String layerDiffId = "";
  String layerIndex = "";

  /// Who built it, as the package database says; only in this program's own documents.
  String vendor = "";

  String layerCreatedBy = "";
  boolean layerOfBase;
  String distroId = "";
  String distroVersion = "";
  String distroCodename = "";
  String distroTitle = "";

  /// Takes a property that Syft, Trivy or this program write beside the format's own fields (Syft:
  /// `syft/format/internal/cyclonedxutil/helpers`; Trivy: `pkg/sbom/core/bom.go`).
  void property(String name, String value) {
    if (name.startsWith(TRIVY)) {
      trivy(name.substring(TRIVY.length()), value);
    } else if (name.startsWith(OWN)) {
      own(name.substring(OWN.length()), value);
    } else if (name.startsWith(SYFT_METADATA)) {
      syft(name.substring(SYFT_METADATA.length()), value);
    } else {
      switch (name) {
        case "syft:package:type" -> packageType = value;
        case "syft:distro:id" -> distroId = value;
        case "syft:distro:versionID" -> distroVersion = value;
        case "syft:distro:versionCodename" -> distroCodename = value;
        case "syft:distro:prettyName" -> distroTitle = value;
        default -> {
          // Of no interest here.
        }
      }
    }
  }

  /// A property of this program's own documents, without its namespace. Source and module are read
  /// from the package URL, which has them as they were.
  void own(String name, String value) {
    switch (name) {
      case "layer:index" -> layerIndex = value;
      case "layer:digest" -> layerDigest = value;
      case "layer:createdBy" -> layerCreatedBy = value;
      case "layer:base" -> layerOfBase = value.equals("true");
      case "package:vendor" -> vendor = value;
      case "os:codename" -> distroCodename = value;
      default -> {
        // Of no interest here.
      }
    }
  }

  private void syft(String name, String value) {
    switch (name) {
      case "source", "originPackage" -> sourceName = value;
      case "sourceVersion" -> sourceVersion = value;
      case "sourceRpm" -> sourceRpm = value;
      case "modularityLabel" -> module = value;
      default -> {
        // Of no interest here.
      }
    }
  }

  /// A property of Trivy's without its namespace, as its SPDX annotations have it.
  void trivy(String name, String value) {
    switch (name) {
      case "PkgType" -> packageType = value;
      case "SrcName" -> sourceName = value;
      case "SrcVersion" -> sourceVersion = value;
      case "SrcRelease" -> sourceRelease = value;
      case "SrcEpoch" -> sourceEpoch = value;
      case "Modularitylabel" -> module = value;
      case "LayerDigest" -> layerDigest = value;
      case "LayerDiffID" -> layerDiffId = value;
      default -> {
        // Of no interest here.
      }
    }
  }

  /// The source package's version as one text; empty where nothing is said.
  String wholeSourceVersion() {
    if (sourceVersion.isEmpty()) {
      return "";
    }
    var epoch = Epochs.isZero(sourceEpoch) ? "" : sourceEpoch + ":";
    return epoch + sourceVersion + (sourceRelease.isEmpty() ? "" : "-" + sourceRelease);
  }

  /// Whether the tool's own word says that it is no package of an operating system.
  boolean isOfAnApplication() {
    return !packageType.isEmpty()
        && PackageTypes.ecosystem(packageType.toLowerCase(Locale.ROOT)) == null;
  }

  /// What to call it in messages.
  String title() {
    var known = !name.isEmpty() ? name : !id.isEmpty() ? id : urls.isEmpty() ? "" : urls.getFirst();
    return known.isEmpty()
        ? "one without a name"
        : version.isEmpty() ? known : known + " " + version;
  }

  /// The first text that is not empty.
  static String first(String... texts) {
    for (var text : texts) {
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /// Null for an empty text.
  static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
