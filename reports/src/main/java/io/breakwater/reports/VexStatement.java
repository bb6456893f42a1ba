package io.breakwater.reports;

import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.Justification;
import io.breakwater.advisor.PolicyStatus;
import io.breakwater.advisor.VexStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What a VEX document says of a vulnerability in an image (OpenVEX specification 0.2.0, "Status
/// Labels"; the same labels are in CSAF's profile 5 and CISA's "Minimum Requirements for VEX").
///
/// An exemption says that an issue does not count for this image: `not_affected`, with its
/// justification where it has one, else with its reason as the impact statement that VEX wants
/// then; `fixed` where it comes from a VEX statement that said so. Everything else is `affected`,
/// except what the distribution has not decided yet, or what could not be compared.
///
/// @param justification only with `NOT_AFFECTED`, and not always then
/// @param note who exempted and why; empty where nobody did
public record VexStatement(VexStatus status, Optional<Justification> justification, String note) {
  /// What is to be said of a finding.
  public static VexStatement of(Finding finding) {
    if (finding.policyStatus() == PolicyStatus.EXEMPT) {
      return exempt(finding.exemptions());
    }
    var status =
        switch (finding.state()) {
          case UNDER_INVESTIGATION -> VexStatus.UNDER_INVESTIGATION;
          case FIXED, NOT_AFFECTED, AFFECTED, DEFERRED, WILL_NOT_FIX, END_OF_LIFE ->
              VexStatus.AFFECTED;
        };
    return new VexStatement(status, Optional.empty(), "");
  }

  private static VexStatement exempt(List<Exemption> exemptions) {
    var fixed = !exemptions.isEmpty();
    var justification = Optional.<Justification>empty();
    for (var exemption : exemptions) {
      fixed &= exemption.vex() == VexStatus.FIXED;
      if (justification.isEmpty()) {
        justification = Optional.ofNullable(exemption.justification());
      }
    }
    return fixed
        ? new VexStatement(VexStatus.FIXED, Optional.empty(), note(exemptions))
        : new VexStatement(VexStatus.NOT_AFFECTED, justification, note(exemptions));
  }

  /// Who exempted and why, in a sentence each; of VEX statements what they say.
  public static String note(List<Exemption> exemptions) {
    var sentences = new LinkedHashSet<String>();
    for (var exemption : exemptions) {
      sentences.add(Printable.sentence(note(exemption)));
    }
    return String.join(" ", sentences);
  }

  private static String note(Exemption exemption) {
    var reason = exemption.reason();
    if (reason != null && !reason.isBlank()) {
      return exemption.vex() == null ? by(exemption) + reason : reason;
    }
    var justification = exemption.justification();
    return by(exemption) + (justification == null ? "no reason is recorded" : justification.word());
  }

  private static String by(Exemption exemption) {
    var author = exemption.author();
    return "Exempt" + (author == null ? "" : " by " + author) + ": ";
  }
}
