package io.breakwater.reports;

import io.breakwater.reports.Page.Cell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A line for each issue, with the columns that the reader picked.
///
/// Aligned for people; with tabs ([Style#TSV]) or as CSV (RFC 4180) for programs, where text from
/// the image is made printable, so that no cell begins a line of its own. A CSV cell that a
/// spreadsheet would take for a formula is preceded by `'`.
public final class TableReport {
  /// How cells are told apart.
  public enum Style {
    ALIGNED,
    TSV,
    CSV
  }

  private TableReport() {}

  /// Writes the issues of one image, or of each platform of an index.
  ///
  /// @param reports at least one
  /// @param columns in the order in which they are shown
  public static void write(
      List<ImageReport> reports,
      List<Column> columns,
      Style style,
      ReportOptions options,
      Appendable out)
      throws IOException {
    var rows = new ArrayList<List<String>>();
    rows.add(columns.stream().map(Column::word).toList());
    for (var report : reports) {
      for (var issue : IssueRow.of(report.assessment(), options.sections())) {
        rows.add(columns.stream().map(column -> column.of(issue, report)).toList());
      }
    }
    switch (style) {
      case ALIGNED -> aligned(rows, options, out);
      case TSV -> lines(rows, "\t", Printable::line, "\n", out);
      case CSV -> lines(rows, ",", TableReport::quoted, "\r\n", out);
    }
  }

  private static void aligned(List<List<String>> rows, ReportOptions options, Appendable out)
      throws IOException {
    var cells = new ArrayList<List<Cell>>();
    for (var row : rows) {
      var ink = cells.isEmpty() ? Page.Ink.BOLD : Page.Ink.PLAIN;
      cells.add(row.stream().map(text -> new Cell(text, ink)).toList());
    }
    var widths = TextFindings.widths(cells);
    var page = new Page(out, options);
    for (var row : cells) {
      page.row(0, row, widths);
    }
  }

  private static void lines(
      List<List<String>> rows,
      String between,
      UnaryOperator<String> cell,
      String end,
      Appendable out)
      throws IOException {
    for (var row : rows) {
      out.append(row.stream().map(cell).collect(Collectors.joining(between))).append(end);
    }
  }

  private static String quoted(String text) {
    var line = Printable.line(text);
    var safe = !line.isEmpty() && "=+-@".indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
    return safe.indexOf(',') >= 0 || safe.indexOf('"') >= 0
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
