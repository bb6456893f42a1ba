package io.breakwater.advisories.alpine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.testing.Collected;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecdbReaderTest {
  @Test
  void fixedVersionsBecomeRowsOfTheBranch() throws Exception {
    var read = read(file("v3.20", "\"3.1.1-r0\":[\"CVE-2021-30473\",\"CVE-2021-30474\"]"));

    assertThat(read.lines())
        .containsExactly("CVE-2021-30473 FIXED 3.1.1-r0", "CVE-2021-30474 FIXED 3.1.1-r0");
    var row = read.rows.getFirst();
    assertThat(row.release()).isEqualTo("alpine:3.20");
    assertThat(row.packageName()).isEqualTo("aom");
    assertThat(row.kind()).isEqualTo(Advisory.Kind.SOURCE);
    assertThat(row.recordId()).isEqualTo("main/aom");
    assertThat(row.links()).containsExactly("https://security.alpinelinux.org/vuln/CVE-2021-30473");
    assertThat(read.records).isEqualTo(1);
    assertThat(read.unfixedToo).isEmpty();
  }

  @Test
  void versionZeroMeansNeverAffected() throws Exception {
    assertThat(read(file("edge", "\"0\":[\"CVE-2021-1234\"]")).lines())
        .containsExactly("CVE-2021-1234 NOT_AFFECTED null");
  }

  @Test
  void otherIdentifiersBesideCvesAreTheirAliases() throws Exception {
    var read = read(file("v3.9", "\"4.1-r0\":[\"CVE-2019-17349 CVE-2019-17350 XSA-295\"]"));

    assertThat(read.rows)
        .extracting(Advisory::cve)
        .containsExactly("CVE-2019-17349", "CVE-2019-17350");
    assertThat(read.rows).allSatisfy(r -> assertThat(r.aliases()).containsExactly("XSA-295"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "XSA-207 | XSA-207",
        "GHSA-fhpf-pp6p-55qc | GHSA-fhpf-pp6p-55qc",
        "CVE N/A ZBX-11023 | ZBX-11023",
        "CVE-2018-10103 (SMB - partially fixed) | CVE-2018-10103",
        "CVE_2019-2426 | CVE-2019-2426",
        "CVE-2021-35940.patch | CVE-2021-35940",
        "CVE-2017-17434-1 | CVE-2017-17434",
        "CVE-46838 | CVE-46838",
      })
  void oddIdentifiersAreUnderstood(String text, String issue) throws Exception {
    assertThat(read(file("v3.9", "\"1-r0\":[\"" + text + "\"]")).only().cve()).isEqualTo(issue);
  }

  @Test
  void textWithoutAnyIdentifierIsRefused() throws Exception {
    var read = read(file("v3.9", "\"1-r0\":[\"(see upstream)\"]"));

    assertThat(read.rows).isEmpty();
    assertThat(read.refused).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"10.0.11-0", "4.8.0.-r1", "2021-03-27-r5", "0.8.21.r2", "2.15.r-r1"})
  void fixesInMalformedVersionsAreKeptAsTheyStandAndCounted(String version) throws Exception {
    var read = read(file("v3.14", "\"" + version + "\":[\"CVE-2021-3156\"]"));

    assertThat(read.only().state()).isEqualTo(Advisory.State.FIXED);
    assertThat(read.only().fixedVersion()).isEqualTo(version);
    assertThat(read.only().stateDetail()).isEqualTo("malformed-version: " + version);
    assertThat(read.refused).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1",
    "1.2.3-r4",
    "1.2.3a-r0",
    "1.9.5_p2-r0",
    "1.0_alpha1_git20200101-r0",
    "1.0~abc-r1"
  })
  void versionsOfApksGrammarAreValid(String version) {
    assertThat(ApkVersionShape.isValid(version, 2)).isTrue();
    assertThat(ApkVersionShape.isValid(version, 3)).isTrue();
  }

  @Test
  void digitsBehindTheLetterAreAVersionToApkTools2Only() throws Exception {
    assertThat(ApkVersionShape.isValid("6.6.2p1.3b_rc1-r0", 2)).isTrue();
    assertThat(ApkVersionShape.isValid("6.6.2p.1-r0", 2)).isFalse();
    var older = read(file("v3.22", "\"6.6.2p1-r0\":[\"CVE-2020-7247\"]"));
    var newer = read(file("v3.23", "\"6.6.2p1-r0\":[\"CVE-2020-7247\"]"));

    assertThat(older.refused).isEmpty();
    assertThat(older.only().stateDetail()).isNull();
    assertThat(newer.refused)
        .containsExactly("alpine:3.23 main/aom: not a version to apk-tools 3: 6.6.2p1-r0");
    assertThat(newer.only().fixedVersion()).isEqualTo("6.6.2p1-r0");
  }

  @Test
  void headerMayStandBehindThePackages() throws Exception {
    var read =
        read(
            "{\"packages\":[{\"pkg\":{\"name\":\"a\",\"secfixes\":{\"1-r0\":[\"CVE-2020-0001\"]}}}],"
                + "\"distroversion\":\"v3.4\",\"reponame\":\"community\"}");

    assertThat(read.only().release()).isEqualTo("alpine:3.4");
    assertThat(read.only().recordId()).isEqualTo("community/a");
  }

  @Test
  void branchWithoutAdvisoriesIsCovered() throws Exception {
    assertThat(read("{\"distroversion\":\"v3.22\",\"reponame\":\"main\",\"packages\":[]}").covered)
        .containsExactly("alpine:3.22");
  }

  @Test
  void fileWithoutBranchIsRefusedWhole() {
    assertThatThrownBy(() -> read("{\"reponame\":\"main\",\"packages\":[]}"))
        .isInstanceOfSatisfying(
            FeedException.class, e -> assertThat(e.code()).isEqualTo("feed-malformed"));
  }

  @Test
  void cutFileSaysWhereItEnds() {
    var whole = file("v3.20", "\"3.1.1-r0\":[\"CVE-2021-30473\"]");
    assertThatThrownBy(() -> read(whole.substring(0, whole.length() - 20)))
        .isInstanceOfSatisfying(
            FeedException.class,
            e -> {
              assertThat(e.code()).isEqualTo("feed-truncated");
              assertThat(e.why()).contains("at byte");
            });
  }

  private static String file(String branch, String fixes) {
    return "{\"distroversion\":\""
        + branch
        + "\",\"reponame\":\"main\",\"archs\":[\"x86_64\"],"
        + "\"packages\":[{\"pkg\":{\"name\":\"aom\",\"secfixes\":{"
        + fixes
        + "}}}]}";
  }

  private static Collected read(String json) throws FeedException {
    var sink = new Collected();
    SecdbReader.read(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "main.json", null, sink);
    return sink;
  }
}
