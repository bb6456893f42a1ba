package io.breakwater.advisor;

import io.breakwater.advisories.Advisory;

/// Says in a sentence what clears one vulnerability.
final class CorrectiveAction {
  private CorrectiveAction() {}

  static String of(Finding finding) {
    var fixed = finding.fixedVersion();
    return fixed == null ? withoutFix(finding.state()) : upgrade(finding, fixed);
  }

  private static String upgrade(Finding finding, String fixed) {
    var installed = finding.installed();
    // The feed names source versions; a binary may carry another epoch or a rebuild's suffix.
    var target =
        installed.version().equals(installed.sourceVersion())
            ? installed.name() + " to >= " + fixed
            : installed.name() + " to a build of " + installed.source() + " >= " + fixed;
    return switch (finding.advisory().availability()) {
      case PUBLIC -> "Upgrade " + target;
      case UBUNTU_PRO -> "Upgrade " + target + " (needs Ubuntu Pro)";
      case EXTENDED_SUPPORT -> "Upgrade " + target + " (needs extended support)";
    };
  }

  private static String withoutFix(Advisory.State state) {
    return switch (state) {
      case FIXED, AFFECTED -> "No fix is published yet";
      case DEFERRED -> "No fix yet; the distribution will fix it with a later update";
      case WILL_NOT_FIX -> "The distribution will not fix it; remove the package if unused";
      case END_OF_LIFE -> "The package's support has ended; move to a supported release";
      case UNDER_INVESTIGATION -> "Not decided yet whether it is affected";
      case NOT_AFFECTED -> "Nothing to do";
    };
  }
}
