package io.breakwater.configuration.nginx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A directive where it stands.
///
/// @param name as written
/// @param args the words behind the name
/// @param line of the name, from 1
/// @param block what it opens, null where it ends with `;`
record Directive(String name, List<String> args, Source source, int line, @Nullable Block block) {
  Directive {
    args = List.copyOf(args);
  }

  /// A word behind the name, empty where there are fewer.
  String arg(int index) {
    return index < args.size() ? args.get(index) : "";
  }

  /// As it would be written.
  String text() {
    return args.isEmpty() ? name : name + " " + String.join(" ", args);
  }

  /// Where it stands, for people.
  String place() {
    return source.path() + ":" + line;
  }

  /// A file of the configuration.
  ///
  /// @param path absolute, behind all symbolic links
  /// @param name as the configuration names it, absolute
  /// @param layer index of the layer that wrote it
  record Source(String path, String name, int layer) {}
}
