package io.breakwater.configuration.nginx;

import java.util.List;

/// What single directives of `http` refuse by what they say and where they stand.
final class Places {
  /// Eight pages.
  private static final long SMALLEST_ZONE = 8 * 4096;

  private Places() {}

  private static Refused refused(Directive at, String why) {
    return new Refused(at.source().path(), at.line(), why);
  }

  /// `proxy_pass` (`ngx_http_proxy_pass`): an address without variables begins with a scheme, and
  /// has no path where the location's name is none of a path.
  static void proxied(Block block, boolean nameless) throws Refused {
    verified(block);
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

  /// To verify the certificate of a server, an authority has to be named
  /// (`ngx_http_proxy_set_ssl` and its like).
  private static void verified(Block block) throws Refused {
    for (var kind : List.of("proxy", "grpc", "uwsgi")) {
      var pass = block.first(kind + "_pass");
      if (pass != null
          && isTls(pass.arg(0))
          && Effective.isOn(block, kind + "_ssl_verify")
          && Effective.value(block, kind + "_ssl_trusted_certificate") == null) {
        throw refused(pass, "no " + kind + "_ssl_trusted_certificate for " + kind + "_ssl_verify");
      }
    }
  }

  private static boolean isTls(String url) {
    return url.indexOf('$') >= 0
        || url.startsWith("https://")
        || url.startsWith("grpcs://")
        || url.startsWith("suwsgi://");
  }

  /// `keepalive_timeout` (`ngx_http_core_keepalive`).
  static void idle(Directive one) throws Refused {
    if (Values.milliseconds(one.arg(0)).isEmpty()
        || (one.args().size() == 2 && Values.seconds(one.arg(1)).isEmpty())) {
      throw refused(one, "\"keepalive_timeout\" directive invalid value");
    }
  }

  /// `allow`, `deny` (`ngx_ptocidr`).
  static void client(Directive one) throws Refused {
    var word = one.arg(0);
    if (!word.equals("all") && !word.equals("unix:") && !isNetwork(word)) {
      throw refused(one, "invalid parameter \"" + word + "\"");
    }
  }

  /// Whether a word may be an address or a network.
  static boolean isNetwork(String word) {
    for (var i = 0; i < word.length(); i++) {
      if (Character.digit(word.charAt(i), 16) < 0 && ".:/-".indexOf(word.charAt(i)) < 0) {
        return false;
      }
    }
    return !word.isEmpty();
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

  /// `limit_req_status`, `limit_conn_status` (`ngx_http_limit_req_status_bounds`).
  static void status(Directive one) throws Refused {
    var code = Values.number(one.arg(0)).orElse(0);
    if (code < 400 || code > 599) {
      throw refused(one, "value must be between 400 and 599");
    }
  }

  /// The name of the zone that `limit_req_zone` or `limit_conn_zone` makes.
  static String sharedZone(Directive one) throws Refused {
    var name = "";
    for (var word : one.args().subList(1, one.args().size())) {
      var colon = word.indexOf(':');
      if (word.startsWith("zone=") && colon > 5) {
        name = word.substring(5, colon);
        if (Values.size(word.substring(colon + 1)).orElse(0) < SMALLEST_ZONE) {
          throw refused(one, "zone \"" + name + "\" is too small or its size is invalid");
        }
      } else if (!(one.name().equals("limit_req_zone") && isRate(word))) {
        throw refused(one, "invalid parameter \"" + word + "\"");
      }
    }
    if (name.isEmpty()) {
      throw refused(one, "\"" + one.name() + "\" must have \"zone\" parameter");
    }
    return name;
  }

  private static boolean isRate(String word) {
    return word.startsWith("rate=")
        && (word.endsWith("r/s") || word.endsWith("r/m"))
        && word.length() > 8
        && Values.number(word.substring(5, word.length() - 3)).orElse(0) > 0;
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
