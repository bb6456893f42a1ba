package io.breakwater.management.images;

import io.breakwater.advisor.Verdict.Status;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.IssueCounts;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// What lists say of an image's verdict, in the original's words.
///
/// | verdict | `Vulnerable` |
/// |---|---|
/// | FAIL | `true` |
/// | OK, WARN | `false` |
/// | UNSUPPORTED, INCOMPLETE, UNSCANNED | the word itself: what is not known is never `false` |
record ListedStatus(String vulnerable, IssueCounts counts) {
  /// Nothing is known yet.
  static final ListedStatus UNSCANNED = new ListedStatus(Status.UNSCANNED.name(), IssueCounts.NONE);

  /// @param verdict empty for what is no image, which nothing is known of
  static ListedStatus of(Optional<ImageVerdict> verdict) {
    return verdict
        .map(one -> new ListedStatus(word(one.verdict().status()), one.counts()))
        .orElse(UNSCANNED);
  }

  private static String word(Status status) {
    return switch (status) {
      case FAIL -> "true";
      case OK, WARN -> "false";
      case UNSUPPORTED, INCOMPLETE, UNSCANNED -> status.name();
    };
  }

  /// As members of an image in `GET /images`.
  void images(JsonGenerator json) {
    json.writeStringProperty("Vulnerable", vulnerable);
    json.writeNumberProperty("VulnerabilityCount", counts.vulnerabilities());
    json.writeNumberProperty("ConfigurationIssueCount", counts.configuration());
    json.writeNumberProperty("IssueCount", counts.issues());
    json.writeNumberProperty("ExemptIssueCount", counts.exempt());
  }

  /// As members of a tag in `POST /images/digests`.
  void digests(JsonGenerator json) {
    json.writeNumberProperty("configurationIssueCount", counts.configuration());
    json.writeNumberProperty("exemptIssueCount", counts.exempt());
    json.writeNumberProperty("issueCount", counts.issues());
    json.writeNumberProperty("vulnerabilityCount", counts.vulnerabilities());
    json.writeStringProperty("vulnerable", vulnerable);
  }
}
