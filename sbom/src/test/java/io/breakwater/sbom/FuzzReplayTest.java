package io.breakwater.sbom;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.breakwater.testkit.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Replays a corpus made by code, and mutations of it, through the fuzz targets.
class FuzzReplayTest {
  private static final int MUTATIONS = 3000;
  private static final byte[] LETTERS = Documents.utf8("{}[]\",:%@?&=/-0a\\\n");

  private static void replay(List<byte[]> corpus, Consumer<byte[]> target) {
    assertThatCode(
            () -> {
              corpus.forEach(target);
              var random = new SplittableRandom(5);
              for (var i = 0; i < MUTATIONS; i++) {
                target.accept(mutate(corpus.get(random.nextInt(corpus.size())), random));
              }
            })
        .doesNotThrowAnyException();
  }

  private static byte[] mutate(byte[] seed, SplittableRandom random) {
    var bytes = seed.clone();
    for (var i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      var at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1, 2 -> bytes[at] = LETTERS[random.nextInt(LETTERS.length)];
        case 3 -> {
          var from = random.nextInt(bytes.length);
          var length = Math.min(bytes.length - Math.max(at, from), random.nextInt(20));
          System.arraycopy(bytes, from, bytes, at, length);
        }
        default -> bytes = random.nextInt(8) == 0 ? Arrays.copyOf(bytes, at) : bytes;
      }
    }
    return bytes;
  }

  @Test
  void cycloneDx() {
    var system = Documents.syftSystem("debian", "12.5", "bookworm", "Debian 12");
    var libssl =
        Documents.library(
            "libssl3",
            "3-1",
            "pkg:deb/debian/libssl3@3-1?arch=amd64&distro=debian-12.5&upstream=openssl%403-1");
    var perl =
        Documents.library(
            "perl",
            "4:5-1",
            "pkg:rpm/redhat/perl@5-1?arch=x86_64&epoch=4&distro=redhat-8.9",
            "aquasecurity:trivy:SrcName",
            "perl",
            "aquasecurity:trivy:SrcVersion",
            "5",
            "aquasecurity:trivy:SrcRelease",
            "1",
            "aquasecurity:trivy:SrcEpoch",
            "4");
    replay(
        List.of(
            new byte[0],
            Json.bytes(Documents.syft(system, libssl)),
            Json.bytes(Documents.trivy(Documents.trivySystem("redhat", "8.9"), perl))),
        CycloneDxFuzz::fuzzerTestOneInput);
  }

  @Test
  void spdx() {
    var libssl =
        Documents.with(
            Documents.spdxPackage(
                "SPDXRef-Package-1",
                "libssl3",
                "3-1",
                "pkg:deb/debian/libssl3@3-1?arch=amd64&distro=debian-12.5"),
            "sourceInfo",
            "built package from: openssl 3-1");
    replay(
        List.of(new byte[0], Json.bytes(Documents.spdx("trivy", Documents.spdxRoot(), libssl))),
        SpdxFuzz::fuzzerTestOneInput);
  }

  @Test
  void packageUrls() {
    replay(
        List.of(
            new byte[0],
            Documents.utf8("pkg:npm/%40a/b@1.2?x=y#z/.."),
            Documents.utf8("pkg:rpm/redhat/a@1-2?arch=x86_64&epoch=1&upstream=a-1-2.src.rpm")),
        PackageUrlFuzz::fuzzerTestOneInput);
  }
}
