package io.breakwater.image.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.image.ImageException;
import io.breakwater.image.LayerEntry;
import io.breakwater.image.LayerLimits;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.BuiltLayer;
import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives in every form that Docker, Podman and people's pipes give them.
class ArchiveImagesTest {
  @TempDir Path temporary;

  private static BuiltLayer layer(String name) {
    return new LayerBuilder()
        .dir("etc")
        .file("etc/" + name, "content of " + name)
        .symlink("link", "etc/" + name)
        .build(Compression.GZIP);
  }

  private static ImageBuilder image() {
    return new ImageBuilder().layer(layer("one")).layer(layer("two"));
  }

  private SourceOptions options() {
    return SourceOptions.of(temporary.resolve("spool"));
  }

  private List<LayerEntry> read(String text) throws Exception {
    return read(text, options());
  }

  private static List<LayerEntry> read(String text, SourceOptions options) throws Exception {
    var seen = new ArrayList<LayerEntry>();
    try (var opened = ImageSource.open(ImageLocation.parse(text), options)) {
      for (var layer : opened.images().getFirst().layers()) {
        try (var entries = layer.open(LayerLimits.DEFAULT)) {
          for (var entry = entries.next(); entry != null; entry = entries.next()) {
            seen.add(entry);
          }
          entries.verify();
        }
      }
    }
    return seen;
  }

  private List<LayerEntry> expected() throws Exception {
    image().writeOciLayout(temporary.resolve("layout"), "t");
    return read("oci:" + temporary.resolve("layout") + ":t");
  }

  private static String code(CallableRead call) {
    try {
      call.run();
      return "";
    } catch (ImageException e) {
      assertThat(e.next()).isNotBlank();
      return e.code();
    } catch (Exception e) {
      throw new AssertionError("no ImageException", e);
    }
  }

  private interface CallableRead {
    void run() throws Exception;
  }

  /// What Docker writes since version 25: an OCI layout with a `manifest.json` beside it, whose
  /// paths lie under `blobs/sha256`.
  private static LayerBuilder dockerSave(Built built, String tag) {
    var tar = new LayerBuilder().dir("blobs").dir("blobs/sha256");
    var blobs = built.blobs();
    for (var blob : blobs) {
      tar.file("blobs/sha256/" + blob.hex(), blob.bytes());
    }
    tar.file("blobs/sha256/" + built.root().hex(), built.root().bytes());
    var layers = new ArrayList<String>();
    for (var blob : blobs.subList(1, blobs.size())) {
      layers.add("\"blobs/sha256/" + blob.hex() + "\"");
    }
    return tar.file(
            "index.json",
            """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json",
            "manifests":[{"mediaType":"%s","digest":"%s","size":%d,"annotations":{
            "io.containerd.image.name":"docker.io/library/%s",
            "org.opencontainers.image.ref.name":"1.0"}}]}\
            """
                .formatted(built.root().mediaType(), built.digest(), built.root().size(), tag))
        .file(
            "manifest.json",
            "[{\"Config\":\"blobs/sha256/%s\",\"RepoTags\":[\"%s\"],\"Layers\":[%s]}]"
                .formatted(blobs.getFirst().hex(), tag, String.join(",", layers)))
        .file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
  }

  @Test
  void whatDockerSavesTodayReadsAsEitherKind() throws Exception {
    var expected = expected();
    var file = temporary.resolve("saved.tar");
    Files.write(file, dockerSave(image().build(), "app:1.0").tar());
    for (var text :
        new String[] {
          file.toString(),
          "oci-archive:" + file,
          "oci-archive:" + file + ":1.0",
          "docker-archive:" + file,
          "docker-archive:" + file + ":app:1.0"
        }) {
      assertThat(read(text)).as(text).isEqualTo(expected);
    }
    try (var opened = ImageSource.open(ImageLocation.parse(file.toString()), options())) {
      assertThat(opened.images().getFirst().manifestDigest()).isPresent();
    }
  }

  @Test
  void layersThatAreLinksToOneAnotherAreRead() throws Exception {
    var twice = new ImageBuilder().layer(layer("one")).layer(layer("two")).layer(layer("one"));
    var file = temporary.resolve("old.tar");
    twice.writeDockerArchive(file, "app:1.0");
    var names = new ArrayList<String>();
    for (var entry : read("docker-archive:" + file)) {
      names.add(entry.path());
    }
    assertThat(names)
        .containsExactly(
            "etc", "etc/one", "link", "etc", "etc/two", "link", "etc", "etc/one", "link");
  }

  @Test
  void linksThatLeadNowhereOrInCirclesAreMissingLayers() throws Exception {
    var file = temporary.resolve("links.tar");
    for (var target : new String[] {"self/layer.tar", "../../outside", "none", "/etc/passwd"}) {
      var built = image().build();
      var config = built.blobs().getFirst();
      var json = "[{\"Config\":\"c.json\",\"Layers\":[\"self/layer.tar\",\"self/layer.tar\"]}]";
      Files.write(
          file,
          new LayerBuilder()
              .file("c.json", config.bytes())
              .symlink("self/layer.tar", target.equals("self/layer.tar") ? "layer.tar" : target)
              .file("manifest.json", json)
              .tar());
      assertThat(code(() -> read("docker-archive:" + file))).as(target).isEqualTo("layer-missing");
    }
  }

  @Test
  void anArchiveCompressedAsAWholeReadsFromAFileAndFromStandardInput() throws Exception {
    var expected = expected();
    var plain = dockerSave(image().build(), "app:1.0");
    for (var compression : Compression.values()) {
      var bytes = plain.build(compression).bytes();
      var file = Files.write(temporary.resolve("whole." + compression), bytes);
      assertThat(read(file.toString())).as(compression.name()).isEqualTo(expected);
      assertThat(read("oci-archive:" + file)).isEqualTo(expected);
      var piped = options().withStandardInput(new ByteArrayInputStream(bytes));
      assertThat(read("-", piped)).isEqualTo(expected);
    }
    image().writeDockerArchive(temporary.resolve("old.tar.gz"), "app:1.0");
    var piped = options().withStandardInput(Files.newInputStream(temporary.resolve("old.tar.gz")));
    assertThat(read("-", piped)).isEqualTo(expected);
    try (var left = Files.list(temporary.resolve("spool"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void emptyAndTextualStandardInputIsNoImage() {
    for (var text : new String[] {"", "hello", "{\"schemaVersion\":2}"}) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      var piped = options().withStandardInput(new ByteArrayInputStream(bytes));
      assertThat(code(() -> read("-", piped))).as(text).isEqualTo("not-an-image");
    }
  }

  @Test
  void anArchiveCutAnywhereNeverReads() throws Exception {
    var oci = dockerSave(image().build(), "app:1.0").withoutTrailer().tar();
    image().writeDockerArchive(temporary.resolve("old.tar"), "app:1.0");
    var old = Files.readAllBytes(temporary.resolve("old.tar"));
    var random = new Random(11);
    var codes = new java.util.TreeSet<String>();
    for (var whole : List.of(oci, Arrays.copyOf(old, old.length - 1024))) {
      for (var i = 0; i < 150; i++) {
        var at = i < 40 ? 512 * i : random.nextInt(whole.length - 512);
        var file = Files.write(temporary.resolve("cut.tar"), Arrays.copyOf(whole, at));
        for (var scheme : List.of("", "oci-archive:", "docker-archive:")) {
          var code = code(() -> read(scheme + file));
          // The kind is told by the last of its files, and the other kind may be whole by then.
          assertThat(code.isEmpty() && at < whole.length / 2)
              .as(scheme + " cut at " + at)
              .isFalse();
          codes.add(code);
        }
      }
    }
    codes.remove("");
    assertThat(codes)
        .contains("archive-truncated", "not-an-image")
        .allMatch(code -> code.matches("(archive|layer|blob)-[a-z-]+|not-an-image"));
  }

  @Test
  void aCompressedArchiveCutAnywhereIsTruncated() throws Exception {
    var whole = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(whole)) {
      out.write(dockerSave(image().build(), "app:1.0").tar());
    }
    for (var at = 18; at < whole.size() - 1; at += 97) {
      var file = Files.write(temporary.resolve("c.gz"), Arrays.copyOf(whole.toByteArray(), at));
      assertThat(code(() -> read(file.toString()))).as("cut at " + at).endsWith("-truncated");
    }
  }

  @Test
  void aStandardInputThatBreaksIsSaid() {
    var broken =
        new java.io.InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("pipe broken");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };
    assertThatThrownBy(() -> read("-", options().withStandardInput(broken)))
        .isInstanceOfSatisfying(
            ImageException.class,
            e -> {
              assertThat(e.code()).isEqualTo("archive-unreadable");
              assertThat(e.why()).contains("pipe broken");
            });
  }

  @Test
  void aFolderWithoutRoomForTheCopyIsSaid() throws Exception {
    var blocked = Files.writeString(temporary.resolve("file"), "not a folder");
    var piped =
        SourceOptions.of(blocked.resolve("spool"))
            .withStandardInput(new ByteArrayInputStream(new LayerBuilder().tar()));
    assertThat(code(() -> read("-", piped))).isEqualTo("spool-failed");
  }
}
