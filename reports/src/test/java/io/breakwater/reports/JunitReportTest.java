package io.breakwater.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

class JunitReportTest {
  @Test
  void issuesFailAndPackagesWithoutOnePass() throws Exception {
    var suite = suite(SampleReports.failing());
    assertThat(suite.getAttribute("name")).isEqualTo("sample:1 linux/amd64");
    assertThat(suite.getAttribute("tests")).isEqualTo("5");
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    assertThat(suite.getAttribute("errors")).isEqualTo("0");
    assertThat(cases(suite))
        .containsExactly(
            "assessment complete: passed",
            "bash no issue that counts: passed",
            "libssl3 CVE-2024-3: failure Upgrade libssl3 to >= 3.0.13-1.",
            "libssl3 CVE-2024-4: failure Upgrade libssl3 to >= 3.0.15-1.",
            "linux-libc-dev no issue that counts: passed");
  }

  @Test
  void exemptIssuesAreSkipped() throws Exception {
    var suite = suite(SampleReports.exempt());
    assertThat(suite.getAttribute("failures")).isEqualTo("0");
    assertThat(suite.getAttribute("skipped")).isEqualTo("4");
    assertThat(cases(suite)).contains("openssl CVE-2024-4: skipped ");
    assertThat(suite.getElementsByTagName("skipped").item(1).getTextContent())
        .isEqualTo("Exempt: accepted until spring.");
  }

  @Test
  void anImageThatCannotBeJudgedIsAnError() throws Exception {
    for (var report :
        List.of(SampleReports.incomplete(), SampleReports.unsupported(), SampleReports.scratch())) {
      var suite = suite(report);
      assertThat(suite.getAttribute("errors")).isEqualTo("1");
      assertThat(cases(suite).getFirst()).startsWith("assessment complete: error ");
    }
  }

  @Test
  void hostileTextIsOnlyText() throws Exception {
    var name = "\u001b[2J<b>&\"']]>\ud800\ufffe";
    var suite = suite(SampleReports.failing(name, "a\u0000b\r\n\tc"));
    assertThat(cases(suite).get(2))
        .startsWith("\\x1b[2J<b>&\"']]>\ufffd\\u{fffe} CVE-2024-3: failure ");
    assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
        .contains("a\\x00b\r\n\tc");
  }

  /// Surefire's parser counts from the cases; what is announced in attributes must be the same.
  @ParameterizedTest
  @MethodSource("io.breakwater.reports.FormatsTest#samples")
  void mavensOwnReaderFindsTheSameCases(ImageReport report) throws Exception {
    var document = FormatsTest.bytes("junit", report, ReportOptions.PLAIN);
    var reader = new InputStreamReader(new ByteArrayInputStream(document), StandardCharsets.UTF_8);
    var read = new TestSuiteXmlParser(new NullConsoleLogger()).parse(reader);
    var suite = suite(report);
    var seen = new ArrayList<String>();
    for (var one : read.stream().flatMap(part -> part.getTestCases().stream()).toList()) {
      var outcome =
          one.hasSkipped()
              ? "skipped "
              : one.hasFailure()
                  ? "failure " + one.getFailureMessage()
                  : one.hasError() ? "error " + one.getFailureMessage() : "passed";
      seen.add(one.getFullClassName() + " " + one.getName() + ": " + outcome);
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(cases(suite)).isNotEmpty();
    assertThat(sum(read, ReportTestSuite::getNumberOfTests)).isEqualTo(number(suite, "tests"));
    assertThat(sum(read, ReportTestSuite::getNumberOfFailures))
        .isEqualTo(number(suite, "failures"));
    assertThat(sum(read, ReportTestSuite::getNumberOfErrors)).isEqualTo(number(suite, "errors"));
    assertThat(sum(read, ReportTestSuite::getNumberOfSkipped)).isEqualTo(number(suite, "skipped"));
  }

  private static int sum(List<ReportTestSuite> suites, ToIntFunction<ReportTestSuite> count) {
    return suites.stream().mapToInt(count).sum();
  }

  private static int number(Element suite, String attribute) {
    return Integer.parseInt(suite.getAttribute(attribute));
  }

  private static List<String> cases(Element suite) {
    var cases = new ArrayList<String>();
    var nodes = suite.getElementsByTagName("testcase");
    for (var i = 0; i < nodes.getLength(); i++) {
      var node = (Element) nodes.item(i);
      var outcome = "passed";
      for (var element : List.of("failure", "error", "skipped")) {
        if (node.getElementsByTagName(element).item(0) instanceof Element found) {
          outcome = element + " " + found.getAttribute("message");
        }
      }
      cases.add(node.getAttribute("classname") + " " + node.getAttribute("name") + ": " + outcome);
    }
    return cases;
  }

  private static Element suite(ImageReport report) throws Exception {
    var document = FormatsTest.bytes("junit", report, ReportOptions.PLAIN);
    var parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(document));
    return (Element) parsed.getElementsByTagName("testsuite").item(0);
  }
}
