package io.breakwater.inventory.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceRpmTest {
  @ParameterizedTest
  @CsvSource({
    "bash-4.4.20-4.el8_6.src.rpm, bash, 4.4.20-4.el8_6",
    "gcc-toolset-12-gcc-12.2.1-7.el8.src.rpm, gcc-toolset-12-gcc, 12.2.1-7.el8",
    "python3-3.6.8-3.module+el8.6.0+1+a.src.rpm, python3, 3.6.8-3.module+el8.6.0+1+a",
    "cuda-12.1~rc1-1.nosrc.rpm, cuda, 12.1~rc1-1",
    "a-1-2.src.rpm, a, 1-2"
  })
  void nameIsWhatStandsBeforeVersionAndRelease(String file, String name, String version) {
    assertThat(SourceRpm.parse(file)).isEqualTo(new SourceRpm(name, version));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "src.rpm",
        ".src.rpm",
        "a.src.rpm",
        "a-1.src.rpm",
        "-1-2.src.rpm",
        "a--2.src.rpm",
        "a-1-.src.rpm",
        "a-1-2.x86_64.rpm",
        "a-1-2src.rpm",
        "-nosrc.rpm"
      })
  void otherNamesAreNone(String file) {
    assertThat(SourceRpm.parse(file)).isNull();
  }
}
