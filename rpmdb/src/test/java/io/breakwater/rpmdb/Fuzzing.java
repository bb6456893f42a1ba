package io.breakwater.rpmdb;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What holds for reading any bytes.
final class Fuzzing {
  private static final RpmLimits LIMITS = new RpmLimits(1000, 1 << 20, 1000);

  private Fuzzing() {}

  static void check(RpmStore store, MemorySegment file, @Nullable MemorySegment log) {
    var first = new ArrayList<RpmPackage>();
    var damage = store.read(file.asReadOnly(), log, LIMITS, true, first::add);
    var second = new ArrayList<RpmPackage>();
    var again = store.read(file.asReadOnly(), log, LIMITS, true, second::add);
    if (!first.equals(second) || !Objects.equals(damage, again)) {
      throw new AssertionError("reading twice gives " + damage + " and " + again);
    }
    if (first.size() > LIMITS.packages()) {
      throw new AssertionError(first.size() + " packages pass the limit");
    }
    if (damage == null && file.byteSize() < 512 && (log == null || log.byteSize() == 0)) {
      throw new AssertionError("a store without a page has no damage");
    }
    for (var one : first) {
      if (one.name().isEmpty() || one.version().isEmpty() || one.release().isEmpty()) {
        throw new AssertionError("a package without a name or version: " + one);
      }
      if (one.name().equals("gpg-pubkey")) {
        throw new AssertionError("a public key is no package");
      }
    }
  }
}
