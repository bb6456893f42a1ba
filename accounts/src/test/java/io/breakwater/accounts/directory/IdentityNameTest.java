package io.breakwater.accounts.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityNameTest {
  @ParameterizedTest
  @CsvSource({"admin,admin", "Robin@Birds.Example,robin@birds.example", "ci+main_1,ci+main_1"})
  void namesAreReadInAnyCase(String typed, String name) {
    assertThat(IdentityName.parse(typed)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a:b",
        "a/b",
        ".a",
        "@a",
        "\u00e9",
        "a\n",
        "iamapikey",
        "IAMAPIKEY",
        "anonymous",
        "token",
        "iambearer",
        "iam"
      })
  void whatNobodyCanBeCalledIsRefused(String typed) {
    assertThatThrownBy(() -> IdentityName.parse(typed))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
