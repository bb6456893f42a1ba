package io.breakwater.cli;

import io.breakwater.advisor.FailOn;
import io.breakwater.advisor.Policy;
import io.breakwater.cli.CommandModel.Flag;
import io.breakwater.cli.CommandModel.Text;
import io.breakwater.cli.CommandModel.Texts;
import java.time.Duration;
import java.util.Set;

/// Options about what fails an image.
final class PolicyOptions {
  private final Text failOn;
  private final Text maxFeedAge;
  private final Flag countKernel;
  private final Texts acceptVendors;
  private final Flag allowUnsupported;

  PolicyOptions(CommandModel model) {
    model.heading("Policy:");
    failOn =
        model.text(
            "--fail-on",
            "WHAT",
            "none, issues (the default: those with a published",
            "fix), severity=WORD, known-exploited, unfixed",
            "(those without a fix too).");
    maxFeedAge =
        model.text(
            "--max-feed-age",
            "DAYS",
            "Advisories older than this cannot show that an image is fine ("
                + Policy.DEFAULT.outdatedAfter().toDays()
                + ").");
    countKernel = model.flag("--count-kernel", "Count issues of the kernel's packages.");
    acceptVendors =
        model.texts(
            "--accept-vendor",
            "NAME",
            "",
            "Packages that this vendor built need no judgement,",
            "for example \"Fedora Project\" (EPEL); * for every",
            "vendor. Without it an image with packages that no",
            "advisory speaks of is INCOMPLETE.");
    allowUnsupported = model.flag("--allow-unsupported", "Exit code 0 for UNSUPPORTED.");
  }

  Policy policy() {
    var policy =
        Policy.DEFAULT
            .withCountKernel(countKernel.isSet())
            .withAcceptedVendors(Set.copyOf(acceptVendors.values()));
    var what = failOn.value();
    if (what != null) {
      policy = policy.withFailOn(failOn(what));
    }
    var days = maxFeedAge.value();
    return days == null ? policy : policy.withOutdatedAfter(Duration.ofDays(days(days)));
  }

  boolean allowUnsupported() {
    return allowUnsupported.isSet();
  }

  private static FailOn failOn(String what) {
    return FailOn.parse(what)
        .orElseThrow(
            () ->
                Failure.usage(
                    "--fail-on " + what,
                    "there is no such policy",
                    "It is none, issues, severity=WORD (for example severity=high),"
                        + " known-exploited or unfixed"));
  }

  private static int days(String text) {
    try {
      var days = Integer.parseInt(text);
      if (days >= 1) {
        return days;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Failure.usage("--max-feed-age " + text, "not a number of days", "Write 1 or more");
  }
}
