package io.breakwater.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"user:4f1c", "service:a_B-9"})
  void isReadAsItWasWritten(String text) {
    assertThat(PrincipalId.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "user:", "USER:a", "robot:a", "user:a b", "user:a\n", "4f1c"})
  void whatNamesNobodyIsRefused(String text) {
    assertThatThrownBy(() -> PrincipalId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aUserIsNoServiceOfTheSameName() {
    assertThat(PrincipalId.parse("user:a")).isNotEqualTo(PrincipalId.parse("service:a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "../a", "a\n"})
  void whatNamesNoAccountIsRefusedAndNotRepeated(String text) {
    assertThatThrownBy(() -> AccountId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no ID of an account");
  }
}
