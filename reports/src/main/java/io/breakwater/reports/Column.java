package io.breakwater.reports;

import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Finding;
import io.breakwater.advisories.Advisory;
import io.breakwater.sbom.PackageUrl;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A column of [TableReport]. What an issue does not have is empty.
public enum Column {
  ID("id", "the CVE or the check", Finding::cve, ConfigurationIssue::id),
  KIND("kind", "vulnerability or configuration", one -> "vulnerability", one -> "configuration"),
  SEVERITY(
      "severity",
      "as the distribution says it",
      one -> one.advisory().severity(),
      one -> one.severity().word()),
  SCORE("score", "the highest CVSS base score", Column::score, one -> ""),
  EXPLOITED(
      "exploited",
      "yes where it is known to be exploited",
      one -> one.advisory().knownExploited() ? "yes" : "",
      one -> ""),
  PACKAGE("package", "the installed package", one -> one.installed().name(), one -> ""),
  INSTALLED("installed", "its version", one -> one.installed().version(), one -> ""),
  FIXED("fixed", "the version that clears it", one -> text(one.fixedVersion()), one -> ""),
  ARCH("arch", "the package's architecture", one -> one.installed().arch(), one -> ""),
  SOURCE("source", "the source package", one -> one.installed().source(), one -> ""),
  PURL("purl", "the package URL", Column::purl),
  STATE("state", "what the distribution says", Column::state, one -> ""),
  AVAILABILITY("availability", "who gets the fix", Column::availability, one -> ""),
  NOTICES("notices", "security notices", Column::notices, one -> ""),
  STATUS("status", "active, exempt, unfixed, below-policy …", (row, report) -> row.status()),
  FILE("file", "the file of a setting, with its line", one -> "", IssueRow::file),
  LAYER("layer", "the layer that brought it", Column::layer, Column::layer),
  STEP(
      "step",
      "the build step that brought the package",
      one -> one.installed().origin().createdBy(),
      one -> ""),
  ACTION("action", "what to do", Finding::correctiveAction, ConfigurationIssue::correctiveAction),
  SUMMARY(
      "summary",
      "what it is about",
      one -> one.advisory().summary(),
      ConfigurationIssue::description),
  IMAGE("image", "the image as asked for", (row, report) -> report.title()),
  PLATFORM(
      "platform",
      "the platform of the image",
      (row, report) -> report.platform().map(Object::toString).orElse(""));

  /// What is shown unless columns are chosen.
  public static final List<Column> STANDARD =
      List.of(ID, SEVERITY, PACKAGE, INSTALLED, FIXED, NOTICES, FILE);

  private final String word;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // The functions hold nothing.
  private final BiFunction<IssueRow, ImageReport, String> content;

  Column(String word, String meaning, BiFunction<IssueRow, ImageReport, String> content) {
    this.word = word;
    this.meaning = meaning;
    this.content = content;
  }

  Column(
      String word,
      String meaning,
      Function<Finding, String> ofVulnerability,
      Function<ConfigurationIssue, String> ofSetting) {
    this(
        word,
        meaning,
        (row, report) ->
            switch (row) {
              case IssueRow.Vulnerability(var finding) -> ofVulnerability.apply(finding);
              case IssueRow.Setting(var issue) -> ofSetting.apply(issue);
            });
  }

  /// The name of the column.
  public String word() {
    return word;
  }

  /// What it shows, for people.
  public String meaning() {
    return meaning;
  }

  /// A column by its name.
  public static Optional<Column> parse(String word) {
    return Arrays.stream(values()).filter(column -> column.word.equals(word)).findFirst();
  }

  String of(IssueRow row, ImageReport report) {
    return content.apply(row, report);
  }

  private static String purl(IssueRow row, ImageReport report) {
    return row instanceof IssueRow.Vulnerability(var finding)
        ? text(PackageUrl.of(finding.installed(), report.assessment().os()))
        : "";
  }

  private static String score(Finding finding) {
    return finding.advisory().cvss().stream().mapToDouble(Advisory.Cvss::score).max().stream()
        .mapToObj(score -> String.format(Locale.ROOT, "%.1f", score))
        .collect(Collectors.joining());
  }

  private static String state(Finding finding) {
    return finding.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String availability(Finding finding) {
    return finding.fixedVersion() == null
        ? ""
        : finding.advisory().availability().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String notices(Finding finding) {
    return finding.advisory().notices().stream()
        .map(Advisory.Notice::id)
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static String layer(Finding finding) {
    return Integer.toString(finding.installed().origin().layer());
  }

  private static String layer(ConfigurationIssue issue) {
    return issue.layer() < 0 ? "" : Integer.toString(issue.layer());
  }

  private static String text(@Nullable Object one) {
    return one == null ? "" : one.toString();
  }
}
