package io.breakwater.exemptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What can be exempted, by type.
class ExemptIssueTest {
  @ParameterizedTest
  @CsvSource({
    "cve, CVE-2018-9999, CVE-2018-9999",
    "cve, cve-2018-9999, CVE-2018-9999",
    "cve, CVE-2024-1234567, CVE-2024-1234567",
    "cve, TEMP-0841856-B18BAF, TEMP-0841856-B18BAF",
    "cve, ghsa-JFH8-c2jp-5v3q, GHSA-jfh8-c2jp-5v3q",
    "cve, XSA-393, XSA-393",
    "sn, DSA-5678-1, DSA-5678-1",
    "sn, usn-6000-2, USN-6000-2",
    "sn, RHSA-2024:1234, RHSA-2024:1234",
    "sn, CESA-2021:1234, CESA-2021:1234",
    "sn, CVE-2018-9999, CVE-2018-9999",
    "configuration, application_configuration:mysql.ssl-ca, application_configuration:mysql.ssl-ca",
    "configuration, system_configuration:os.end_of_life, system_configuration:os.end_of_life",
  })
  void identifiersOfReportsAreTaken(String type, String id, String written) throws Exception {
    assertThat(ExemptIssue.parse(type, id).id()).isEqualTo(written);
    assertThat(written).matches(IssueType.parse(type).validation());
  }

  @ParameterizedTest
  @CsvSource({
    "cve, CVE-18-9999",
    "cve, CVE-2018-99",
    "cve, CVE-2018-9999-1",
    "cve, *",
    "cve, ''",
    "cve, openssl",
    "cve, 'CVE-2018-9999 '",
    "sn, DSA",
    "sn, DSA-5678-1-2",
    "sn, ../DSA-5678-1",
    "configuration, mysql.ssl-ca",
    "configuration, application_configuration:",
    "configuration, application_configuration:*",
    "configuration, application_configuration:a/b",
  })
  void whatNoReportSaysIsRefused(String type, String id) {
    var refusal = catchThrowableOfType(ExemptionException.class, () -> ExemptIssue.parse(type, id));

    assertThat(refusal).isNotNull();
    assertThat(refusal.code()).isEqualTo(ExemptionException.Code.INVALID_ISSUE);
    assertThat(refusal.told()).contains("it looks like");
  }

  @Test
  void anIdentifierIsNotLongerThan128Characters() throws Exception {
    var prefix = "system_configuration:";
    var longest = prefix + "a".repeat(128 - prefix.length());

    assertThat(ExemptIssue.parse("configuration", longest).id()).hasSize(128);
    assertThatThrownBy(() -> ExemptIssue.parse("configuration", longest + "a"))
        .isInstanceOf(ExemptionException.class)
        .hasMessageContaining("at most 128");
  }

  @Test
  void anUnknownTypeIsToldWhichThereAre() {
    assertThatThrownBy(() -> ExemptIssue.parse("CVE", "CVE-2018-9999"))
        .isInstanceOf(ExemptionException.class)
        .hasMessageContaining("cve, sn, configuration");
  }
}
