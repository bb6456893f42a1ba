package io.breakwater.advisor;

import java.util.List;

/// The exemptions that apply to one issue; see [ExemptionRules].
///
/// @param applied in the policy's order
record Exemptions(PolicyStatus status, List<Exemption> applied) {
  static final Exemptions NONE = new Exemptions(PolicyStatus.ACTIVE, List.of());
}
