package io.breakwater.configuration.apache;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Headers of responses that `Header` of mod_headers sets.
final class Headers {
  private static final Set<String> SETS = Set.of("set", "add", "append", "merge", "setifempty");

  private Headers() {}

  /// Whether a server sets a header, be it for a part of its addresses: in the main server and not
  /// taken away by the virtual host, in the virtual host, or in a section.
  ///
  /// @param header in any case
  static boolean sets(Httpd httpd, Server server, String header) {
    if (!httpd.modules().has("headers_module")) {
      return false;
    }
    var servers = server.opening() == null ? List.of(server) : List.of(httpd.mainServer(), server);
    // Two tables are kept, and an answer has the headers of both (`do_headers_fixup`).
    var always = false;
    var otherwise = false;
    for (var one : servers) {
      for (var directive : one.all("header")) {
        if (directive.word().equalsIgnoreCase("always")) {
          always = after(directive, header, always);
        } else {
          otherwise = after(directive, header, otherwise);
        }
      }
    }
    return always
        || otherwise
        || servers.stream()
            .flatMap(one -> one.sections().stream())
            .flatMap(section -> section.all("header").stream())
            .anyMatch(directive -> after(directive, header, false));
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
