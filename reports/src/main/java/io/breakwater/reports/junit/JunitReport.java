package io.breakwater.reports.junit;

import io.breakwater.reports.ImageReport;
import io.breakwater.reports.IndexReport;
import io.breakwater.reports.ReportOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The report as JUnit's XML: one test suite for an image, and one for each platform of an index.
///
/// There is no one schema; what is written is valid by Jenkins's (`junit-10.xsd` of its xUnit
/// plug-in) and by the one JUnit tests itself with (`jenkins-junit.xsd`), and GitLab reads it.
///
/// | test case | outcome |
/// |---|---|
/// | `assessment` / `complete` | error where the image could not be judged, else passes |
/// | package / `no issue that counts` | passes |
/// | package / CVE | failure where it counts, skipped where it is exempt |
/// | subject / check | failure a place; skipped where exempt, of no count, or unknown |
///
/// Names hold neither versions nor lines, so that CI systems recognise a case from run to run.
/// There is always at least one case, since some systems take an empty suite for a mistake.
///
/// The same report gives the same bytes: every time is 0.
public final class JunitReport {
  private JunitReport() {}

  /// Writes the report of one image. The stream is flushed and left open.
  public static void write(ImageReport report, ReportOptions options, OutputStream out)
      throws IOException {
    write(List.of(report), options, out);
  }

  /// Writes the report of an index. The stream is flushed and left open.
  public static void write(IndexReport report, ReportOptions options, OutputStream out)
      throws IOException {
    write(report.platforms(), options, out);
  }

  private static void write(List<ImageReport> reports, ReportOptions options, OutputStream out)
      throws IOException {
    var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    var xml = new Xml(writer);
    var suites = reports.stream().map(Suite::of).toList();
    xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    xml.attribute("name", "breakwater");
    xml.attribute("tests", suites.stream().mapToInt(Suite::tests).sum());
    xml.attribute("failures", suites.stream().mapToInt(Suite::failures).sum());
    xml.attribute("errors", suites.stream().mapToInt(Suite::errors).sum());
    xml.attribute("time", "0");
    xml.raw(">\n");
    for (var suite : suites) {
      suite.write(xml, options);
    }
    xml.raw("</testsuites>\n");
    writer.flush();
  }
}
