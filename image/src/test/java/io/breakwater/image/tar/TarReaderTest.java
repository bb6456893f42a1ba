package io.breakwater.image.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.image.LayerLimits;
import io.breakwater.image.compression.LayerBytes;
import io.breakwater.image.compression.LayerBytes.Expected;
import io.breakwater.image.compression.Subject;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.images.TarFormat;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// commons-compress and the machine's `tar` are the oracles.
class TarReaderTest {
  @TempDir Path temporary;

  private static TarReader reader(byte[] tar) throws Exception {
    var subject = Subject.layer("test");
    var bytes =
        LayerBytes.open(
            new ByteArrayInputStream(tar), subject, Expected.NOTHING, LayerLimits.DEFAULT);
    return new TarReader(bytes, subject, LayerLimits.DEFAULT);
  }

  private static void sameAsCommons(byte[] tar) throws Exception {
    try (var reader = reader(tar)) {
      assertThat(TarOracle.ours(reader))
          .isNotEmpty()
          .containsExactlyElementsOf(TarOracle.commons(new ByteArrayInputStream(tar)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v7", "oldgnu", "gnu", "ustar", "posix"})
  void archivesOfRealTarReadAsTheOracleReadsThem(String format) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/tar")), "skipped: no tar on this machine");
    var root = temporary.resolve("root");
    var deep = root.resolve(format.equals("v7") ? "d" : "long-folder-name/".repeat(6));
    Files.createDirectories(deep);
    Files.writeString(deep.resolve("file"), "content");
    Files.write(root.resolve("big"), new byte[700_000]);
    Files.createSymbolicLink(root.resolve("link"), Path.of("target/of/the/link"));
    Files.createLink(root.resolve("same"), root.resolve("big"));
    if (format.endsWith("gnu") || format.equals("posix")) {
      Files.writeString(root.resolve("n".repeat(200)), "long name");
      Files.createSymbolicLink(root.resolve("longlink"), Path.of("t".repeat(180)));
    }
    run(
        "tar",
        "--format=" + format,
        "-cf",
        temporary.resolve("t.tar").toString(),
        "-C",
        root.toString(),
        ".");
    sameAsCommons(Files.readAllBytes(temporary.resolve("t.tar")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gnu", "0.0", "0.1", "1.0"})
  void sparseFilesOfRealTarReadAsTheirOriginal(String version) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/tar")), "skipped: no tar on this machine");
    var file = temporary.resolve("holes");
    var size = 6_000_000;
    try (var channel =
        java.nio.channels.FileChannel.open(
            file,
            java.nio.file.StandardOpenOption.CREATE_NEW,
            java.nio.file.StandardOpenOption.WRITE,
            java.nio.file.StandardOpenOption.SPARSE)) {
      for (var at = 100_000L; at < size; at += 200_000) {
        channel.write(
            java.nio.ByteBuffer.wrap(
                "some bytes".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            at);
      }
    }
    var archive = temporary.resolve("s.tar");
    if (version.equals("gnu")) {
      run(
          "tar",
          "--format=gnu",
          "-S",
          "-cf",
          archive.toString(),
          "-C",
          temporary.toString(),
          "holes");
    } else {
      run(
          "tar",
          "--format=posix",
          "--sparse-version=" + version,
          "-S",
          "-cf",
          archive.toString(),
          "-C",
          temporary.toString(),
          "holes");
    }
    assertThat(Files.size(archive)).isLessThan(1_000_000);
    try (var reader = reader(Files.readAllBytes(archive))) {
      var entry = java.util.Objects.requireNonNull(reader.next());
      assertThat(entry.path()).isEqualTo("holes");
      assertThat(entry.size()).isEqualTo(Files.size(file));
      assertThat(java.util.Arrays.equals(reader.content().readAllBytes(), Files.readAllBytes(file)))
          .isTrue();
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void randomArchivesReadAsTheOracleReadsThem() throws Exception {
    for (var seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var layer = new LayerBuilder().format(random.nextBoolean() ? TarFormat.PAX : TarFormat.GNU);
      for (var i = random.nextInt(30); i >= 0; i--) {
        layer.owner(random.nextLong(1L << random.nextInt(1, 33)), random.nextLong(1L << 21));
        var name = "n" + random.nextInt(9) + "/é".repeat(random.nextInt(120)) + "x" + i;
        switch (random.nextInt(5)) {
          case 0 -> layer.dir(name);
          case 1 -> layer.symlink(name, "../".repeat(random.nextInt(90)) + "t");
          case 2 -> layer.hardlink(name, "n" + "/y".repeat(random.nextInt(120)));
          default -> layer.file(name, new byte[random.nextInt(3000)], random.nextInt(010000));
        }
      }
      sameAsCommons(layer.tar());
    }
  }

  @Test
  void contentReadInPartsEndsWithItsEntry() throws Exception {
    var tar = new LayerBuilder().file("a", "x".repeat(1000)).file("b", "yz").tar();
    try (var reader = reader(tar)) {
      reader.next();
      var first = reader.content();
      assertThat(first.readNBytes(10)).hasSize(10);
      assertThat(reader.next()).isNotNull();
      assertThat(first.read()).isEqualTo(-1);
      assertThat(reader.content().readAllBytes()).containsExactly('y', 'z');
      assertThat(reader.next()).isNull();
    }
  }

  private static void run(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }
}
