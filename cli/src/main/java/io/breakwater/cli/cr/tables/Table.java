package io.breakwater.cli.cr.tables;

import io.breakwater.cli.command.Terminal;
import java.util.ArrayList;
import java.util.List;

/// Columns as wide as what is in them, three blanks apart. Columns of prose break their text
/// between words, and further lines of a row stand below its first one.
public final class Table {
  private static final int GAP = 3;

  private final List<String> titles;
  private final List<List<String>> rows = new ArrayList<>();
  private final int prose;
  private final int wide;

  private Table(List<String> titles, int prose, int wide) {
    this.titles = List.copyOf(titles);
    this.prose = prose;
    this.wide = wide;
  }

  /// A table of one line a row.
  public static Table of(String... titles) {
    return new Table(List.of(titles), titles.length, Integer.MAX_VALUE);
  }

  /// The last columns are prose.
  ///
  /// @param columns how many of the last ones
  /// @param wide columns of text that they may have, at least 10
  public static Table withProse(int columns, int wide, String... titles) {
    return new Table(List.of(titles), titles.length - columns, Math.max(wide, 10));
  }

  /// A row with a cell for each title.
  public void row(String... cells) {
    if (cells.length != titles.size()) {
      throw new IllegalArgumentException(
          "a row has " + titles.size() + " cells, not " + cells.length);
    }
    rows.add(List.of(cells));
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /// The title line and the rows, without blanks at the end of lines.
  public List<String> lines() {
    var broken = new ArrayList<List<List<String>>>();
    broken.add(titles.stream().map(List::of).toList());
    for (var row : rows) {
      broken.add(broken(row));
    }
    var widths = new int[titles.size()];
    for (var row : broken) {
      for (var column = 0; column < widths.length; column++) {
        for (var line : row.get(column)) {
          widths[column] = Math.max(widths[column], length(line));
        }
      }
    }
    var lines = new ArrayList<String>();
    broken.forEach(row -> add(lines, row, widths));
    return lines;
  }

  private List<List<String>> broken(List<String> row) {
    var cells = new ArrayList<List<String>>();
    for (var column = 0; column < row.size(); column++) {
      var text = Terminal.printable(row.get(column)).replace('\n', ' ');
      cells.add(column < prose ? List.of(text) : words(text, wide));
    }
    return cells;
  }

  /// Breaks between words; a word that is too long stays whole.
  static List<String> words(String text, int wide) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.split(" +", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > wide) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static void add(List<String> lines, List<List<String>> row, int[] widths) {
    var height = row.stream().mapToInt(List::size).max().orElse(1);
    for (var line = 0; line < height; line++) {
      var text = new StringBuilder();
      for (var column = 0; column < widths.length; column++) {
        var cell = row.get(column);
        var part = line < cell.size() ? cell.get(line) : "";
        text.append(part).repeat(' ', widths[column] - length(part) + GAP);
      }
      lines.add(text.toString().stripTrailing());
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
