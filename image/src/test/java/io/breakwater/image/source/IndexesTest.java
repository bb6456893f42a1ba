package io.breakwater.image.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.breakwater.image.ImageException;
import io.breakwater.image.LayerLimits;
import io.breakwater.image.Platform;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Indexes in indexes, attestations, and a root file system that may not be read.
class IndexesTest {
  @TempDir Path temporary;

  private static ImageBuilder image(String os, String architecture) {
    return new ImageBuilder()
        .layer(new LayerBuilder().file("etc/" + architecture, os))
        .platform(os, architecture);
  }

  private OpenedImages open(IndexBuilder index, PlatformChoice choice) throws ImageException {
    index.writeOciLayout(temporary.resolve("layout"), "t");
    return ImageSource.open(
        ImageLocation.parse("oci:" + temporary.resolve("layout") + ":t"),
        SourceOptions.of(temporary).withPlatform(choice));
  }

  private static void fails(String code, ImageException e) {
    assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
    assertThat(e.next()).isNotBlank();
  }

  @Test
  void indexesAreFollowedFourDeepAndNoDeeper() throws Exception {
    var index = new IndexBuilder().add(image("linux", "s390x"));
    for (var depth = 1; depth < 4; depth++) {
      index = new IndexBuilder().add(index);
    }
    try (var opened = open(index, new PlatformChoice.All())) {
      assertThat(opened.images()).hasSize(1);
    }
    var deeper = new IndexBuilder().add(index).add(image("linux", "arm64"));
    assertThatThrownBy(() -> open(deeper, new PlatformChoice.All()))
        .isInstanceOfSatisfying(ImageException.class, e -> fails("index-too-deep", e));
  }

  @Test
  void whatIsNamedTwiceIsOneImage() throws Exception {
    var inner = new IndexBuilder().add(image("linux", "s390x"));
    var index = new IndexBuilder().add(inner).add(inner).add(image("linux", "s390x"));
    try (var opened = open(index, new PlatformChoice.All())) {
      assertThat(opened.images()).hasSize(1);
    }
  }

  @Test
  void anIndexThatNamesItselfCannotBeMade() throws Exception {
    // A digest of itself cannot be guessed: whoever claims one is caught by the content.
    var layout = temporary.resolve("layout");
    new IndexBuilder().add(image("linux", "s390x")).writeOciLayout(layout, "t");
    var digest = "0".repeat(64);
    var json =
        "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":"
            + "\"application/vnd.oci.image.index.v1+json\",\"digest\":\"sha256:%s\",\"size\":%d}]}";
    var size = json.formatted(digest, 100).length();
    Files.writeString(layout.resolve("blobs/sha256/" + digest), json.formatted(digest, size));
    Files.writeString(layout.resolve("index.json"), json.formatted(digest, size));
    assertThatThrownBy(
            () ->
                ImageSource.open(ImageLocation.parse("oci:" + layout), SourceOptions.of(temporary)))
        .isInstanceOfSatisfying(ImageException.class, e -> fails("blob-digest-mismatch", e));
  }

  @Test
  void moreThanAThousandManifestsAreTooMany() {
    var index = new IndexBuilder();
    for (var i = 0; i <= 1000; i++) {
      index.missing("sha256:" + "%064x".formatted(i), "linux", "arch" + i);
    }
    var only = new PlatformChoice.Only(Platform.parse("linux/amd64"));
    assertThatThrownBy(() -> open(index, only))
        .isInstanceOfSatisfying(ImageException.class, e -> fails("index-too-large", e));
  }

  @Test
  void attestationsAreNoImagesWhateverIsAskedFor() throws Exception {
    var amd64 = image("linux", "amd64").build();
    var arm64 = image("linux", "arm64").build();
    var index =
        new IndexBuilder()
            .attestation(amd64.digest())
            .add(amd64)
            .add(arm64)
            .attestation(arm64.digest());
    try (var opened = open(index, new PlatformChoice.All())) {
      var platforms = new ArrayList<String>();
      for (var found : opened.images()) {
        platforms.add(found.platform().map(Platform::toString).orElse("none"));
      }
      assertThat(platforms).containsExactly("linux/amd64", "linux/arm64");
    }
    var unknown = new PlatformChoice.Only(Platform.parse("unknown/unknown"));
    assertThatThrownBy(() -> open(index, unknown))
        .isInstanceOfSatisfying(ImageException.class, e -> fails("platform-not-found", e));
    var alone = new IndexBuilder().attestation(amd64.digest());
    assertThatThrownBy(() -> open(alone, new PlatformChoice.Default()))
        .isInstanceOfSatisfying(ImageException.class, e -> fails("not-an-image", e));
  }

  @Test
  void aPlatformMissingFromTheDescriptorIsTakenFromTheConfiguration() throws Exception {
    var index =
        new IndexBuilder()
            .addWithoutPlatform(image("linux", "s390x"))
            .addWithoutPlatform(image("linux", "ppc64le"));
    var only = new PlatformChoice.Only(Platform.parse("linux/ppc64le"));
    try (var opened = open(index, only)) {
      assertThat(opened.images()).hasSize(1);
      assertThat(opened.images().getFirst().platform().map(Platform::architecture))
          .isEqualTo(Optional.of("ppc64le"));
    }
  }

  @Test
  void whatMayNotBeReadInARootFileSystemIsAnError() throws Exception {
    assumeFalse(
        "root".equals(System.getProperty("user.name")),
        "skipped: permissions do not bind root, so nothing is unreadable");
    var locked = temporary.resolve("root/etc");
    Files.createDirectories(locked);
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    try (var opened =
            ImageSource.open(
                ImageLocation.parse("dir:" + temporary.resolve("root")),
                SourceOptions.of(temporary));
        var entries = opened.images().getFirst().layers().getFirst().open(LayerLimits.DEFAULT)) {
      assertThatThrownBy(
              () -> {
                while (entries.next() != null) {
                  assertThat(entries.position()).isNotNegative();
                }
              })
          .isInstanceOfSatisfying(ImageException.class, e -> fails("file-unreadable", e));
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
