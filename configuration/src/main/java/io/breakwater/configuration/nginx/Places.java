package io.breakwater.configuration.nginx;

/// What single directives of `http` refuse by what they say and where they stand.
final class Places {
  private Places() {}

  private static Refused refused(Directive at, String why) {
    return new Refused(at.source().path(), at.line(), why);
  }

  /// `proxy_pass` (`ngx_http_proxy_pass`): an address without variables begins with a scheme, and
  /// has no path where the location's name is none of a path.
  static void proxied(Block block, boolean nameless) throws Refused {
    var pass = block.first("proxy_pass");
    if (pass == null || pass.arg(0).indexOf('$') >= 0) {
      return;
    }
    var url = pass.arg(0);
    var host = url.indexOf("://");
    var scheme = host < 0 ? "" : url.substring(0, host);
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      throw refused(pass, "invalid URL prefix");
    }
    if (nameless && url.indexOf('/', host + 3) > 0 && !url.startsWith("unix:", host + 3)) {
      throw refused(
          pass,
          "\"proxy_pass\" cannot have URI part in location given by regular expression, or inside"
              + " named location, or inside \"if\" statement, or inside \"limit_except\" block");
    }
  }

  /// `if` (`ngx_http_rewrite_if_condition`).
  static void condition(Block block) throws Refused {
    var first = block.arg(0);
    var last = block.arg(block.args() - 1);
    if (!first.startsWith("(") || !last.endsWith(")")) {
      throw new Refused(block.source().path(), block.line(), "invalid condition \"" + first + "\"");
    }
  }

  /// `return` (`ngx_http_rewrite_return`).
  static void answer(Directive one) throws Refused {
    var code = Values.number(one.arg(0));
    if (code.isPresent() ? code.getAsLong() > 999 : !(one.args().size() == 1 && isUrl(one))) {
      throw refused(one, "invalid return code \"" + one.arg(0) + "\"");
    }
  }

  private static boolean isUrl(Directive one) {
    return one.arg(0).startsWith("http://")
        || one.arg(0).startsWith("https://")
        || one.arg(0).startsWith("$scheme");
  }

  /// `rewrite` (`ngx_http_rewrite`).
  static void rewrite(Directive one) throws Refused {
    switch (one.arg(2)) {
      case "", "last", "break", "redirect", "permanent" -> {}
      default -> throw refused(one, "invalid parameter \"" + one.arg(2) + "\"");
    }
  }

  /// `error_page` (`ngx_http_core_error_page`).
  static void errorPage(Directive one) throws Refused {
    var last = one.args().size() - 1;
    for (var i = 0; i < last; i++) {
      var word = one.arg(i);
      if (i == last - 1 && last > 1 && word.startsWith("=")) {
        if (word.length() > 1 && Values.number(word.substring(1)).isEmpty()) {
          throw refused(one, "invalid value \"" + word + "\"");
        }
        continue;
      }
      var code = Values.number(word);
      if (code.isEmpty()
          || code.getAsLong() < 300
          || code.getAsLong() > 599
          || code.getAsLong() == 499) {
        throw refused(one, "value \"" + word + "\" must be between 300 and 599");
      }
    }
  }

  /// `ssl_session_cache` (`ngx_http_ssl_session_cache`).
  static void sessionCache(Directive one) throws Refused {
    for (var word : one.args()) {
      var good =
          word.equals("off")
              || word.equals("none")
              || word.equals("builtin")
              || (word.startsWith("builtin:") && Values.number(word.substring(8)).isPresent())
              || (word.startsWith("shared:") && word.indexOf(':', 8) > 0);
      if (!good) {
        throw refused(one, "invalid session cache \"" + word + "\"");
      }
    }
  }

  /// The zone that `limit_req` names.
  static String zone(Directive one) throws Refused {
    for (var word : one.args()) {
      if (word.startsWith("zone=")) {
        return word.substring(5);
      }
    }
    throw refused(one, "\"limit_req\" must have \"zone\" parameter");
  }
}
