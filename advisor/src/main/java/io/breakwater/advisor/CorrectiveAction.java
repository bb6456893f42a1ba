package io.breakwater.advisor;

import io.breakwater.advisories.Advisory;

/// Says in a sentence what clears one vulnerability.
final class CorrectiveAction {
  private CorrectiveAction() {}

  static String of(Finding finding) {
    var fixed = finding.fixedVersion();
    return fixed == null || finding.moduleUnknown() || finding.state() == Advisory.State.AFFECTED
        ? withoutFix(finding)
        : upgrade(finding, fixed);
  }

  /// A subscription that the image has need not be got.
  private static String extended(Finding finding) {
    return finding.standing() == Standing.SUBSCRIPTION ? " (needs extended support)" : "";
  }

  private static String upgrade(Finding finding, String fixed) {
    var installed = finding.installed();
    // The feed names source versions; a binary may carry another epoch or a rebuild's suffix.
    var target =
        finding.advisory().kind() == Advisory.Kind.BINARY
                || installed.version().equals(installed.sourceVersion())
            ? installed.name() + " to >= " + fixed
            : installed.name() + " to a build of " + installed.source() + " >= " + fixed;
    target += finding.moduleStream().map(module -> " (module " + module + ")").orElse("");
    return switch (finding.advisory().availability()) {
      case PUBLIC -> "Upgrade " + target;
      case UBUNTU_PRO -> "Upgrade " + target + " (needs Ubuntu Pro)";
      case EXTENDED_SUPPORT -> "Upgrade " + target + extended(finding);
    };
  }

  private static String withoutFix(Finding finding) {
    return switch (finding.state()) {
      case FIXED, AFFECTED ->
          finding.fixedVersion() == null ? "No fix is published yet" : elsewhere();
      case DEFERRED -> "No fix yet; the distribution will fix it with a later update";
      case WILL_NOT_FIX -> "The distribution will not fix it; remove the package if unused";
      case END_OF_LIFE -> "The package's support has ended; move to a supported release";
      case UNDER_INVESTIGATION -> unclear(finding);
      case NOT_AFFECTED -> "Nothing to do";
    };
  }

  private static String elsewhere() {
    return "No fix in this minor release; move to a later one, or remove the package if unused";
  }

  private static String unclear(Finding finding) {
    return finding.moduleUnknown()
        ? "Find out the package's module stream ('dnf module list --installed')"
        : "Not decided yet whether it is affected";
  }
}
