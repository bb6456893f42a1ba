package io.breakwater.cli;

import io.breakwater.reports.Column;
import io.breakwater.reports.HtmlReport;
import io.breakwater.reports.ImageReport;
import io.breakwater.reports.IndexReport;
import io.breakwater.reports.JsonReport;
import io.breakwater.reports.MarkdownReport;
import io.breakwater.reports.ReportOptions;
import io.breakwater.reports.TableReport;
import io.breakwater.reports.TextReport;
import io.breakwater.reports.cyclonedx.CycloneDxReport;
import io.breakwater.reports.junit.JunitReport;
import io.breakwater.reports.openvex.OpenVexReport;
import io.breakwater.reports.sarif.SarifReport;
import io.breakwater.reports.spdx.SpdxReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the reports of a scan in whatever format.
///
/// @param index where all images of an index were asked for, else null
/// @param images those that were judged, at least one
/// @param columns of tables
/// @param author of VEX statements
record ReportWriter(
    Terminal terminal,
    @Nullable IndexReport index,
    List<ImageReport> images,
    ReportOptions options,
    List<Column> columns,
    String author) {

  /// Writes one report to where it belongs.
  void write(ReportTarget target) {
    var shown =
        target.file() == null ? options.withTerminal(terminal.width(), terminal.colour()) : options;
    target.write(terminal, out -> write(target.format(), shown, out));
  }

  private void write(ReportFormat format, ReportOptions shown, OutputStream out)
      throws IOException {
    switch (format) {
      case JSON -> json(out);
      case TEXT -> text(out, text -> text(shown, text));
      case HTML -> text(out, text -> HtmlReport.write(images, options, text));
      case MARKDOWN -> text(out, text -> MarkdownReport.write(images, options, text));
      case TABLE -> table(TableReport.Style.ALIGNED, shown, out);
      case TSV -> table(TableReport.Style.TSV, shown, out);
      case CSV -> table(TableReport.Style.CSV, shown, out);
      case SARIF -> sarif(out);
      case JUNIT -> junit(out);
      case CYCLONEDX -> CycloneDxReport.write(images.getFirst(), options, out);
      case CYCLONEDX_SBOM -> CycloneDxReport.writeBill(images.getFirst(), options, out);
      case SPDX -> SpdxReport.write(images.getFirst(), options, out);
      case OPENVEX -> OpenVexReport.write(images.getFirst(), options, author, out);
    }
  }

  private void json(OutputStream out) throws IOException {
    if (index != null) {
      JsonReport.write(index, options, out);
    } else {
      JsonReport.write(images.getFirst(), options, out);
    }
  }

  private void sarif(OutputStream out) throws IOException {
    if (index != null) {
      SarifReport.write(index, options, out);
    } else {
      SarifReport.write(images.getFirst(), options, out);
    }
  }

  private void junit(OutputStream out) throws IOException {
    if (index != null) {
      JunitReport.write(index, options, out);
    } else {
      JunitReport.write(images.getFirst(), options, out);
    }
  }

  private void text(ReportOptions shown, Writer text) throws IOException {
    if (index != null) {
      TextReport.write(index, shown, text);
    } else {
      TextReport.write(images.getFirst(), shown, text);
    }
  }

  private void table(TableReport.Style style, ReportOptions shown, OutputStream out)
      throws IOException {
    text(out, text -> TableReport.write(images, columns, style, shown, text));
  }

  @FunctionalInterface
  private interface Text {
    void writeTo(Writer out) throws IOException;
  }

  private static void text(OutputStream out, Text content) throws IOException {
    var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    content.writeTo(text);
    text.flush();
  }
}
