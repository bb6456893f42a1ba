package io.breakwater.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.reports.TableReport.Style;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableReportTest {
  private static List<String> lines(
      ImageReport report, List<Column> columns, Style style, ReportOptions options)
      throws IOException {
    var out = new StringBuilder();
    TableReport.write(List.of(report), columns, style, options, out);
    return List.of(out.toString().split("\r?\n"));
  }

  @Test
  void columnsComeInTheirOrderAndTheWorstFirst() throws IOException {
    var columns = List.of(Column.PACKAGE, Column.ID, Column.FIXED, Column.EXPLOITED);

    assertThat(lines(SampleReports.failing(), columns, Style.TSV, ReportOptions.PLAIN))
        .containsExactly(
            "package\tid\tfixed\texploited",
            "libssl3\tCVE-2024-3\t3.0.13-1\tyes",
            "libssl3\tCVE-2024-4\t3.0.15-1\t");
    assertThat(lines(SampleReports.failing(), columns, Style.ALIGNED, ReportOptions.PLAIN))
        .containsExactly(
            "package  id          fixed     exploited",
            "libssl3  CVE-2024-3  3.0.13-1  yes",
            "libssl3  CVE-2024-4  3.0.15-1");
  }

  @Test
  void sectionsAddTheirIssuesWithTheirStatus() throws IOException {
    var options = ReportOptions.PLAIN.withSections(ReportOptions.Section.all());

    assertThat(
            lines(SampleReports.failing(), List.of(Column.ID, Column.STATUS), Style.TSV, options))
        .containsExactlyInAnyOrder(
            "id\tstatus",
            "CVE-2024-3\tactive",
            "CVE-2024-4\tactive",
            "CVE-2024-1\tunfixed",
            "CVE-2024-2\tkernel");
  }

  @Test
  void everyColumnHasAValueForBothKindsOfIssues() throws IOException {
    var all = Arrays.asList(Column.values());

    for (var report : List.of(SampleReports.failing(), SampleReports.endOfLife())) {
      assertThat(lines(report, all, Style.TSV, ReportOptions.PLAIN))
          .hasSizeGreaterThan(1)
          .allSatisfy(line -> assertThat(line.split("\t", -1)).hasSize(all.size()));
    }
  }

  @Test
  void cellsOfCsvCannotBreakOut() throws IOException {
    var report = SampleReports.failing("=evil,\"name\"\n", "RUN x");

    assertThat(lines(report, List.of(Column.PACKAGE, Column.ID), Style.CSV, ReportOptions.PLAIN))
        .containsExactly(
            "package,id",
            "\"'=evil,\"\"name\"\" \",CVE-2024-3",
            "\"'=evil,\"\"name\"\" \",CVE-2024-4");
  }

  @Test
  void columnsAreFoundByTheirNames() {
    for (var column : Column.values()) {
      assertThat(Column.parse(column.word())).contains(column);
    }
    assertThat(Column.parse("nothing")).isEmpty();
  }
}
