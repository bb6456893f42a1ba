package io.breakwater.configuration.nginx;

import io.breakwater.configuration.nginx.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which value holds at a level (`ngx_conf_merge_value` and its like in `ngx_conf_file.h`): that of
/// the nearest level that has one. What may repeat is taken from one level alone.
final class Effective {
  private Effective() {}

  /// The directive that holds, null where the default does.
  static @Nullable Directive value(Block at, String name) {
    for (var block = at; block != null; block = block.parent()) {
      var found = block.first(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /// Those of the nearest level that has any.
  static List<Directive> all(Block at, String name) {
    for (var block = at; block != null; block = block.parent()) {
      var found = block.all(name);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  static boolean isOn(Block at, String name) {
    var found = value(at, name);
    return found != null && found.arg(0).equalsIgnoreCase("on");
  }

  /// Headers added to responses; `add_header_inherit merge` (1.29.3) adds those of outer levels.
  static List<Directive> headers(Block at) {
    var found = new ArrayList<Directive>();
    for (var block = at; block != null && block.kind() != Kind.MAIN; block = block.parent()) {
      var own = block.all("add_header");
      found.addAll(own);
      var inherit = value(block, "add_header_inherit");
      var how = inherit == null ? "on" : inherit.arg(0);
      if (how.equals("off") || (how.equals("on") && !own.isEmpty())) {
        break;
      }
    }
    return found;
  }
}
