package io.breakwater.registry.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.registry.names.Reference;
import io.breakwater.registry.verdicts.layers.IntakeOptions;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images are found by the packages that they hold.
class ImagesByPackageTest {
  @TempDir Path folder;
  private Judging judging;
  private ImagesByPackage images;

  @BeforeEach
  void open() throws Exception {
    judging = new Judging(folder, IntakeOptions.standard());
    images = new ImagesByPackage(judging.stores().metadata());
    push("first", "libssl3", "openssl");
    push("second", "libcrypto3", "openssl");
    push("third", "bash", "bash");
    judging.writes().flush();
  }

  @AfterEach
  void close() {
    judging.close();
  }

  private void push(String tag, String name, String source) throws Exception {
    var layer =
        new LayerBuilder()
            .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
            .file(
                DpkgStatus.PATH, new DpkgStatus().add(name, "1", "amd64").source(source).render());
    var pushed = judging.push(new ImageBuilder().layer(layer).build(), tag);
    assertThat(judging.verdicts().pushed(Judging.ROBIN, Reference.parse(tag), pushed.digest()))
        .isPresent();
  }

  @Test
  void aSourceLeadsToAllThatIsBuiltOfIt() throws Exception {
    assertThat(images.images(Set.of("openssl"), 0, 10).places()).hasSize(2);
    assertThat(images.images(Set.of("libssl3"), 0, 10).places()).hasSize(1);
    assertThat(images.images(Set.of("libssl3", "bash"), 0, 10).places()).hasSize(2);
    assertThat(images.images(Set.of("zlib"), 0, 10).places()).isEmpty();
    assertThat(images.images(Set.of(), 0, 10).places()).isEmpty();
  }

  @Test
  void pagesHaveEveryImageOnce() throws Exception {
    var names = Set.of("openssl", "bash");
    var whole = images.images(names, 0, 10);
    assertThat(whole.last()).isZero();
    var paged = new ArrayList<Object>();
    var after = 0L;
    do {
      var page = images.images(names, after, 1);
      paged.addAll(page.places());
      after = page.last();
    } while (after > 0);
    assertThat(paged).hasSize(3).isEqualTo(List.<Object>copyOf(whole.places()));
  }
}
