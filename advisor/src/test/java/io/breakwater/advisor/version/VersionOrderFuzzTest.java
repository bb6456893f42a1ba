package io.breakwater.advisor.version;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionOrderFuzzTest {
  @Test
  void seedsAndTheirMutationsCompare() {
    var random = new Random(5);
    var samples = new VersionSamples(5);
    var parts = new String[][] {samples.debParts(), samples.apkParts(), samples.rpmParts()};
    for (var i = 0; i < 4000; i++) {
      var kind = parts[i % parts.length];
      var text = samples.made(kind) + "\n" + samples.made(kind) + "\n" + samples.made(kind);
      var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      VersionOrderFuzz.fuzzerTestOneInput(bytes);
      for (var flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      VersionOrderFuzz.fuzzerTestOneInput(bytes);
    }
  }
}
