package io.breakwater.exemptions;

import io.breakwater.advisor.Exemption;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What kinds of issues can be exempted, with the words of the original's `GET /exempt/types` and
/// `exemption-types`.
public enum IssueType {
  /// A vulnerability. Where there is no CVE, distributions use identifiers of their own or of
  /// others: `TEMP-0000000-ABCDEF`, `GHSA-…`, `XSA-123`.
  CVE(
      Exemption.Type.CVE,
      "CVE",
      "^(CVE-[0-9]{4}-[0-9]{4,19}|([ABD-Z]|C[A-UW-Z])[A-Z0-9]*(-[0-9A-Za-z]+)+)$",
      "CVE-2018-9999"),
  /// All that a notice of a distribution speaks of. Where a distribution publishes none, the CVE
  /// stands for it.
  NOTICE(
      Exemption.Type.NOTICE,
      "Security Notice",
      "^(CVE-[0-9]{4}-[0-9]{4,19}|([ABD-Z]|C[A-UW-Z])[A-Z]{1,6}-[0-9]{1,6}([-:][0-9]{1,6})?)$",
      "DSA-5678-1 or RHSA-2024:1234"),
  /// A setting of an application or the system.
  CONFIGURATION(
      Exemption.Type.CONFIGURATION,
      "Configuration Issue",
      "^(application|system)_configuration:[0-9A-Za-z._-]+$",
      "application_configuration:mysql.ssl-ca");

  private final Exemption.Type advised;
  private final String displayName;
  private final Pattern pattern;
  private final String example;

  IssueType(Exemption.Type advised, String displayName, String pattern, String example) {
    this.advised = advised;
    this.displayName = displayName;
    this.pattern = Pattern.compile(pattern);
    this.example = example;
  }

  /// Reads a word.
  ///
  /// @throws ExemptionException `unknown-type`
  public static IssueType parse(String word) throws ExemptionException {
    for (var type : values()) {
      if (type.word().equals(word)) {
        return type;
      }
    }
    throw new ExemptionException(
        ExemptionException.Code.UNKNOWN_TYPE,
        "there is no such type of issue; those there are: "
            + Arrays.stream(values()).map(IssueType::word).collect(Collectors.joining(", ")));
  }

  /// The word in addresses and lists: `cve`, `sn`, `configuration`.
  public String word() {
    return advised.word();
  }

  /// For people.
  public String displayName() {
    return displayName;
  }

  /// By what translations find it.
  public String translationKey() {
    return "exemption.type." + word();
  }

  /// What identifiers match; in the syntax that Java, Go, Python and JavaScript share.
  public String validation() {
    return pattern.pattern();
  }

  String example() {
    return example;
  }

  Exemption.Type advised() {
    return advised;
  }

  boolean matches(String id) {
    return pattern.matcher(id).matches();
  }
}
