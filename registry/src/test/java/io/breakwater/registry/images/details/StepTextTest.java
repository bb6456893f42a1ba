package io.breakwater.registry.images.details;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/bin/sh -c #(nop)  ENV TOKEN=abc;/bin/sh -c #(nop)  ENV TOKEN=…",
        "ENV TOKEN=abc OTHER=def;ENV TOKEN=…",
        "ENV TOKEN abc;ENV TOKEN …",
        "ARG TOKEN=abc;ARG TOKEN=…",
        "ARG TOKEN;ARG TOKEN",
        "RUN |2 A=b c B=d /bin/sh -c make # buildkit;RUN |2 A=… /bin/sh -c make # buildkit",
        "|1 A=b /bin/bash -o pipefail -c make;|1 A=… /bin/bash -o pipefail -c make",
        "|1 A=b cmd /S /C make;|1 A=…",
        "/bin/sh -c make ENV=1;/bin/sh -c make ENV=1",
        "CMD [\"bash\"];CMD [\"bash\"]"
      })
  void valuesOfVariablesAreLeftOut(String command, String text) {
    assertThat(StepText.of(command)).isEqualTo(text);
  }

  @Test
  void aLongCommandIsCut() {
    var command = "RUN " + "x".repeat(StepText.LIMIT);
    assertThat(StepText.of(command)).hasSize(StepText.LIMIT + 1).endsWith("x…");
    assertThat(StepText.of("|1 A=" + "/sh".repeat(1_000_000))).isEqualTo("|1 A=…");
  }
}
