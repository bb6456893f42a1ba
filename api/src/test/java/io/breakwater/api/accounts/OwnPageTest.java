package io.breakwater.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/images", "/images/birds%2Frobin:1?tab=fixes&q=a+b#layers", "/a//b", "/:1"})
  void pathsOfThisServerStay(String path) {
    assertThat(OwnPage.of(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "images",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "/a\r\nSet-Cookie: x=y",
        "/a b",
        " /a",
        "/\u007f",
        "/\u00e4",
        "/a\\b",
      })
  void whatMayLeadElsewhereIsTheFirstPage(String path) {
    assertThat(OwnPage.of(path)).isEqualTo("/");
  }

  @Test
  void pathsAreNoLongerThanTheyMayBe() {
    assertThat(OwnPage.of("/" + "a".repeat(1_999))).hasSize(2_000);
    assertThat(OwnPage.of("/" + "a".repeat(2_000))).isEqualTo("/");
  }
}
