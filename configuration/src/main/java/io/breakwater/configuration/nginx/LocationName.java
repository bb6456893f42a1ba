package io.breakwater.configuration.nginx;

/// What a `location` matches (`ngx_http_core_location`).
///
/// @param kind how
/// @param text the path or expression
record LocationName(Kind kind, String text) {
  enum Kind {
    PREFIX,
    /// `^~`: no expression is asked when it matches best.
    FIRM_PREFIX,
    EXACT,
    REGEX,
    NAMED
  }

  /// Reads the words of a `location`.
  static LocationName of(Block block) throws Refused {
    var first = block.arg(0);
    if (block.args() == 1) {
      return single(first);
    }
    var name = block.arg(1);
    return switch (first) {
      case "=" -> new LocationName(Kind.EXACT, name);
      case "^~" -> new LocationName(Kind.FIRM_PREFIX, name);
      case "~", "~*" -> new LocationName(Kind.REGEX, name);
      default ->
          throw new Refused(
              block.source().path(), block.line(), "invalid location modifier \"" + first + "\"");
    };
  }

  private static LocationName single(String name) {
    if (name.startsWith("=")) {
      return new LocationName(Kind.EXACT, name.substring(1));
    }
    if (name.startsWith("^~")) {
      return new LocationName(Kind.FIRM_PREFIX, name.substring(2));
    }
    if (name.startsWith("~")) {
      return new LocationName(Kind.REGEX, name.substring(name.startsWith("~*") ? 2 : 1));
    }
    return new LocationName(name.startsWith("@") ? Kind.NAMED : Kind.PREFIX, name);
  }

  boolean isPrefix() {
    return kind == Kind.PREFIX || kind == Kind.FIRM_PREFIX;
  }
}
