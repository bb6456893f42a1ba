package io.breakwater.reports;

import java.io.IOException;
import java.util.List;

/// Lines of text that fit a width, where one is known, and carry colours, where they may.
final class Page {
  private static final int NARROWEST = 40;

  private final Appendable out;
  private final int width;
  private final boolean colour;

  Page(Appendable out, ReportOptions options) {
    this.out = out;
    this.width = options.width() <= 0 ? Integer.MAX_VALUE : Math.max(NARROWEST, options.width());
    this.colour = options.colour();
  }

  /// How a piece of text looks on a terminal with colours.
  enum Ink {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    GOOD("1;32"),
    BAD("1;31"),
    RED("31"),
    YELLOW("33"),
    WARN("1;33"),
    COMMAND("36");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  /// A piece of text of one look. The text is made printable here.
  record Cell(String text, Ink ink) {
    Cell {
      text = Printable.line(text);
    }

    static Cell of(String text) {
      return new Cell(text, Ink.PLAIN);
    }
  }

  void blank() throws IOException {
    out.append('\n');
  }

  void heading(String text) throws IOException {
    blank();
    out.append(inked(new Cell(text, Ink.BOLD))).append('\n');
  }

  /// Text that continues under its first word.
  void text(int indent, String text, Ink ink) throws IOException {
    labelled(indent, new Cell("", Ink.PLAIN), 0, text, ink);
  }

  /// A label of a fixed width, then text that continues beside it.
  void labelled(int indent, Cell label, int labelWidth, String text, Ink ink) throws IOException {
    var column = indent + labelWidth;
    out.append(" ".repeat(indent)).append(inked(label));
    out.append(" ".repeat(Math.max(0, labelWidth - label.text().length())));
    var line = new StringBuilder();
    for (var word : Printable.line(text).split(" ", -1)) {
      if (!line.isEmpty() && column + line.length() + 1 + word.length() > width) {
        out.append(inked(new Cell(line.toString(), ink))).append('\n');
        out.append(" ".repeat(column));
        line.setLength(0);
      } else if (!line.isEmpty()) {
        line.append(' ');
      }
      line.append(word);
    }
    out.append(inked(new Cell(line.toString(), ink))).append('\n');
  }

  /// Cells in columns; what does not fit continues on the next line.
  void row(int indent, List<Cell> cells, int[] widths) throws IOException {
    var last = cells.size();
    while (last > 1 && cells.get(last - 1).text().isEmpty()) {
      last--;
    }
    out.append(" ".repeat(indent));
    var column = indent;
    var gap = 0;
    for (var i = 0; i < last; i++) {
      var cell = cells.get(i);
      if (cell.text().isEmpty() && widths[i] == 0) {
        continue;
      }
      if (column > indent && column + gap + cell.text().length() > width) {
        out.append('\n').append(" ".repeat(indent + 2));
        column = indent + 2;
        gap = 0;
      }
      out.append(" ".repeat(gap)).append(inked(cell));
      column += gap + cell.text().length();
      gap = Math.max(2, widths[i] + 2 - cell.text().length());
    }
    out.append('\n');
  }

  /// A shell command that can be copied: broken lines end in a backslash.
  void command(int indent, String command) throws IOException {
    var line = new StringBuilder();
    var first = true;
    for (var word : Printable.line(command).split(" ", -1)) {
      if (!line.isEmpty() && indent + 2 + line.length() + 3 + word.length() > width) {
        commandLine(indent, line + " \\", first);
        line.setLength(0);
        first = false;
      } else if (!line.isEmpty()) {
        line.append(' ');
      }
      line.append(word);
    }
    commandLine(indent, line.toString(), first);
  }

  private void commandLine(int indent, String text, boolean first) throws IOException {
    out.append(" ".repeat(first ? indent : indent + 2));
    out.append(inked(new Cell(text, Ink.COMMAND))).append('\n');
  }

  private String inked(Cell cell) {
    return colour && !cell.ink().code.isEmpty() && !cell.text().isEmpty()
        ? "\u001b[" + cell.ink().code + "m" + cell.text() + "\u001b[0m"
        : cell.text();
  }
}
