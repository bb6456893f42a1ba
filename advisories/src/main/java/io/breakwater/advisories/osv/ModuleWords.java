package io.breakwater.advisories.osv;

import java.util.List;
import java.util.TreeSet;

/// Modules as advisories of Red Hat Enterprise Linux and its rebuilds name them in their titles:
/// words `name:stream`, as in "Moderate: virt:rhel and virt-devel:rhel security update".
public final class ModuleWords {
  private ModuleWords() {}

  /// The modules that a title names, sorted.
  ///
  /// A title such as "kernel:4.18.0 security update" names none, though it looks the same: ask
  /// only where a version says that it is a module's.
  public static List<String> in(String title) {
    var modules = new TreeSet<String>();
    for (var word : title.split("[ ,]", -1)) {
      var colon = word.indexOf(':');
      var once = colon > 0 && colon < word.length() - 1 && word.indexOf(':', colon + 1) < 0;
      if (once && word.length() <= 100 && plain(word)) {
        modules.add(word);
      }
    }
    return List.copyOf(modules);
  }

  private static boolean plain(String word) {
    for (var i = 0; i < word.length(); i++) {
      var c = word.charAt(i);
      var letterOrDigit =
          (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letterOrDigit && ":._+-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
