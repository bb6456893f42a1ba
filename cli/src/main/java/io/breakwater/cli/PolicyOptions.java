package io.breakwater.cli;

import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.FailOn;
import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Warning;
import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.CommandModel.Texts;
import io.breakwater.cli.command.Failure;
import io.breakwater.policy.ExemptionDocument;
import io.breakwater.policy.document.Remark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Options about what fails an image. What an option says counts more than the policy file;
/// exemptions of all files count together.
final class PolicyOptions {
  private static final String ATTACHED = "oci";

  private final Text policyFile;
  private final Texts exemptions;
  private final Texts vex;
  private final Text failOn;
  private final Text maxFeedAge;
  private final Flag countKernel;
  private final Texts acceptVendors;
  private final Flag allowUnsupported;

  PolicyOptions(CommandModel model) {
    model.heading("Policy:");
    policyFile =
        model.text("--policy", "FILE", "What fails an image and what is exempt (YAML or JSON).");
    exemptions =
        model.texts(
            "--exemptions",
            "FILE",
            "",
            "More exemptions: .trivyignore, .trivyignore.yaml,",
            ".grype.yaml, or a policy file's. Several times.");
    vex =
        model.texts(
            "--vex",
            "FILE|oci",
            "",
            "VEX documents: OpenVEX, CSAF, CycloneDX; oci for",
            "those attached to the image in its registry, whose",
            "signatures are not verified. Several times.");
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

  PolicyChoice choose() {
    var file = policyFile.value();
    var document = file == null ? null : PolicyFiles.policy(file);
    var policy = document == null ? Policy.DEFAULT : document.policy();
    var all = new ArrayList<>(policy.exemptions());
    var remarks = new ArrayList<Warning>();
    for (var name : exemptions.values()) {
      add(PolicyFiles.exemptions("--exemptions", name), all, remarks);
    }
    for (var name : vex.values()) {
      if (!name.equals(ATTACHED)) {
        add(PolicyFiles.exemptions("--vex", name), all, remarks);
      }
    }
    return new PolicyChoice(
        options(policy).withExemptions(all),
        allowUnsupported.isSet() || (document != null && document.allowUnsupported()),
        vex.values().contains(ATTACHED),
        remarks);
  }

  private static void add(
      ExemptionDocument document, List<Exemption> exemptions, List<Warning> remarks) {
    exemptions.addAll(document.exemptions());
    document.remarks().forEach(remark -> remarks.add(warning(remark)));
  }

  static Warning warning(Remark remark) {
    return new Warning(Warning.EXEMPTION_REMARK, remark.toString());
  }

  private Policy options(Policy file) {
    var vendors = new HashSet<>(file.acceptedVendors());
    vendors.addAll(acceptVendors.values());
    var policy =
        file.withCountKernel(file.countKernel() || countKernel.isSet())
            .withAcceptedVendors(vendors);
    var what = failOn.value();
    if (what != null) {
      policy = policy.withFailOn(failOn(what));
    }
    var days = maxFeedAge.value();
    return days == null ? policy : policy.withOutdatedAfter(Duration.ofDays(days(days)));
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
