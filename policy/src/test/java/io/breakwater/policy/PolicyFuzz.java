package io.breakwater.policy;

import io.breakwater.policy.document.PolicyException;

/// Fuzz target: any bytes as a policy file in YAML and in JSON. Only [PolicyException] is
/// permitted.
public final class PolicyFuzz {
  private PolicyFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    for (var name : new String[] {"policy.yaml", "policy"}) {
      try {
        var document = PolicyFile.read(data, name);
        for (var exemption : document.policy().exemptions()) {
          if (exemption.scopes().isEmpty() || exemption.place() == null) {
            throw new AssertionError("an exemption without scope or place");
          }
        }
      } catch (PolicyException e) {
        // Refused.
      }
    }
  }
}
