package io.breakwater.api.accounts;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.audit.AuditEvent;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/// The audit trail as CSV (RFC 4180, with a header line), for spreadsheets. Names and reasons are
/// whatever somebody sent: a cell that a spreadsheet would take for a formula is preceded by `'`,
/// and control characters are blanks, so that no cell begins a line of its own.
final class AuditCsv {
  private static final List<String> COLUMNS =
      List.of(
          "time",
          "action",
          "outcome",
          "principal",
          "name",
          "api_key",
          "resource",
          "reason",
          "address",
          "request_id");

  private final Writer out;

  AuditCsv(Writer out) {
    this.out = out;
  }

  void header() throws IOException {
    row(COLUMNS);
  }

  void event(AuditEvent event) throws IOException {
    row(
        List.of(
            event.time().toString(),
            event.action().toString(),
            event.outcome().name().toLowerCase(Locale.ROOT),
            id(event.principal()),
            event.principal().display(),
            key(event.principal()),
            event.resource(),
            event.reason(),
            event.address(),
            event.requestId()));
  }

  private static String id(Principal principal) {
    return switch (principal) {
      case Principal.Anonymous _ -> "";
      case Principal.Known known -> known.id().toString();
    };
  }

  private static String key(Principal principal) {
    return switch (principal) {
      case Principal.Anonymous _ -> "";
      case Principal.Known known -> known.apiKey().orElse("");
    };
  }

  private void row(List<String> cells) throws IOException {
    var separator = "";
    for (var cell : cells) {
      out.write(separator);
      out.write(cell(cell));
      separator = ",";
    }
    out.write("\r\n");
  }

  static String cell(String text) {
    var line = text.replaceAll("\\p{Cntrl}", " ");
    var first = line.stripLeading();
    var formula = !first.isEmpty() && "=+-@".indexOf(first.charAt(0)) >= 0;
    var safe = formula ? "'" + line : line;
    return safe.indexOf(',') >= 0 || safe.indexOf('"') >= 0 || safe.indexOf(';') >= 0
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
