package io.breakwater.configuration.apache;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;

/// Headers of responses that `Header` of mod_headers sets.
final class Headers {
  private static final Set<String> SETS = Set.of("set", "add", "append", "merge", "setifempty");

  private Headers() {}

  /// Whether a server sets a header, be it for a part of its addresses: in the server or in a
  /// section of it.
  ///
  /// @param header in any case
  static boolean sets(Httpd httpd, Server server, String header) {
    if (!httpd.modules().has("headers_module")) {
      return false;
    }
    var servers = new ArrayList<Server>();
    servers.add(httpd.mainServer());
    servers.add(server);
    for (var one : servers) {
      var set = false;
      for (var directive : one.all("header")) {
        set = after(directive, header, set);
      }
      for (var section : one.sections()) {
        for (var directive : section.all("header")) {
          set |= after(directive, header, false);
        }
      }
      if (set) {
        return true;
      }
    }
    return false;
  }

  private static boolean after(Directive directive, String header, boolean before) {
    var words = directive.words();
    var at =
        !words.isEmpty()
                && (words.getFirst().equalsIgnoreCase("always")
                    || words.getFirst().equalsIgnoreCase("onsuccess"))
            ? 1
            : 0;
    if (words.size() <= at + 1) {
      return before;
    }
    var name = words.get(at + 1);
    var bare = name.endsWith(":") ? name.substring(0, name.length() - 1) : name;
    if (!bare.equalsIgnoreCase(header)) {
      return before;
    }
    var action = words.get(at).toLowerCase(Locale.ROOT);
    return SETS.contains(action) || (before && !action.equals("unset"));
  }
}
