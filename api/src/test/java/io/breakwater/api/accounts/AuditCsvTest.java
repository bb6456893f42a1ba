package io.breakwater.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditCsvTest {
  @Test
  void whatASpreadsheetWouldTakeForAFormulaIsText() {
    assertThat(AuditCsv.cell("=HYPERLINK(1)")).isEqualTo("'=HYPERLINK(1)");
    assertThat(AuditCsv.cell("+1")).isEqualTo("'+1");
    assertThat(AuditCsv.cell("-1")).isEqualTo("'-1");
    assertThat(AuditCsv.cell("@SUM(1,2)")).isEqualTo("\"'@SUM(1,2)\"");
    assertThat(AuditCsv.cell("\t=1")).isEqualTo("' =1");
    assertThat(AuditCsv.cell("birds/robin:1")).isEqualTo("birds/robin:1");
    assertThat(AuditCsv.cell("")).isEmpty();
  }

  @Test
  void noCellEndsItsRowOrItself() {
    assertThat(AuditCsv.cell("a\r\nb")).isEqualTo("a  b");
    assertThat(AuditCsv.cell("say \"a\", b;c")).isEqualTo("\"say \"\"a\"\", b;c\"");
  }
}
