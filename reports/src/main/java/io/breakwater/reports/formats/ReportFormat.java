package io.breakwater.reports.formats;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The formats in which a report can be written.
///
/// Media types are those that the formats' own specifications or IANA's registry name; JUnit's
/// XML and the tables have none of their own.
public enum ReportFormat {
  TEXT("text", "text/plain", "for people (the default)"),
  TABLE("table", "text/plain", "a line an issue, see --columns"),
  TSV("tsv", "text/tab-separated-values", "the same with tabs"),
  CSV("csv", "text/csv", "the same as CSV"),
  JSON("json", "application/json", "everything, schema version 1"),
  HTML("html", "text/html", "one file, searchable, printable"),
  MARKDOWN("markdown", "text/markdown", "for pull requests"),
  SARIF("sarif", "application/sarif+json", "SARIF 2.1.0, for code scanning"),
  JUNIT("junit", "application/xml", "JUnit XML, for CI servers"),
  CYCLONEDX("cyclonedx", "application/vnd.cyclonedx+json", "CycloneDX 1.6 with vulnerabilities"),
  CYCLONEDX_SBOM(
      "cyclonedx-sbom", "application/vnd.cyclonedx+json", "CycloneDX 1.6, packages alone"),
  SPDX("spdx", "application/spdx+json", "SPDX 2.3 JSON, packages"),
  OPENVEX("openvex", "application/vnd.openvex+json", "OpenVEX, what was decided");

  private final String word;
  private final String mediaType;
  private final String meaning;

  ReportFormat(String word, String mediaType, String meaning) {
    this.word = word;
    this.mediaType = mediaType;
    this.meaning = meaning;
  }

  /// The word of options and queries.
  public String word() {
    return word;
  }

  /// Without parameters; the first format that has one is meant by it.
  public String mediaType() {
    return mediaType;
  }

  /// What it is for, for people.
  public String meaning() {
    return meaning;
  }

  /// Whether a document of the format can tell of one image only.
  public boolean ofOneImage() {
    return switch (this) {
      case CYCLONEDX, CYCLONEDX_SBOM, SPDX, OPENVEX -> true;
      case TEXT, TABLE, TSV, CSV, JSON, HTML, MARKDOWN, SARIF, JUNIT -> false;
    };
  }

  /// The format of a word.
  public static Optional<ReportFormat> parse(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }

  /// All words, for people.
  public static String words() {
    return Arrays.stream(values()).map(ReportFormat::word).collect(Collectors.joining(", "));
  }
}
