package io.breakwater.advisories.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Damaged copies of a small corpus, the same ones each time.
public final class Mutations {
  private Mutations() {}

  /// Code under test; may throw only what it permits.
  public interface Target {
    void run(byte[] data) throws Exception;
  }

  /// Runs the corpus, every prefix of it in steps, and so many random damages.
  public static void replay(List<byte[]> corpus, int count, Target target) throws Exception {
    for (var entry : corpus) {
      target.run(entry);
      for (var length = 0; length < entry.length; length += Math.max(1, entry.length / 64)) {
        target.run(Arrays.copyOf(entry, length));
      }
    }
    var random = new Random(20_250_212);
    for (var i = 0; i < count; i++) {
      target.run(damage(corpus.get(random.nextInt(corpus.size())), random));
    }
  }

  private static byte[] damage(byte[] original, Random random) {
    var data = original.clone();
    for (var i = 1 + random.nextInt(4); i > 0 && data.length > 0; i--) {
      var at = random.nextInt(data.length);
      switch (random.nextInt(5)) {
        case 0 -> data[at] = (byte) random.nextInt(256);
        case 1 -> data[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> {
          var from = random.nextInt(data.length);
          var length = Math.min(random.nextInt(32) + 1, data.length - Math.max(at, from));
          System.arraycopy(data, from, data, at, length);
        }
        case 3 -> data = Arrays.copyOf(data, at);
        default -> {
          var longer = Arrays.copyOf(data, data.length + 1);
          System.arraycopy(data, at, longer, at + 1, data.length - at);
          longer[at] = (byte) "{}[]\",:0\n<> ".charAt(random.nextInt(12));
          data = longer;
        }
      }
    }
    return data;
  }
}
