package io.breakwater.reports;

import io.breakwater.advisor.FixPlan;
import io.breakwater.reports.Page.Cell;
import io.breakwater.reports.Page.Ink;
import java.io.IOException;
import java.util.List;

/// The fix plan in the report for people.
final class TextFixPlan {
  /// The first few upgrades are worth a word where there are more than these.
  private static final int MANY = 5;

  private static final int FIRST = 3;

  /// As many source packages are named of what upgrading does not help with.
  private static final int NAMED = 6;

  private final Page page;
  private final FixPlan fix;
  private final int issues;

  /// @param issues how many there are in all
  TextFixPlan(Page page, FixPlan fix, int issues) {
    this.page = page;
    this.fix = fix;
    this.issues = issues;
  }

  void write() throws IOException {
    if (!fix.upgrades().isEmpty()) {
      upgrades();
    }
    if (!fix.remaining().isEmpty()) {
      remaining();
    }
  }

  private void upgrades() throws IOException {
    var many = fix.upgrades().size();
    page.heading(
        "Fix: %s %d of %s%s"
            .formatted(
                many == 1 ? "this upgrade clears" : "these " + many + " upgrades clear",
                fix.clears(),
                TextReport.counted(issues, "issue"),
                many > MANY ? ", the first " + FIRST + " of them " + first() : ""));
    for (var command : fix.commands()) {
      page.command(2, command);
    }
    page.text(2, "or in the Dockerfile", Ink.DIM);
    for (var line : fix.dockerfile()) {
      page.command(2, line);
    }
    if (fix.inBase()) {
      page.text(
          2,
          "All of these packages are the base image's: building on a newer one may do the same.",
          Ink.PLAIN);
    }
    page.blank();
    rows(fix.upgrades().stream().map(TextFixPlan::upgrade).toList());
  }

  private int first() {
    return fix.upgrades().stream().limit(FIRST).mapToInt(FixPlan.Upgrade::clears).sum();
  }

  private static List<Cell> upgrade(FixPlan.Upgrade upgrade) {
    return List.of(
        Cell.of(upgrade.source()),
        Cell.of("to " + upgrade.version()),
        Cell.of("clears " + upgrade.clears()),
        new Cell(upgrade.module().isEmpty() ? "" : "stays in module " + upgrade.module(), Ink.DIM),
        new Cell(upgrade.knownExploited() ? "known exploited" : "", Ink.BAD),
        new Cell(String.join(", ", upgrade.notices()), Ink.DIM));
  }

  private void remaining() throws IOException {
    page.heading("Upgrading does not help with");
    rows(fix.remaining().stream().map(TextFixPlan::remainder).toList());
  }

  private static List<Cell> remainder(FixPlan.Remainder remainder) {
    var fails = remainder.active() == 0 ? "" : remainder.active() + " count";
    return List.of(
        Cell.of(Integer.toString(remainder.issues())),
        Cell.of(remainder.kind().why()),
        new Cell(fails, Ink.BAD),
        Cell.of(remainder.kind().advice()),
        new Cell(sources(remainder), Ink.DIM));
  }

  private static String sources(FixPlan.Remainder remainder) {
    var sources = remainder.sources();
    return sources.size() <= NAMED
        ? String.join(", ", sources)
        : String.join(", ", sources.subList(0, NAMED))
            + " and "
            + (sources.size() - NAMED)
            + " more";
  }

  private void rows(List<List<Cell>> rows) throws IOException {
    var widths = TextFindings.widths(rows);
    for (var row : rows) {
      page.row(2, row, widths);
    }
  }
}
