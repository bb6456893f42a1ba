package io.breakwater.assessments.harbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which registries may be asked.
class HarborRegistriesTest {
  private static final HarborRegistries SOME =
      HarborRegistries.parse(List.of("Harbor.example.com", " core:8080 ", "other:443", "[::1]:80"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://harbor.example.com",
        "https://HARBOR.example.com:443",
        "http://harbor.example.com",
        "http://core:8080",
        "https://other",
        "http://[::1]"
      })
  void theNamedOnesMay(String address) {
    assertThat(SOME.allows(URI.create(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://harbor.example.com:8443",
        "https://harbor.example.com.evil.org",
        "http://core",
        "http://other",
        "http://169.254.169.254",
        "http://localhost:5000"
      })
  void noOthersMay(String address) {
    assertThat(SOME.allows(URI.create(address))).isFalse();
  }

  @Test
  void withoutAnyNobodyMay() {
    assertThat(HarborRegistries.parse(List.of()).allows(URI.create("https://a.b"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://harbor.example.com", "*", "a/b", "a:b", "-a"})
  void whatIsNoHostIsSaid(String text) {
    assertThatThrownBy(() -> HarborRegistries.parse(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("harbor.example.com");
  }
}
