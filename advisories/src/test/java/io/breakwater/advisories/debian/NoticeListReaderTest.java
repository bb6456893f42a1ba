package io.breakwater.advisories.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.testing.Collected;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeListReaderTest {
  @Test
  void noticeFixesEachIssueInEachRelease() throws Exception {
    var read =
        read(
            """
            [10 Feb 2025] DSA-5862-1 cacti - security update
            \t{CVE-2024-27082 CVE-2024-43362}
            \t[bullseye] - cacti 1.2.16-1
            \t[bookworm] - cacti 1.2.24-1
            \tNOTE: something
            """);

    assertThat(read.notices)
        .extracting(n -> n.release() + " " + n.cve() + " " + n.fixedVersion())
        .containsExactly(
            "debian:11 CVE-2024-27082 1.2.16-1",
            "debian:11 CVE-2024-43362 1.2.16-1",
            "debian:12 CVE-2024-27082 1.2.24-1",
            "debian:12 CVE-2024-43362 1.2.24-1");
    var notice = read.notices.getFirst().notice();
    assertThat(notice.id()).isEqualTo("DSA-5862-1");
    assertThat(notice.published()).isEqualTo(Instant.parse("2025-02-10T00:00:00Z"));
    assertThat(notice.links())
        .containsExactly("https://security-tracker.debian.org/tracker/DSA-5862-1");
  }

  @Test
  void securityUpdateWithoutIssuesIsItsOwn() throws Exception {
    var read =
        read("[27 Sep 2024] DSA-5776-1 tor - security update\n\t[bookworm] - tor 0.4.7.16-1\n");

    assertThat(read.notices).hasSize(1);
    assertThat(read.notices.getFirst().cve()).isEqualTo("DSA-5776-1");
  }

  @ParameterizedTest
  @CsvSource({
    "ruby2.7 - regression update",
    "cacti - security update (regression)",
    "tzdata - new timezone database",
  })
  void repairsAndOtherUpdatesWithoutIssuesAreLeftOut(String title) throws Exception {
    var read = read("[11 Feb 2025] DLA-4018-2 " + title + "\n\t[bullseye] - ruby2.7 2.7.4-1\n");

    assertThat(read.notices).isEmpty();
    assertThat(read.refused).isEmpty();
    assertThat(read.unused).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "<not-affected> (old),NOT_AFFECTED",
    "<unfixed>,AFFECTED",
    "<no-dsa> (Minor issue),AFFECTED",
    "<end-of-life>,END_OF_LIFE",
    "<ignored>,WILL_NOT_FIX",
    "<postponed>,DEFERRED",
    "<undetermined>,UNDER_INVESTIGATION",
  })
  void wordsInAngleBracketsAreStates(String word, String state) throws Exception {
    var read =
        read(
            "[1 Jan 2020] DSA-1-1 x - security update\n\t{CVE-2020-1111}\n\t[jessie] - x "
                + word
                + "\n");

    assertThat(read.notices).hasSize(1);
    assertThat(read.notices.getFirst().state()).isEqualTo(Advisory.State.valueOf(state));
  }

  @Test
  void oldNoticesWithoutPackageLinesAreLeftOut() throws Exception {
    var read = read("[13 Aug 2002] DSA-149 glibc - integer overflow\n\t{CVE-2002-0391}\n");

    assertThat(read.notices).isEmpty();
    assertThat(read.unused).containsExactly("notice without package lines");
    assertThat(read.records).isEqualTo(1);
  }

  @Test
  void whatIsNoNoticeIsRefused() throws Exception {
    var read =
        read(
            """
            [32 Foo 2002] nonsense
            [01 Jan 2020] DSA-2-1 y - security update
            \t{CVE-2020-1}
            \t[jessie] y 1
            """);

    assertThat(read.refused).hasSize(2);
    assertThat(read.notices).isEmpty();
  }

  @Test
  void extendedSupportNoticesAreFixesOfExtendedSupport() throws Exception {
    var read =
        read("[1 Jan 2024] ELA-1-1 x - security update\n\t{CVE-2020-1111}\n\t[jessie] - x 2\n");

    assertThat(read.notices.getFirst().availability())
        .isEqualTo(Advisory.Availability.EXTENDED_SUPPORT);
  }

  @Test
  void endlessLineIsRefused() {
    assertThatThrownBy(() -> read("[".repeat(2_000_000)))
        .isInstanceOfSatisfying(
            FeedException.class, e -> assertThat(e.code()).isEqualTo("feed-malformed"));
  }

  private static Collected read(String text) throws FeedException {
    var sink = new Collected();
    NoticeListReader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "DSA.list", sink);
    return sink;
  }
}
