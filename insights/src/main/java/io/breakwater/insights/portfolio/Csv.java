package io.breakwater.insights.portfolio;

import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.reports.Printable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A list as CSV (RFC 4180, with a header line), for spreadsheets: a cell that one of those would
/// take for a formula is preceded by `'`, and what cannot be printed is escaped, so that no cell
/// begins a line of its own.
final class Csv {
  private static final String TYPE = "text/csv";
  private static final int RANGES = 20;

  private final Writer out;

  private Csv(Writer out) {
    this.out = out;
  }

  /// Whether that is asked for: by `format=csv`, or by an `Accept` that names `text/csv` and does
  /// not prefer JSON.
  static boolean wanted(Request request) throws Refusal {
    var format = request.query().first("format");
    if (format.isPresent()) {
      return switch (format.get()) {
        case "csv" -> true;
        case "json" -> false;
        default -> throw Parameters.invalid("format is json or csv");
      };
    }
    var csv = 0.0;
    var json = 0.0;
    for (var range : String.join(",", request.headers("Accept")).split(",", RANGES)) {
      var parts = range.toLowerCase(Locale.ROOT).split(";", -1);
      var quality = quality(parts);
      csv = parts[0].strip().equals(TYPE) ? Math.max(csv, quality) : csv;
      json = parts[0].strip().equals("application/json") ? Math.max(json, quality) : json;
    }
    return csv > json;
  }

  /// `qvalue` of RFC 9110, 12.4.2.
  private static double quality(String[] parts) {
    for (var i = 1; i < parts.length; i++) {
      var part = parts[i].strip();
      if (part.startsWith("q=")) {
        var value = part.substring(2);
        return value.matches("(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)") ? Double.parseDouble(value) : 0;
      }
    }
    return 1;
  }

  /// Writes rows.
  @FunctionalInterface
  interface Rows {
    void write(Csv csv) throws IOException;
  }

  /// Sends all of a list.
  ///
  /// @param name of the file, without its end
  static void send(Response response, String name, List<String> header, Rows rows)
      throws IOException {
    response.header("Content-Type", TYPE + "; charset=utf-8; header=present");
    response.header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
    response.header("X-Content-Type-Options", "nosniff");
    response.stream(
        out -> {
          var writer =
              new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 14);
          var csv = new Csv(writer);
          csv.row(header);
          rows.write(csv);
          writer.flush();
        });
  }

  /// Writes a row; cells are the text of what they hold.
  void row(List<?> cells) throws IOException {
    var separator = "";
    for (var cell : cells) {
      out.write(separator);
      out.write(quoted(cell.toString()));
      separator = ",";
    }
    out.write("\r\n");
  }

  static String quoted(String text) {
    var line = Printable.line(text);
    var safe = !line.isEmpty() && "=+-@".indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
    return safe.indexOf(',') >= 0 || safe.indexOf('"') >= 0 || safe.indexOf(';') >= 0
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
