package io.breakwater.exemptions;

import java.util.Locale;

/// An issue that can be exempted.
///
/// @param id in the writing of the reports: `CVE-2018-9999`, `DSA-5678-1`,
///     `application_configuration:mysql.ssl-ca`
public record ExemptIssue(IssueType type, String id) {
  private static final int LONGEST = 128;
  private static final String GITHUBS = "GHSA-";

  public ExemptIssue {
    if (id.length() > LONGEST || !type.matches(id)) {
      throw new IllegalArgumentException("no identifier of a " + type.word());
    }
  }

  /// Reads the word of a type and an identifier. Vulnerabilities and notices may be in lower case.
  ///
  /// @throws ExemptionException `unknown-type`, `invalid-issue`
  public static ExemptIssue parse(String type, String id) throws ExemptionException {
    var parsed = IssueType.parse(type);
    var written = parsed == IssueType.CONFIGURATION ? id : writing(id);
    if (written.length() > LONGEST || !parsed.matches(written)) {
      throw new ExemptionException(
          ExemptionException.Code.INVALID_ISSUE,
          "not the identifier of a "
              + parsed.displayName()
              + ": it looks like "
              + parsed.example()
              + ", as in a report of the image, and has at most "
              + LONGEST
              + " characters");
    }
    return new ExemptIssue(parsed, written);
  }

  /// Identifiers are in upper case, but for GitHub's behind their prefix.
  private static String writing(String id) {
    return id.regionMatches(true, 0, GITHUBS, 0, GITHUBS.length())
        ? GITHUBS + id.substring(GITHUBS.length()).toLowerCase(Locale.ROOT)
        : id.toUpperCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return type.word() + " " + id;
  }
}
