package io.breakwater.assessments.harbor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a scan can be asked for, with the media types of the specification.
enum ReportKind {
  VULNERABILITIES("application/vnd.security.vulnerability.report; version=1.1", ""),
  RAW("application/vnd.scanner.adapter.vuln.report.raw", ""),
  SPDX(ReportKind.BILL, "application/spdx+json"),
  CYCLONEDX(ReportKind.BILL, "application/vnd.cyclonedx+json");

  /// What all bills of materials are sent as.
  static final String BILL = "application/vnd.security.sbom.report+json; version=1.0";

  private final String mediaType;
  private final String format;

  ReportKind(String mediaType, String format) {
    this.mediaType = mediaType;
    this.format = format;
  }

  /// Of the answer.
  String mediaType() {
    return mediaType;
  }

  /// Of the bill of materials in it; empty for reports of vulnerabilities.
  String format() {
    return format;
  }

  boolean bill() {
    return !format.isEmpty();
  }

  static List<ReportKind> bills() {
    return Arrays.stream(values()).filter(ReportKind::bill).toList();
  }

  static List<ReportKind> reports() {
    return Arrays.stream(values()).filter(kind -> !kind.bill()).toList();
  }

  /// The bill of materials in a format.
  static Optional<ReportKind> bill(String format) {
    return bills().stream().filter(kind -> kind.format.equals(format)).findFirst();
  }

  /// Whether a media type that somebody wrote is one of ours, blanks, quotes and case left
  /// aside.
  static boolean same(String written, String mediaType) {
    return plain(written).equals(plain(mediaType));
  }

  private static String plain(String mediaType) {
    return mediaType.replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT);
  }
}
