package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.images.Blob;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.registry.FakeRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `cr copy` between registries that are none of ours.
class CrCopyTest {
  @TempDir private Path folder = Path.of("");
  private final FakeRegistry source = FakeRegistry.start();
  private final FakeRegistry target = FakeRegistry.start();

  @AfterEach
  void stop() {
    source.close();
    target.close();
  }

  private static Built image(String content) {
    return new ImageBuilder()
        .layer(new LayerBuilder().file("a", content))
        .platform("linux", content)
        .build();
  }

  private static Blob file(String text) {
    return Blob.of("application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  private CommandRun copy(String from, String to) {
    return new CommandRun.Runner(folder).run("cr", "copy", from, to);
  }

  @Test
  void anImageArrivesWithItsSignatures() {
    var image = image("amd64");
    source.add("team/app", "1", image);
    var signature = source.attach("team/app", image.digest(), "application/vnd.sig", file("s"));
    var countersignature = source.attach("team/app", signature, "application/vnd.sig", file("c"));
    var run = copy(source.host() + "/team/app:1", target.host() + "/copies/app");
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            "Successfully copied 3 manifests (2 of them referrers) and ", " blobs (", "\n\nOK\n");
    assertThat(target.digest("copies/app", "1")).hasValue(image.digest());
    for (var manifest : new String[] {signature, countersignature}) {
      assertThat(target.digest("copies/app", manifest)).hasValue(manifest);
    }
    assertThat(copy(source.host() + "/team/app:1", target.host() + "/copies/app").out())
        .contains(" and 0 blobs (0 B); ", " there already.");
  }

  @Test
  void anIndexIsCopiedWhole() {
    var amd64 = image("amd64");
    var arm64 = image("arm64");
    var index = new IndexBuilder().add(amd64).add(arm64).build();
    source.add("team/app", "1", index);
    var run = copy(source.host() + "/team/app:1", target.host() + "/copies/app:new");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(target.digest("copies/app", "new")).hasValue(index.digest());
    assertThat(target.digest("copies/app", amd64.digest())).isPresent();
    assertThat(target.digest("copies/app", arm64.digest())).isPresent();
  }

  @Test
  void whatIsNotThereIsToldAndNothingIsTagged() {
    var run = copy(source.host() + "/team/app:1", target.host() + "/copies/app");
    assertThat(run.exitCode()).isEqualTo(2);
    Scans.assertLine(run, "registry-not-found");
    assertThat(target.digest("copies/app", "1")).isEmpty();
    assertThat(copy("UPPER case", "x").exitCode()).isEqualTo(2);
  }
}
