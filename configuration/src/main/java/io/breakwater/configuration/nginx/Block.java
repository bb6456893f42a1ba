package io.breakwater.configuration.nginx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A level of the configuration: what stands between `{` and `}`, with all that is included there,
/// in the server's order.
final class Block {
  /// What a block is.
  enum Kind {
    MAIN,
    EVENTS,
    HTTP,
    SERVER,
    LOCATION,
    IF,
    LIMIT_EXCEPT,
    UPSTREAM,
    /// Lines of values, such as `types` and `map`.
    VALUES,
    /// A block of a module that is not known.
    FOREIGN
  }

  private final Kind kind;
  private final String area;
  private final @Nullable Block parent;
  private final List<String> words;
  private final Directive.Source source;
  private final int line;
  private final List<Directive> directives = new ArrayList<>();

  /// @param area whose directives are understood in it: `core`, `event`, `http`, `mail`, `stream`
  /// @param words those before the `{`, the name first; none for the whole configuration
  Block(
      Kind kind,
      String area,
      @Nullable Block parent,
      List<String> words,
      Directive.Source source,
      int line) {
    this.kind = kind;
    this.area = area;
    this.parent = parent;
    this.words = List.copyOf(words);
    this.source = source;
    this.line = line;
  }

  Kind kind() {
    return kind;
  }

  String area() {
    return area;
  }

  @Nullable Block parent() {
    return parent;
  }

  Directive.Source source() {
    return source;
  }

  int line() {
    return line;
  }

  /// A word before the `{` behind the name, empty where there are fewer.
  String arg(int index) {
    return index + 1 < words.size() ? words.get(index + 1) : "";
  }

  /// How many words stand behind the name.
  int args() {
    return Math.max(words.size() - 1, 0);
  }

  List<Directive> directives() {
    return directives;
  }

  void add(Directive directive) {
    directives.add(directive);
  }

  /// The letter of this level in the command tables: see `directives.txt`.
  char letter() {
    return switch (kind) {
      case MAIN, EVENTS, HTTP -> 'm';
      case SERVER -> 's';
      case LOCATION -> 'l';
      case UPSTREAM -> 'u';
      case IF -> parent != null && parent.kind == Kind.SERVER ? 'i' : 'j';
      case LIMIT_EXCEPT -> 'x';
      case VALUES, FOREIGN -> '-';
    };
  }

  /// Those of a name, in order.
  List<Directive> all(String name) {
    var found = new ArrayList<Directive>();
    for (var one : directives) {
      if (one.name().equals(name)) {
        found.add(one);
      }
    }
    return found;
  }

  /// The first of a name, null where there is none.
  @Nullable Directive first(String name) {
    for (var one : directives) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    return null;
  }

  boolean has(String name) {
    return first(name) != null;
  }

  /// Blocks in it of a kind, in order.
  List<Block> blocks(Kind wanted) {
    var found = new ArrayList<Block>();
    for (var one : directives) {
      var block = one.block();
      if (block != null && block.kind == wanted) {
        found.add(block);
      }
    }
    return found;
  }

  /// What it is, for people: `location /api`.
  String title() {
    return words.isEmpty() ? source.path() : String.join(" ", words);
  }
}
