package io.breakwater.advisor.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildLineTest {
  @ParameterizedTest
  @CsvSource({
    "2.28-251.el8,                        0:2.28-251,    '',  '', false",
    "2.28-251.el8_10.1,                   0:2.28-251,    10,  '', true",
    "1:1.1.1k-6.el8_5,                    1:1.1.1k-6,    5,   '', true",
    "2.4.6-97.el7.centos.5,               0:2.4.6-97,    '',  '', false",
    "0:4.18.0-513.18.1.el8_9,             0:4.18.0-513,  9,   '', true",
    "3.10.0-957.38.1.el7,                 0:3.10.0-957,  '',  '', true",
    "3.10.0-957.el7,                      0:3.10.0-957,  '',  '', false",
    "4.14.0-115.17.1.el7a,                0:4.14.0-115,  '',  a,  true",
    "1:18.12.1-2.module+el8.7.0+18445+9,  1:18.12.1-2,   7,   '', true",
    "8.0.26-1.module_el8.4.0+915+de2151,  0:8.0.26-1,    4,   '', true",
    "1.2-3.el9.1,                         0:1.2-3,       '',  '', false",
    "1.2-3,                               0:1.2-3,       '',  '', false",
    "2.7.6-14.jpp.ael7b_1,                0:2.7.6-14.jpp.ael7b_1, '', '', false",
  })
  void aVersionSaysItsLine(
      String version, String base, String minor, String variant, boolean branch) {
    assertThat(BuildLine.of(version)).isEqualTo(new BuildLine(base, minor, variant, branch));
  }

  @ParameterizedTest
  @CsvSource({
    // fix, installed, whether the fix must be in it
    "2.28-236.el8_9.13, 2.28-251.el8,      false",
    "2.28-236.el8_9.13, 2.28-236.el8_9.14, true",
    "2.28-251.el8_10.1, 2.28-251.el8_10.2, true",
    "2.28-240.el8,      2.28-251.el8,      true",
    "2.28-240.el8,      2.28-251.el8_10.1, true",
    "4.18.0-513.18.1.el8_9, 4.18.0-553.el8_10, false",
    "4.18.0-513.18.1.el8_9, 4.18.0-513.24.1.el8_9, true",
    "3.10.0-957.38.1.el7, 3.10.0-1062.el7, false",
    "1:18.12.1-2.module+el8.7.0+1+a, 1:18.14.0-1.module+el8.8.0+2+b, false",
    "1:18.12.1-2.module+el8.7.0+1+a, 1:18.12.1-2.module+el8.8.0+2+b, true",
  })
  void aFixOnABranchIsInThatBranchOnly(String fix, String installed, boolean reaches) {
    assertThat(BuildLine.of(fix).reaches(BuildLine.of(installed))).isEqualTo(reaches);
  }

  @Test
  void kernelAltIsNoLaterKernel() {
    var alt = BuildLine.of("4.14.0-115.17.1.el7a");
    var kernel = BuildLine.of("3.10.0-1160.el7");
    assertThat(alt.otherKernel(kernel)).isTrue();
    assertThat(kernel.otherKernel(alt)).isTrue();
    assertThat(kernel.otherKernel(BuildLine.of("3.10.0-957.el7"))).isFalse();
  }
}
