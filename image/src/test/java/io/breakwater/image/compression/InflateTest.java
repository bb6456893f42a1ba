package io.breakwater.image.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.image.ImageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// The native decoder gives the same bytes as the JDK's, or the same kind of error.
class InflateTest {
  private static RawInflate isal() {
    var isal = IsalInflate.open();
    assumeTrue(isal != null, "skipped: libisal.so.2 is not installed, or BREAKWATER_ISAL=off");
    return isal;
  }

  /// Members of random sizes and levels, some of them incompressible.
  private static byte[] gzip(Random random) throws IOException {
    var out = new ByteArrayOutputStream();
    for (var members = 1 + random.nextInt(4); members > 0; members--) {
      var level = random.nextInt(10);
      try (var member =
          new GZIPOutputStream(out) {
            {
              def.setLevel(level);
              def.setStrategy(level == 3 ? Deflater.HUFFMAN_ONLY : Deflater.DEFAULT_STRATEGY);
            }
          }) {
        var bytes = new byte[random.nextInt(300_000)];
        var range = 1 + random.nextInt(255);
        for (var i = 0; i < bytes.length; i++) {
          bytes[i] =
              i > 2000 && random.nextInt(3) > 0 ? bytes[i - 2000] : (byte) random.nextInt(range);
        }
        member.write(bytes);
      }
    }
    return out.toByteArray();
  }

  private static byte[] expand(byte[] stored, RawInflate inflate, int chunk) throws ImageException {
    var out = new ByteArrayOutputStream();
    var buffer = new byte[chunk];
    var subject = Subject.layer("test");
    try (var in = new StoredBytes(new ByteArrayInputStream(stored), subject, null, chunk);
        var bytes = new GzipBytes(in, subject, inflate)) {
      for (var n = bytes.expand(buffer, 0, chunk); n >= 0; n = bytes.expand(buffer, 0, chunk)) {
        out.write(buffer, 0, n);
      }
    }
    return out.toByteArray();
  }

  @Test
  void bothDecodersGiveTheSameBytes() throws Exception {
    for (var seed = 0; seed < 30; seed++) {
      var random = new Random(seed);
      var stored = gzip(random);
      var chunk = 1 + random.nextInt(70_000);
      var plain = expand(stored, new JdkInflate(), chunk);
      var expected =
          new java.util.zip.GZIPInputStream(new ByteArrayInputStream(stored)).readAllBytes();
      assertThat(plain).isEqualTo(expected);
      assertThat(expand(stored, isal(), chunk)).as("seed " + seed).isEqualTo(expected);
    }
  }

  @Test
  void damagedInputEndsInAnErrorWithBoth() throws Exception {
    var random = new Random(5);
    var failures = 0;
    var seeds = new byte[7][];
    for (var i = 0; i < seeds.length; i++) {
      seeds[i] = gzip(new Random(i));
    }
    for (var i = 0; i < 200; i++) {
      var stored = seeds[i % 7].clone();
      for (var n = 1 + random.nextInt(5); n > 0; n--) {
        stored[10 + random.nextInt(stored.length - 10)] ^= (byte) (1 + random.nextInt(255));
      }
      if (i % 3 == 0) {
        stored = java.util.Arrays.copyOf(stored, random.nextInt(stored.length));
      }
      var jdk = outcome(stored, new JdkInflate());
      var isal = outcome(stored, isal());
      assertThat(isal.isEmpty())
          .as("case " + i + ": " + jdk + " / " + isal)
          .isEqualTo(jdk.isEmpty());
      failures += isal.isEmpty() ? 0 : 1;
    }
    assertThat(failures).isGreaterThan(150);
  }

  private static String outcome(byte[] stored, RawInflate inflate) {
    try {
      expand(stored, inflate, 65536);
      return "";
    } catch (ImageException e) {
      return e.code();
    }
  }
}
