package io.breakwater.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.FailOn;
import io.breakwater.registry.names.RepositoryName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyWatchTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aChangedFileIsInForceAndOneThatCannotBeFollowedIsNot() throws Exception {
    var repository = RepositoryName.parse("team/app");
    var file = Files.writeString(folder.resolve("policy.yaml"), "fail-on: none\n");
    var watch = PolicyWatch.open(Optional.of(file));
    var first = watch.of(repository);
    assertThat(first.policy().failOn()).isEqualTo(FailOn.parse("none").orElseThrow());

    Files.writeString(file, "fail-onn: none\n");
    watch.look();
    assertThat(watch.of(repository)).isEqualTo(first);

    Files.writeString(file, "fail-on: unfixed\n");
    watch.look();
    var second = watch.of(repository);
    assertThat(second.policy().failOn()).isEqualTo(FailOn.parse("unfixed").orElseThrow());
    assertThat(second.version()).isNotEqualTo(first.version());
  }
}
