package io.breakwater.advisor.rpm;

import io.breakwater.advisor.version.Comparison;
import io.breakwater.advisor.version.VersionOrder;
import io.breakwater.advisories.Advisory;
import io.breakwater.inventory.InstalledPackage;

/// Compares installed versions with those of advisories.
///
/// CentOS built the same sources anew and marked what it changed, so that its versions do not
/// order against Red Hat's as they stand:
/// - `2.4.6-97.el7.centos.5` is Red Hat's `2.4.6-97.el7_9.5`: `.centos` and the `_9` go from both.
/// - `8.0.26-1.module_el8.4.0+915+de215114` and `8.0.26-1.module+el8.4.0+12359+b8928c02` number
///   the builds of two build systems from `.module` on: only what stands before is compared.
enum RpmVersions {
  AS_WRITTEN {
    @Override
    Comparison weigh(String installed, String fixed) {
      return VersionOrder.RPM.weigh(installed, fixed);
    }
  },
  CENTOS {
    @Override
    Comparison weigh(String installed, String fixed) {
      var module = installed.indexOf(".module_el");
      var fixedModule = fixed.indexOf(InstalledModule.MARK);
      if (module >= 0 && fixedModule >= 0) {
        return VersionOrder.RPM.weigh(
            installed.substring(0, module), fixed.substring(0, fixedModule));
      }
      var centos = installed.indexOf(".centos");
      if (centos >= 0) {
        var plain = installed.substring(0, centos) + installed.substring(centos + 7);
        return VersionOrder.RPM.weigh(withoutMinor(plain), withoutMinor(fixed));
      }
      return VersionOrder.RPM.weigh(installed, fixed);
    }
  };

  abstract Comparison weigh(String installed, String fixed);

  /// `97.el7_9.5` as `97.el7.5`.
  private static String withoutMinor(String version) {
    var tag = version.indexOf(".el");
    var from = tag < 0 ? -1 : digitsEnd(version, tag + 3);
    if (from < 0 || from >= version.length() || version.charAt(from) != '_') {
      return version;
    }
    return version.substring(0, from) + version.substring(digitsEnd(version, from + 1));
  }

  private static int digitsEnd(String text, int at) {
    var end = at;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /// The version that a row of a kind speaks of. A source rpm is named without its epoch, which
  /// is its binaries' own.
  static String installed(InstalledPackage installed, Advisory.Kind kind) {
    if (kind == Advisory.Kind.BINARY) {
      return installed.version();
    }
    var source = installed.sourceVersion();
    var colon = installed.version().indexOf(':');
    return colon < 0 || source.indexOf(':') >= 0
        ? source
        : installed.version().substring(0, colon + 1) + source;
  }
}
