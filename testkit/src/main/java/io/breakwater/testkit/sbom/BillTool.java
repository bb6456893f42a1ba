package io.breakwater.testkit.sbom;

/// Whose dialect a document is in.
public enum BillTool {
  /// anchore/syft, `syft/format/common`: source and epoch in the package URL, all else as
  /// properties of CycloneDX; SPDX has no place for it.
  SYFT,
  /// aquasecurity/trivy, `pkg/sbom` and `pkg/purl`: source as properties of CycloneDX and
  /// annotations of SPDX, the module in the package URL; distributions by names of its own.
  TRIVY;

  String namespace(String distribution) {
    return switch (this) {
      case SYFT -> distribution.equals("rhel") ? "redhat" : distribution;
      case TRIVY -> system(distribution);
    };
  }

  /// What the operating system is called.
  String system(String distribution) {
    if (this == SYFT) {
      return distribution;
    }
    return switch (distribution) {
      case "rhel" -> "redhat";
      case "almalinux" -> "alma";
      default -> distribution;
    };
  }
}
