package io.breakwater.registry.namespaces;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.Stores;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagPatternTest {
  @ParameterizedTest
  @CsvSource({
    "robin:v*,            birds/robin,     v1,        true",
    "robin:v*,            birds/robin,     v,         true",
    "robin:v*,            birds/robin,     1v,        false",
    "robin:v*,            birds/robins,    v1,        false",
    "robin:v*,            birds/a/robin,   v1,        false",
    "*:v?,                birds/robin,     v1,        true",
    "*:v?,                birds/robin,     v12,       false",
    "*:v?,                birds/a/robin,   v1,        false",
    "**:v1,               birds/a/robin,   v1,        true",
    "a/**:v1,             birds/a/b/c,     v1,        true",
    "a/**:v1,             birds/b/a/c,     v1,        false",
    "**/c:v1,             birds/a/b/c,     v1,        true",
    "a?b:*,               birds/a/b,       v1,        false",
    "a.b:1.0,             birds/a.b,       1x0,       false",
    "a.b:1.0,             birds/axb,       1.0,       false",
    "*:*a*b*,             birds/x,         xxaxxbxx,  true",
    "*:*a*b*,             birds/x,         bbaa,      false",
  })
  void matchesAllOfTheName(String pattern, String repository, String tag, boolean matches)
      throws Exception {
    assertThat(TagPattern.parse(pattern).matches(repository, tag)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v*", ":v", "a:", "a:b:c", "a:[0-9]", "a b:c", "a:\n", "A:b"})
  void whatIsNoPatternIsRefused(String text) {
    Stores.refused(ErrorCode.TAG_INVALID, () -> TagPattern.parse(text));
  }

  @Test
  void aPatternOfStarsTakesNoLongTime() throws Exception {
    var pattern = TagPattern.parse("**:" + "*a".repeat(100) + "b");
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> assertThat(pattern.matches("birds/robin", "a".repeat(128))).isFalse());
  }
}
