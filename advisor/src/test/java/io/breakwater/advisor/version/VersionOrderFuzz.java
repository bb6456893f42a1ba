package io.breakwater.advisor.version;

import java.nio.charset.StandardCharsets;

/// Fuzz target: three texts apart by newlines in every order. Nothing may be thrown; orders are
/// antisymmetric on any text, and transitive on texts without a defect.
final class VersionOrderFuzz {
  private VersionOrderFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var texts = new String(data, StandardCharsets.ISO_8859_1).split("\n", 4);
    if (texts.length < 3) {
      return;
    }
    for (var order : VersionOrder.values()) {
      check(order, texts[0], texts[1], texts[2]);
    }
  }

  private static void check(VersionOrder order, String a, String b, String c) {
    var ab = Integer.signum(order.compare(a, b));
    var wellFormed = order.defect(a) == null && order.defect(b) == null;
    if (order.compare(a, a) != 0 || ab != -Integer.signum(order.compare(b, a))) {
      throw new AssertionError(order + " is not antisymmetric");
    }
    var comparison = order.weigh(a, b);
    if (wellFormed && !(comparison instanceof Comparison.Order)) {
      throw new AssertionError(order + " cannot compare two well-formed versions");
    }
    var transitive = ab > 0 || order.compare(b, c) > 0 || order.compare(a, c) <= 0;
    if (wellFormed && order.defect(c) == null && !transitive) {
      throw new AssertionError(order + " is not transitive");
    }
  }
}
