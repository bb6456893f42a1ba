package io.breakwater.policy;

import io.breakwater.policy.document.PolicyException;

/// Fuzz target: any bytes as a VEX document, an attestation or an ignore file, and an image
/// judged by it. Only [PolicyException] is permitted, and what exempts says where it is
/// written.
public final class ExemptionFuzz {
  private ExemptionFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    try {
      var document = ExemptionFile.read(data, "file");
      var assessment = Judging.judge(document.exemptions());
      for (var use : assessment.exemptions()) {
        if (use.exemption().place() == null) {
          throw new AssertionError("an exemption without place");
        }
      }
    } catch (PolicyException e) {
      // Refused.
    }
  }
}
