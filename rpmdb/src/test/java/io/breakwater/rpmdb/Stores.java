package io.breakwater.rpmdb;

import io.breakwater.testkit.packages.RpmBerkeley;
import io.breakwater.testkit.packages.RpmHeader;
import io.breakwater.testkit.packages.RpmNdb;
import io.breakwater.testkit.packages.RpmSqlite;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stores of made-up packages for tests, and what reading them gives.
final class Stores {
  static final RpmLimits LIMITS = new RpmLimits(5_000, 4 << 20, 20_000);

  /// What a store gave.
  record Read(List<RpmPackage> packages, @Nullable Damage damage) {
    String why() {
      return damage == null ? "" : damage.why();
    }

    boolean limit() {
      return damage != null && damage.limit();
    }

    List<String> names() {
      return packages.stream().map(RpmPackage::name).sorted().toList();
    }
  }

  private Stores() {}

  static Read read(RpmStore store, byte[] file) {
    return read(store, file, null, LIMITS);
  }

  static Read read(RpmStore store, byte[] file, byte @Nullable [] log, RpmLimits limits) {
    var packages = new ArrayList<RpmPackage>();
    var damage =
        store.read(
            MemorySegment.ofArray(file),
            log == null ? null : MemorySegment.ofArray(log),
            limits,
            true,
            packages::add);
    return new Read(List.copyOf(packages), damage);
  }

  /// Every kind of package, `count` of them; some have more files than fit into a page or ten.
  static List<RpmHeader> headers(int count) {
    var headers = new ArrayList<RpmHeader>();
    for (int i = 0; i < count; i++) {
      var header =
          RpmHeader.of("package-" + i, "1." + i, i % 4 + ".el8_" + i % 7, "x86_64")
              .vendor(i % 9 == 0 ? "Fedora Project" : "Red Hat, Inc.")
              .sourceRpm("source-" + i / 3 + "-1." + i + "-1.el8.src.rpm");
      if (i % 3 == 0) {
        header.epoch(i % 5);
      }
      if (i % 6 == 0) {
        header.modularityLabel("module" + i + ":1." + i % 3 + ":8060020220310:ad008a3a");
      }
      int files = i % 25 == 7 ? 300 : i % 8;
      for (int f = 0; f < files; f++) {
        header.owning("/usr/share/package-" + i + "/folder" + f % 5 + "/file-" + f);
      }
      headers.add(header);
    }
    return headers;
  }

  static byte[] berkeley(int count) {
    var store = new RpmBerkeley();
    headers(count).forEach(store::add);
    return store.render();
  }

  static byte[] ndb(int count) {
    var store = new RpmNdb();
    headers(count).forEach(store::add);
    return store.render();
  }

  static byte[] sqlite(int count) {
    var store = new RpmSqlite();
    headers(count).forEach(store::add);
    return store.render();
  }
}
