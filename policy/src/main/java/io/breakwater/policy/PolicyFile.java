package io.breakwater.policy;

import io.breakwater.advisor.FailOn;
import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Severity;
import io.breakwater.advisor.UnfixedRule;
import io.breakwater.policy.document.DocumentLimits;
import io.breakwater.policy.document.Documents;
import io.breakwater.policy.document.PolicyException;
import io.breakwater.policy.document.Value;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the product's own policy file, `breakwater-policy.yaml`: YAML 1.2 or JSON, at most 4
/// MiB. `docs/policy.md` is its reference, `policy-v1.schema.json` beside this class its JSON
/// schema.
///
/// ```yaml
/// version: 1
/// fail-on: severity=high
/// configuration: medium
/// unfixed: {severity: critical, older-than: 30}
/// known-exploited: always
/// exemptions:
///   - cve: CVE-2024-1234
///     scope: team/app
///     reason: the parser is not reachable
///     expires: 2027-01-31
/// ```
///
/// Every key may be left out. A key that is not known, and a value that means nothing, is an
/// error that says the line: a policy that is followed by half is worse than none.
public final class PolicyFile {
  private static final Set<String> KEYS =
      Set.of(
          "version",
          "fail-on",
          "configuration",
          "unfixed",
          "known-exploited",
          "count-kernel",
          "accept-vendors",
          "max-feed-age",
          "warn-feed-age",
          "allow-unsupported",
          "exemptions");
  private static final int MOST_DAYS = 36_500;

  private PolicyFile() {}

  /// Reads a file.
  ///
  /// @param name as the user named it
  public static PolicyDocument read(byte[] bytes, String name) throws PolicyException {
    return read(Documents.read(bytes, name, DocumentLimits.WRITTEN));
  }

  static PolicyDocument read(Value root) throws PolicyException {
    root.only(KEYS);
    var version = root.get("version");
    if (version.present() && !version.text().equals("1")) {
      throw new PolicyException(
          "policy-unsupported",
          "reading " + root.file(),
          "line " + version.line() + ": version " + version.text() + " of policies is not known",
          "Write 'version: 1', or use a newer Breakwater",
          version.line(),
          null);
    }
    var failOn = failOn(root.get("fail-on"));
    var policy =
        Policy.DEFAULT
            .withFailOn(failOn)
            .withConfigurationFrom(
                severity(root.get("configuration"), Policy.DEFAULT.configurationFrom()))
            .withUnfixed(unfixed(root.get("unfixed"), failOn))
            .withExploitedAlways(exploitedAlways(root.get("known-exploited")))
            .withCountKernel(root.get("count-kernel").flag(false))
            .withAcceptedVendors(Set.copyOf(root.get("accept-vendors").texts()))
            .withOutdatedAfter(days(root.get("max-feed-age"), Policy.DEFAULT.outdatedAfter()))
            .withStaleAfter(days(root.get("warn-feed-age"), Policy.DEFAULT.staleAfter()))
            .withExemptions(ExemptionEntries.read(root.get("exemptions")));
    return new PolicyDocument(policy, root.get("allow-unsupported").flag(false));
  }

  private static FailOn failOn(Value value) throws PolicyException {
    if (!value.present()) {
      return FailOn.DEFAULT;
    }
    return FailOn.parse(value.text())
        .orElseThrow(
            () ->
                value.expected(
                    "none, issues, severity=WORD (for example severity=high), known-exploited or"
                        + " unfixed"));
  }

  private static Severity severity(Value value, Severity otherwise) throws PolicyException {
    if (!value.present()) {
      return otherwise;
    }
    var word = value.text();
    return Severity.parse(word)
        .filter(severity -> severity != Severity.UNKNOWN)
        .orElseThrow(() -> value.expected("negligible, low, medium, high or critical"));
  }

  /// `true`, `false`, or a mapping of `severity` and `older-than` in days.
  private static @Nullable UnfixedRule unfixed(Value value, FailOn failOn) throws PolicyException {
    if (!value.present()) {
      return null;
    }
    UnfixedRule rule;
    if (value.isFields()) {
      value.only(Set.of("severity", "older-than"));
      var least = severity(value.get("severity"), Severity.UNKNOWN);
      var days = value.get("older-than").number(0, 0, MOST_DAYS);
      rule = new UnfixedRule(least, Duration.ofDays(days));
    } else {
      rule = value.flag(false) ? UnfixedRule.ALL : null;
    }
    if (rule != null
        && !(failOn instanceof FailOn.Issues || failOn instanceof FailOn.FromSeverity)) {
      throw value.invalid(
          "it adds to what fails an image, but 'fail-on' leaves nothing to add to",
          "Remove it, or write 'fail-on: issues' or 'fail-on: severity=WORD'");
    }
    return rule;
  }

  private static boolean exploitedAlways(Value value) throws PolicyException {
    return switch (value.present() ? value.text() : "always") {
      case "always" -> true;
      case "as-others" -> false;
      default -> throw value.expected("always or as-others");
    };
  }

  private static Duration days(Value value, Duration otherwise) throws PolicyException {
    return Duration.ofDays(value.number((int) otherwise.toDays(), 1, MOST_DAYS));
  }
}
