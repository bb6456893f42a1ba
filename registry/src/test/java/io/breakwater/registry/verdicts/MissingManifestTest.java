package io.breakwater.registry.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Verdict.Status;
import io.breakwater.image.Digest;
import io.breakwater.registry.Stores;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.verdicts.layers.IntakeOptions;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is not there may come: nothing that is said of it is remembered for long.
class MissingManifestTest {
  @TempDir Path folder;

  @Test
  void whatIsNotThereYetIsNoArtifactAndIsJudgedOnceItCame() throws Exception {
    var image =
        new ImageBuilder().layer(new LayerBuilder().file("etc/os-release", "ID=none\n")).build();
    var digest = Digest.parse(image.digest());
    var now = new AtomicReference<Instant>(Stores.CLOCK.instant());
    try (var judging = new Judging(folder, IntakeOptions.standard())) {
      var verdicts =
          new ImageVerdicts(
              judging.stores().metadata(),
              judging.blobs(),
              judging.layers(),
              judging.writes(),
              judging.advisories(),
              Policies.always(Policy.DEFAULT),
              now::get,
              VerdictOptions.standard());
      var asked = new Reference.ByDigest(digest);
      var before = verdicts.of(Judging.ROBIN, asked, digest).orElseThrow();
      assertThat(before.verdict().status()).isEqualTo(Status.INCOMPLETE);
      assertThat(before.verdict().reasons().getFirst().code()).isEqualTo("blob-missing");
      judging.push(image, "1");
      now.updateAndGet(at -> at.plusSeconds(2));
      var after = verdicts.of(Judging.ROBIN, asked, digest).orElseThrow();
      assertThat(after.verdict().reasons())
          .noneMatch(reason -> reason.code().equals("blob-missing"));
    }
  }
}
