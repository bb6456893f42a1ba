package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.cli.cr.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports of issues and exemptions.
class CrSecurityTest {
  private static final String REPORT = "GET /va/api/v4/report/image/";
  private static final String ROBIN = "localhost%3A5000%2Fbirds%2Frobin%3A1";

  @TempDir private Path folder = Path.of("");
  private final StubServer server = StubServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private CrRun cr() {
    return new CrRun(folder, server);
  }

  private static String report(String status, String vulnerabilities, String configuration) {
    return """
    {"id":"x","scan_time":1789568320,"status":"%s","vulnerabilities":[%s],
     "configuration_issues":[%s]}
    """
        .formatted(status, vulnerabilities, configuration);
  }

  private static String setting(String name, boolean exempt) {
    return """
    {"type":"application_configuration:mysql.%1$s",
     "description":"A setting in /etc/mysql/my.cnf that specifies the Certificate Authority (CA) certificate.",
     "corrective_action":"%1$s is not specified in /etc/mysql/my.cnf.","exempt":%2$s,"meta":{}}
    """
        .formatted(name, exempt);
  }

  private static final String CVE =
      """
      {"cve_id":"CVE-2024-0001","exempt_status":"%s","cve_exempt":false,"security_notices":[
       {"notice_id":"DSA-1-1","notice_exempt":false,"vulnerable_packages":[
        {"package_name":"libssl3","installed_version":"1.0","fix_version":"1.1",
         "corrective_action":"Upgrade libssl3 to >= 1.1"},
        {"package_name":"openssl","installed_version":"1.0","fix_version":"","corrective_action":""}]}]}
      """;

  @Test
  void aReportReadsAsTheOriginals() {
    server.on(
        REPORT + ROBIN,
        report("FAIL", "", setting("ssl-ca", false) + "," + setting("ssl-key", false)));
    assertThat(cr().out("va", "localhost:5000/birds/robin:1"))
        .isEqualTo(
            """
            Checking security issues for 'localhost:5000/birds/robin:1'...

            Image 'localhost:5000/birds/robin:1' was last scanned on Wed Sep 16 14:18:40 UTC 2026
            The scan results show that 2 ISSUES were found for the image.

            Configuration Issues Found
            ==========================

            Configuration Issue ID                    Policy Status   Security Practice                                 How to Resolve
            application_configuration:mysql.ssl-ca    Active          A setting in /etc/mysql/my.cnf that specifies the   ssl-ca is not specified in /etc/mysql/my.cnf.
                                                                      Certificate Authority (CA) certificate.
            application_configuration:mysql.ssl-key   Active          A setting in /etc/mysql/my.cnf that specifies the   ssl-key is not specified in /etc/mysql/my.cnf.
                                                                      Certificate Authority (CA) certificate.

            OK
            """
                .replace(
                    "Practice                                 How",
                    "Practice                                   How"));
  }

  @Test
  void vulnerabilitiesAreTwoLevelsDeep() {
    server.on(REPORT + ROBIN, report("FAIL", CVE.formatted("active"), setting("ssl-ca", true)));
    assertThat(cr().out("va", "localhost:5000/birds/robin:1"))
        .contains(
            "show that 1 ISSUE was found for the image. 1 issue is exempt.",
            "Vulnerable Packages Found\n=========================\n",
            "CVE-2024-0001      Active          libssl3, openssl    Upgrade libssl3 to >= 1.1; No"
                + " fix is known yet\n",
            "Exempt ");
    assertThat(cr().out("va", "-e", "-v", "localhost:5000/birds/robin:1"))
        .contains(
            "CVE-2024-0001      Active          DSA-1-1           libssl3   1.0         1.1       "
                + " Upgrade libssl3 to >= 1.1\n",
            "openssl   1.0         -          No fix is known yet\n")
        .doesNotContain("Configuration Issues Found");
    assertThat(cr().out("va", "-c", "localhost:5000/birds/robin:1"))
        .doesNotContain("Vulnerable Packages Found");
  }

  @Test
  void onlyWhatWasJudgedIsSaidToHaveNoIssues() {
    server
        .on(REPORT + "b%2Fr%3Aok", report("OK", "", ""))
        .on(REPORT + "b%2Fr%3Awarn", report("WARN", CVE.formatted("exempt"), ""))
        .on(REPORT + "b%2Fr%3Aincomplete", report("INCOMPLETE", "", ""))
        .on(REPORT + "b%2Fr%3Aunsupported", report("UNSUPPORTED", "", ""))
        .on(REPORT + "b%2Fr%3Aunscanned", report("UNSCANNED", "", ""))
        .on(REPORT + "b%2Fr%3Astrange", report("", "", ""));
    assertThat(cr().out("va", "b/r:ok")).contains("NO ISSUES were found");
    assertThat(cr().out("va", "b/r:warn")).contains("NO ISSUES were found", "1 issue is exempt.");
    for (var tag : new String[] {"incomplete", "unsupported", "unscanned", "strange"}) {
      assertThat(cr().out("va", "b/r:" + tag)).doesNotContain("NO ISSUES");
    }
    assertThat(cr().out("va", "b/r:incomplete")).contains("could not be assessed");
    assertThat(cr().out("va", "b/r:unsupported")).contains("is not supported");
    assertThat(cr().out("va", "b/r:unscanned")).contains("has not been scanned yet");
  }

  @Test
  void whyAnImageIsIncompleteIsToldWhereTheServerSaysSo() {
    server
        .on(REPORT + "b%2Fr%3Aold", report("INCOMPLETE", "", ""))
        .on(
            "GET /api/v2/images/b%2Fr%3Aold/fix-plan",
            """
            {"verdict":{"status":"INCOMPLETE","reasons":[{"code":"advisories-outdated",
             "message":"the advisories are of last year","next":"Update them."},
             {"code":"active-issues","message":"3 configuration issues","next":"Mend."}]}}
            """);
    assertThat(cr().out("va", "b/r:old"))
        .contains("completely: the advisories are of last year. Update them.")
        .doesNotContain("3 configuration issues");
  }

  @Test
  void jsonHoldsAnArrayOfReportsWithThePartsThatWereAskedFor() throws IOException {
    server.on(REPORT + "b%2Fr%3Alatest", report("FAIL", CVE.formatted("active"), ""));
    var both = cr().out("va", "-o", "json", "b/r");
    var json = JsonReader.read(both.getBytes(StandardCharsets.UTF_8)).elements().getFirst();
    assertThat(json.members().keySet())
        .containsExactly("image", "status", "configuration_issues", "vulnerabilities");
    assertThat(json.at("vulnerabilities").elements()).hasSize(1);
    assertThat(cr().out("va", "-v", "-o", "json", "b/r")).doesNotContain("configuration_issues");
    Scans.assertRefused(cr().run("va", "-o", "xml", "b/r"), 2, "usage");
  }

  @Test
  void exemptionsAreAddedAndRemovedInTheirScope() {
    server
        .on("POST /va/api/v4/exempt/image/birds%2Frobin/issue/cve/CVE-2018-17929", 201, "{}")
        .on("POST /va/api/v4/exempt/image/issue/configuration/a%3Ab.c", 201, "{}")
        .on("DELETE /va/api/v4/exempt/image/birds%2Frobin/issue/cve/CVE-2018-17929", 200, "");
    var words =
        new String[] {
          "--scope", "birds/robin", "--issue-type", "cve", "--issue-id", "CVE-2018-17929"
        };
    assertThat(cr().out(with("exemption-add", words)))
        .contains("Successfully created the exemption.")
        .endsWith("\n\nOK\n");
    assertThat(
            cr().out(
                    "exemption-add",
                    "--scope",
                    "*",
                    "--issue-type",
                    "configuration",
                    "--issue-id",
                    "a:b.c"))
        .endsWith("OK\n");
    assertThat(cr().out(with("exemption-rm", words))).endsWith("OK\n");
    Scans.assertRefused(cr().run("exemption-add", "--scope", "*"), 2, "usage");
  }

  private static String[] with(String command, String... words) {
    var all = new String[words.length + 1];
    all[0] = command;
    System.arraycopy(words, 0, all, 1, words.length);
    return all;
  }

  @Test
  void theListHasScopesAsTheyAreTyped() {
    var account =
        "{\"issue_id\":\"CVE-1\",\"issue_type\":\"cve\",\"scope\":{\"scope_type\":\"account\"}}";
    var image =
        "{\"issue_id\":\"DSA-1\",\"issue_type\":\"sn\",\"scope\":{\"scope_type\":\"image\","
            + "\"namespace\":\"birds\",\"repository\":\"robin\",\"tag\":\"1\"}}";
    var digest =
        "{\"issue_id\":\"x:y\",\"issue_type\":\"configuration\",\"scope\":{\"scope_type\":\"image\","
            + "\"namespace\":\"birds\",\"repository\":\"robin\",\"tag\":\"sha256:aa\"}}";
    server
        .on("GET /va/api/v4/exemptions/account", "[" + image + "," + digest + "," + account + "]")
        .on("GET /va/api/v4/exemptions/image/birds%2Frobin?includeScope=true", "[" + account + "]");
    assertThat(cr().out("exemption-list"))
        .isEqualTo(
            """
            Listing exemptions...

            Scope                   Issue type      Issue ID
            *                       cve             CVE-1
            birds/robin:1           sn              DSA-1
            birds/robin@sha256:aa   configuration   x:y

            OK
            """);
    assertThat(cr().out("exemptions", "--scope", "birds/robin")).contains("*       cve");
  }

  @Test
  void typesAreListed() {
    server.on(
        "GET /va/api/v4/exempt/types",
        "[{\"display_name\":\"CVE\",\"identifier\":\"cve\"},"
            + "{\"display_name\":\"Security Notice\",\"identifier\":\"sn\"}]");
    assertThat(cr().out("exemption-types"))
        .contains("cve          CVE\n", "sn           Security Notice\n");
  }
}
