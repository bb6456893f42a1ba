package io.breakwater.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The formats in which a report can be written.
enum ReportFormat {
  TEXT("text", "for people (the default)"),
  TABLE("table", "a line an issue, see --columns"),
  TSV("tsv", "the same with tabs"),
  CSV("csv", "the same as CSV"),
  JSON("json", "everything, schema version 1"),
  HTML("html", "one file, searchable, printable"),
  MARKDOWN("markdown", "for pull requests"),
  SARIF("sarif", "SARIF 2.1.0, for code scanning"),
  JUNIT("junit", "JUnit XML, for CI servers"),
  CYCLONEDX("cyclonedx", "CycloneDX 1.6 with vulnerabilities"),
  CYCLONEDX_SBOM("cyclonedx-sbom", "CycloneDX 1.6, packages alone"),
  SPDX("spdx", "SPDX 2.3 JSON, packages"),
  OPENVEX("openvex", "OpenVEX, what was decided");

  private final String word;
  private final String meaning;

  ReportFormat(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /// The word of the option.
  String word() {
    return word;
  }

  /// What it is for, for people.
  String meaning() {
    return meaning;
  }

  /// Whether a document of the format can tell of one image only.
  boolean ofOneImage() {
    return switch (this) {
      case CYCLONEDX, CYCLONEDX_SBOM, SPDX, OPENVEX -> true;
      case TEXT, TABLE, TSV, CSV, JSON, HTML, MARKDOWN, SARIF, JUNIT -> false;
    };
  }

  static Optional<ReportFormat> parse(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }

  /// All words, for people.
  static String words() {
    return Arrays.stream(values()).map(ReportFormat::word).collect(Collectors.joining(", "));
  }
}
