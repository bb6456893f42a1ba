package io.breakwater.cli.cr;

import io.breakwater.cli.command.ExitCode;
import io.breakwater.cli.command.Session;
import io.breakwater.cli.command.Terminal;
import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.json.JsonWriter;
import io.breakwater.cli.cr.tables.Table;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// What a command prints: sentences, tables, and `OK` when all went well. Control characters that
/// a server may send do not reach the terminal.
final class Lines {
  private final PrintWriter out;

  Lines(Session session) {
    out = new PrintWriter(session.terminal().out(), false, StandardCharsets.UTF_8);
  }

  void say(String line) {
    out.println(Terminal.printable(line));
    out.flush();
  }

  /// As it is, for documents of which every byte counts.
  void text(String text) {
    out.print(text);
    out.flush();
  }

  void blank() {
    out.println();
  }

  void table(Table table) {
    table.lines().forEach(out::println);
    out.flush();
  }

  void json(JsonValue value) {
    out.println(JsonWriter.indented(value));
    out.flush();
  }

  /// Writes an array whose elements come one after the other.
  JsonWriter array() {
    return JsonWriter.array(out);
  }

  int ok() {
    say("OK");
    return ExitCode.PASS;
  }

  /// A sentence, a table, and `OK`, with blank lines between, as the original has them.
  int list(String sentence, Table table) {
    say(sentence);
    blank();
    table(table);
    blank();
    return ok();
  }

  int done() {
    out.println();
    out.flush();
    return ExitCode.PASS;
  }
}
