package io.breakwater.advisor;

import java.util.Optional;

/// Why a vulnerability does not matter, in the words of VEX.
///
/// @param kind what is meant
/// @param word as written
public record Justification(Kind kind, String word) {

  /// Reads a word of OpenVEX (specification 0.2.0, "Status Justifications"), of CSAF 2.0
  /// (section 3.2.3.5, `flags[].label`), which has the same, or of CycloneDX
  /// (`impactAnalysisJustification`); `-` and `_` are the same. Empty for anything else.
  public static Optional<Justification> parse(String text) {
    var word = text.strip().replace('-', '_');
    for (var kind : Kind.values()) {
      if (word.equalsIgnoreCase(kind.openVex) && kind.ofOpenVex) {
        return Optional.of(new Justification(kind, text.strip()));
      }
    }
    for (var kind : Kind.values()) {
      if (word.equalsIgnoreCase(kind.cycloneDx) && kind.ofCycloneDx) {
        return Optional.of(new Justification(kind, text.strip()));
      }
    }
    return Optional.empty();
  }

  /// Every justification of the three vocabularies, each with the nearest word of the others.
  ///
  /// OpenVEX calls every protection from outside `inline_mitigations_already_exist`, and what
  /// needs another configuration, dependency or environment
  /// `vulnerable_code_not_in_execute_path`.
  public enum Kind {
    COMPONENT_NOT_PRESENT("component_not_present", true, "code_not_present", false),
    VULNERABLE_CODE_NOT_PRESENT("vulnerable_code_not_present", true, "code_not_present", true),
    VULNERABLE_CODE_NOT_IN_EXECUTE_PATH(
        "vulnerable_code_not_in_execute_path", true, "code_not_reachable", true),
    VULNERABLE_CODE_CANNOT_BE_CONTROLLED_BY_ADVERSARY(
        "vulnerable_code_cannot_be_controlled_by_adversary", true, "code_not_reachable", false),
    INLINE_MITIGATIONS_ALREADY_EXIST(
        "inline_mitigations_already_exist", true, "protected_by_mitigating_control", false),
    REQUIRES_CONFIGURATION(
        "vulnerable_code_not_in_execute_path", false, "requires_configuration", true),
    REQUIRES_DEPENDENCY("vulnerable_code_not_in_execute_path", false, "requires_dependency", true),
    REQUIRES_ENVIRONMENT(
        "vulnerable_code_not_in_execute_path", false, "requires_environment", true),
    PROTECTED_BY_COMPILER("inline_mitigations_already_exist", false, "protected_by_compiler", true),
    PROTECTED_AT_RUNTIME("inline_mitigations_already_exist", false, "protected_at_runtime", true),
    PROTECTED_AT_PERIMETER(
        "inline_mitigations_already_exist", false, "protected_at_perimeter", true),
    PROTECTED_BY_MITIGATING_CONTROL(
        "inline_mitigations_already_exist", false, "protected_by_mitigating_control", true);

    private final String openVex;
    private final boolean ofOpenVex;
    private final String cycloneDx;
    private final boolean ofCycloneDx;

    Kind(String openVex, boolean ofOpenVex, String cycloneDx, boolean ofCycloneDx) {
      this.openVex = openVex;
      this.ofOpenVex = ofOpenVex;
      this.cycloneDx = cycloneDx;
      this.ofCycloneDx = ofCycloneDx;
    }

    /// The word of OpenVEX and CSAF.
    public String openVex() {
      return openVex;
    }

    /// The word of CycloneDX.
    public String cycloneDx() {
      return cycloneDx;
    }
  }
}
