package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the AOT cache is trained with has to work, or it would train nothing.
class CrTrainingTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void everyCommandOfTheTrainingEndsWell() throws IOException {
    var codes = new ArrayList<Integer>();
    CrTraining.run(
        (server, words) ->
            codes.add(
                new CommandRun.Runner(folder)
                    .with("BREAKWATER_SERVER", server)
                    .with("BREAKWATER_API_KEY", "bw_key")
                    .run(words.toArray(String[]::new))
                    .exitCode()));
    assertThat(codes).hasSizeGreaterThan(3).containsOnly(0);
  }
}
