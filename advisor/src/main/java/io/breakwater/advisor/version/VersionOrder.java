package io.breakwater.advisor.version;

import io.breakwater.inventory.Ecosystem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The order of versions in one package manager.
///
/// Nothing is allocated by [#compare]; all orders accept any text, since package databases hold
/// any text.
public enum VersionOrder {
  /// dpkg: `[epoch:]upstream[-revision]`, deb-version(7).
  DEB("deb") {
    @Override
    public int compare(String a, String b) {
      return DebOrder.compare(a, b);
    }

    @Override
    @Nullable String defect(String version) {
      return DebOrder.defect(version);
    }
  },
  /// apk-tools 2, in Alpine up to 3.22: `digits{.digits}[letter]{_suffix[n]}[-rN]`.
  APK("apk") {
    @Override
    public int compare(String a, String b) {
      return Integer.signum(ApkOrder.compare(a, b) >> 1);
    }

    @Override
    boolean decides(String a, String b) {
      return (ApkOrder.compare(a, b) & ApkOrder.UNDECIDED) == 0;
    }

    @Override
    @Nullable String defect(String version) {
      return ApkOrder.valid(version) ? null : "is not a version to apk-tools 2";
    }
  },
  /// apk-tools 3, in Alpine from 3.23: like [#APK], with `~commit` and another rule for
  /// leading zeros.
  APK3("apk3") {
    @Override
    public int compare(String a, String b) {
      return Integer.signum(Apk3Order.compare(a, b) >> 1);
    }

    @Override
    boolean decides(String a, String b) {
      return (Apk3Order.compare(a, b) & ApkOrder.UNDECIDED) == 0;
    }

    @Override
    @Nullable String defect(String version) {
      return Apk3Order.valid(version) ? null : "is not a version to apk-tools 3";
    }
  },
  /// rpm: `[epoch:]version[-release]`, rpm-version(7).
  RPM("rpm") {
    @Override
    public int compare(String a, String b) {
      return RpmOrder.compare(a, b);
    }

    @Override
    @Nullable String defect(String version) {
      return version.isEmpty() ? "is empty" : null;
    }
  };

  private final String label;

  VersionOrder(String label) {
    this.label = label;
  }

  /// The order's name on the command line: `deb`, `apk`, `apk3`, `rpm`.
  public String label() {
    return label;
  }

  /// The order of that name, empty where there is none.
  public static Optional<VersionOrder> parse(String label) {
    for (var order : values()) {
      if (order.label.equals(label)) {
        return Optional.of(order);
      }
    }
    return Optional.empty();
  }

  /// The usual order of a package manager's versions.
  public static VersionOrder of(Ecosystem ecosystem) {
    return switch (ecosystem) {
      case APK -> APK;
      case DEB -> DEB;
      case RPM -> RPM;
    };
  }

  /// Negative, zero or positive as `a` is older than, the same as, or newer than `b`. Gives what
  /// the package manager's own comparison gives, for malformed versions too.
  public abstract int compare(String a, String b);

  /// Like [#compare], but says when a malformed version makes the answer worthless.
  ///
  /// A malformed version that differs from the other before its fault still compares:
  /// `1.18.-r2` is older than `1.19-r0` whatever was meant. The same text is the same version.
  public Comparison weigh(String a, String b) {
    if (a.equals(b)) {
      return Comparison.Order.EQUAL;
    }
    if (!decides(a, b)) {
      var atFault = defect(a) == null ? b : a;
      return new Comparison.Incomparable("'" + atFault + "' " + defect(atFault));
    }
    var sign = compare(a, b);
    return sign < 0
        ? Comparison.Order.LESS
        : sign > 0 ? Comparison.Order.GREATER : Comparison.Order.EQUAL;
  }

  /// What is wrong with a version, null where nothing is.
  abstract @Nullable String defect(String version);

  /// Whether the comparison rests on well-formed parts only.
  boolean decides(String a, String b) {
    return defect(a) == null && defect(b) == null;
  }
}
