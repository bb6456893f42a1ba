package io.breakwater.configuration.apache;

import io.breakwater.configuration.apache.Section.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The main server or a virtual host, with what stands in it.
///
/// @param opening the `<VirtualHost>`, null for the main server
/// @param directives what stands in it outside of sections
/// @param sections in the order of the files
record Server(@Nullable Directive opening, List<Directive> directives, List<Section> sections) {
  static Server of(@Nullable Directive opening, List<Directive> children) {
    var directives = new ArrayList<Directive>();
    var sections = new ArrayList<Section>();
    for (var child : children) {
      var kind = kind(child.key());
      if (kind.isPresent()) {
        sections.add(Section.of(kind.get(), child));
      } else if (!child.is("<virtualhost")) {
        directives.add(child);
      }
    }
    return new Server(opening, directives, sections);
  }

  private static Optional<Kind> kind(String key) {
    return switch (key) {
      case "<directory", "<directorymatch" -> Optional.of(Kind.DIRECTORY);
      case "<files", "<filesmatch" -> Optional.of(Kind.FILES);
      case "<location", "<locationmatch" -> Optional.of(Kind.LOCATION);
      case "<proxy", "<proxymatch" -> Optional.of(Kind.PROXY);
      case "<if", "<elseif", "<else" -> Optional.of(Kind.CONDITION);
      default -> Optional.empty();
    };
  }

  /// The directives of a name that stand in it, in their order.
  List<Directive> all(String key) {
    return directives.stream().filter(one -> one.is(key)).toList();
  }

  /// Its name for people.
  String name() {
    if (opening == null) {
      return "the main server";
    }
    var names = all("servername");
    return names.isEmpty()
        ? "<VirtualHost " + String.join(" ", opening.words()) + ">"
        : "the virtual host " + names.getLast().word();
  }
}
