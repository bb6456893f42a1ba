package io.breakwater.configuration.apache;

import java.util.ArrayList;
import java.util.List;

/// What holds for some of the requests to a server.
///
/// @param path of a file system or an address, as written; for expressions the expression
/// @param expression whether the path is a regular expression
/// @param directives what stands in the section, of `<Limit>` too, but for access
/// @param inner sections in it: `<Files>`, `<If>`
record Section(
    Kind kind,
    String path,
    boolean expression,
    Directive opening,
    List<Directive> directives,
    List<Section> inner) {
  /// What a section goes by.
  enum Kind {
    DIRECTORY,
    FILES,
    LOCATION,
    PROXY,
    CONDITION
  }

  /// The section that a directive opens.
  static Section of(Kind kind, Directive opening) {
    var words = opening.words();
    var tilde = !words.isEmpty() && words.getFirst().equals("~");
    var path =
        kind == Kind.CONDITION || words.isEmpty() ? "" : words.get(tilde ? 1 % words.size() : 0);
    var expression = tilde || opening.key().endsWith("match");
    var directives = new ArrayList<Directive>();
    var inner = new ArrayList<Section>();
    split(opening.children(), directives, inner);
    return new Section(kind, path, expression, opening, directives, inner);
  }

  private static void split(
      List<Directive> children, List<Directive> directives, List<Section> inner) {
    for (var child : children) {
      switch (child.key()) {
        case "<files", "<filesmatch" -> inner.add(of(Kind.FILES, child));
        case "<if", "<elseif", "<else" -> inner.add(of(Kind.CONDITION, child));
        case "<limit", "<limitexcept" ->
            child.children().stream().filter(one -> !Access.decides(one)).forEach(directives::add);
        default -> directives.add(child);
      }
    }
  }

  /// The directives of a name, in their order.
  List<Directive> all(String key) {
    return directives.stream().filter(one -> one.is(key)).toList();
  }
}
