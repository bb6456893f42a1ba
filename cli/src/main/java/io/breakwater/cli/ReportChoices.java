package io.breakwater.cli;

import io.breakwater.cli.command.CommandModel;
import io.breakwater.cli.command.CommandModel.Flag;
import io.breakwater.cli.command.CommandModel.Text;
import io.breakwater.cli.command.CommandModel.Texts;
import io.breakwater.cli.command.Failure;
import io.breakwater.cli.command.Session;
import io.breakwater.reports.Column;
import io.breakwater.reports.ReportOptions;
import io.breakwater.reports.ReportOptions.Section;
import io.breakwater.reports.openvex.OpenVexReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Options about what a report shows.
final class ReportChoices {
  private final Flag packages;
  private final Flag explain;
  private final Texts sections;
  private final Flag unfixed;
  private final Flag timestamp;
  private final Texts columns;
  private final Text author;

  ReportChoices(CommandModel model) {
    model.heading("What the report shows:");
    packages = model.flag("--packages", "All packages (JSON).");
    explain = model.flag("--explain", "Why each finding is one.");
    sections =
        model.texts(
            "--show",
            "SECTION",
            ",",
            "What the text leaves out otherwise: unfixed,",
            "subscription, kernel, below-policy, exempt, or all.");
    unfixed = model.flag("--unfixed", "Short for --show unfixed.");
    timestamp = model.flag("--timestamp", "Write the time into the report (JSON).");
    columns =
        model.texts(
            "--columns",
            "NAME,…",
            ",",
            "Columns of table, tsv and csv, in this order:",
            columnWords(0, 5) + ",",
            columnWords(5, 9) + ",",
            columnWords(9, 14) + ",",
            columnWords(14, 19) + ",",
            columnWords(19, Column.values().length) + ".");
    author =
        model.text(
            "--author", "NAME", "Who states what an OpenVEX document says: name and address.");
  }

  String author() {
    return author.or(OpenVexReport.DEFAULT_AUTHOR);
  }

  ReportOptions options(Session session) {
    return ReportOptions.PLAIN
        .withExplain(explain.isSet())
        .withPackages(packages.isSet())
        .withSections(chosen())
        .withTimestamp(timestamp.isSet() ? session.clock().instant() : null);
  }

  private static String columnWords(int from, int to) {
    return Arrays.stream(Column.values())
        .skip(from)
        .limit(to - from)
        .map(Column::word)
        .collect(Collectors.joining(", "));
  }

  boolean columnsChosen() {
    return !columns.values().isEmpty();
  }

  /// The columns of tables.
  ///
  /// @param platforms whether several platforms have to be told apart
  List<Column> columns(boolean platforms) {
    if (!columnsChosen()) {
      var standard = new ArrayList<>(Column.STANDARD);
      if (platforms) {
        standard.addFirst(Column.PLATFORM);
      }
      return standard;
    }
    return columns.values().stream().map(ReportChoices::column).toList();
  }

  private static Column column(String word) {
    return Column.parse(word.strip())
        .orElseThrow(
            () ->
                Failure.usage(
                    "--columns " + word,
                    "there is no such column",
                    "Columns are " + columnWords(0, Column.values().length)));
  }

  private Set<Section> chosen() {
    var chosen = EnumSet.noneOf(Section.class);
    if (unfixed.isSet()) {
      chosen.add(Section.UNFIXED);
    }
    for (var word : sections.values()) {
      if (word.equals("all")) {
        chosen.addAll(Section.all());
      } else {
        chosen.add(section(word));
      }
    }
    return chosen;
  }

  private static Section section(String word) {
    return Section.parse(word)
        .orElseThrow(
            () ->
                Failure.usage(
                    "--show " + word,
                    "there is no such section",
                    "Sections are " + Section.words() + ", or all"));
  }
}
