package io.breakwater.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstalledTest {
  @Test
  void versionsAreComparedByTheirNumbers() {
    var installed = new Installed(null, "/usr/sbin/nginx", "1.22.1");

    assertThat(installed.atLeast(1, 9)).contains(true);
    assertThat(installed.atLeast(1, 22, 1)).contains(true);
    assertThat(installed.atLeast(1, 22, 2)).contains(false);
    assertThat(installed.atLeast(2)).contains(false);
    assertThat(new Installed(null, "/usr/sbin/nginx", "").atLeast(1)).isEqualTo(Optional.empty());
  }
}
