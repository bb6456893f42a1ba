package io.breakwater.advisor.rpm;

import io.breakwater.advisories.Scope;
import io.breakwater.inventory.InstalledPackage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The module stream that a package was built in, and which rows speak of it.
///
/// Builds of one name in several streams have versions of their own, so a row for a stream says
/// nothing of any other, nor of a build outside modules. The label is rpm's tag 5096
/// (`MODULARITYLABEL`, `name:stream:version:context`); a modular build without it shows by
/// `.module` in its release, and dnf's state of enabled streams may tell which it is.
final class InstalledModule {
  /// Stands in the release of every modular build: `.module+el8.4.0+…`, `.module_el8.4.0+…`.
  static final String MARK = ".module";

  private final @Nullable String own;
  private final boolean modular;
  private final Map<String, String> enabled;

  private InstalledModule(@Nullable String own, boolean modular, Map<String, String> enabled) {
    this.own = own;
    this.modular = modular;
    this.enabled = enabled;
  }

  static InstalledModule of(InstalledPackage installed, Map<String, String> enabled) {
    var own = nameAndStream(installed.module());
    var modular = own != null || installed.version().contains(MARK);
    return new InstalledModule(own, modular, enabled);
  }

  /// Whether a row speaks of the package.
  enum Answer {
    YES,
    NO,
    /// Nothing tells which stream the package is of, or which one the row is for.
    UNKNOWN
  }

  Answer fits(List<String> modules) {
    if (modules.isEmpty()) {
      return modular ? Answer.NO : Answer.YES;
    }
    if (!modular) {
      return Answer.NO;
    }
    if (own != null && modules.contains(own)) {
      return Answer.YES;
    }
    if (modules.contains(Scope.UNKNOWN_MODULE)) {
      return Answer.UNKNOWN;
    }
    return own != null ? Answer.NO : byState(modules);
  }

  private Answer byState(List<String> modules) {
    var answer = Answer.UNKNOWN;
    for (var module : modules) {
      var colon = module.indexOf(':');
      var stream = enabled.get(colon < 0 ? module : module.substring(0, colon));
      if (stream != null) {
        if (stream.equals(module.substring(colon + 1))) {
          return Answer.YES;
        }
        answer = Answer.NO;
      }
    }
    return answer;
  }

  /// `name:stream` of a label; null where it is not one.
  private static @Nullable String nameAndStream(@Nullable String label) {
    if (label == null) {
      return null;
    }
    var first = label.indexOf(':');
    var second = label.indexOf(':', first + 1);
    return first <= 0 ? null : second < 0 ? label : label.substring(0, second);
  }
}
