package io.breakwater.reports.formats;

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

/// What was said of one image, or of several, in whatever format.
///
/// @param index where all images of an index were asked for, else null
/// @param images those that were judged, at least one; formats of one image tell of the first
/// @param options what is shown, and how
/// @param columns of tables
/// @param author of VEX statements
public record ReportDocument(
    @Nullable IndexReport index,
    List<ImageReport> images,
    ReportOptions options,
    List<Column> columns,
    String author) {
  public ReportDocument {
    images = List.copyOf(images);
    columns = List.copyOf(columns);
    if (images.isEmpty()) {
      throw new IllegalArgumentException("a report of no image");
    }
  }

  /// The same, shown otherwise.
  public ReportDocument with(ReportOptions others) {
    return new ReportDocument(index, images, others, columns, author);
  }

  /// Writes it. The stream is flushed and left open.
  public void write(ReportFormat format, OutputStream out) throws IOException {
    switch (format) {
      case JSON -> json(out);
      case TEXT -> text(out, this::text);
      case HTML -> text(out, text -> HtmlReport.write(images, options, text));
      case MARKDOWN -> text(out, text -> MarkdownReport.write(images, options, text));
      case TABLE -> table(TableReport.Style.ALIGNED, out);
      case TSV -> table(TableReport.Style.TSV, out);
      case CSV -> table(TableReport.Style.CSV, out);
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

  private void text(Writer text) throws IOException {
    if (index != null) {
      TextReport.write(index, options, text);
    } else {
      TextReport.write(images.getFirst(), options, text);
    }
  }

  private void table(TableReport.Style style, OutputStream out) throws IOException {
    text(out, text -> TableReport.write(images, columns, style, options, text));
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
