package io.breakwater.configuration.nginx;

import java.util.Set;

/// A `listen` of a server (`ngx_http_core_listen`, `ngx_parse_url`).
///
/// @param address canonical: `0.0.0.0:80`, `[::]:80`, `unix:/run/x`
/// @param ssl whether it speaks TLS
/// @param first whether it names its server as the default one of the address
/// @param options whether it sets options of the socket, which one server of an address may
/// @param local whether only this machine reaches it
record Listen(String address, boolean ssl, boolean first, boolean options, boolean local) {
  /// What a server without `listen` has.
  static final Listen DEFAULT = new Listen("0.0.0.0:80", false, false, false, false);

  private static final Set<String> WORDS =
      Set.of(
          "bind",
          "deferred",
          "default",
          "default_server",
          "http2",
          "multipath",
          "proxy_protocol",
          "quic",
          "reuseport",
          "spdy",
          "ssl",
          "udp");
  private static final Set<String> OPTIONS = Set.of("bind", "deferred", "multipath", "reuseport");
  private static final Set<String> SETTINGS =
      Set.of(
          "accept_filter",
          "backlog",
          "fastopen",
          "ipv6only",
          "rcvbuf",
          "setfib",
          "sndbuf",
          "so_keepalive");

  /// Reads the words of a `listen`.
  static Listen of(Directive directive) throws Refused {
    var ssl = false;
    var first = false;
    var options = false;
    for (var i = 1; i < directive.args().size(); i++) {
      var word = directive.arg(i);
      var equals = word.indexOf('=');
      if (!WORDS.contains(word) && !(equals > 0 && SETTINGS.contains(word.substring(0, equals)))) {
        throw refused(directive, "invalid parameter \"" + word + "\" in \"listen\"");
      }
      ssl |= word.equals("ssl") || word.equals("quic");
      options |= equals > 0 || OPTIONS.contains(word);
      first |= word.equals("default") || word.equals("default_server");
    }
    var address = address(directive);
    return new Listen(address, ssl, first, options, isLocal(address));
  }

  private static String address(Directive directive) throws Refused {
    var text = directive.arg(0);
    if (text.startsWith("unix:")) {
      return text;
    }
    if (text.startsWith("[")) {
      var close = text.indexOf(']');
      if (close < 0) {
        throw refused(directive, "invalid host in \"" + text + "\" of \"listen\"");
      }
      var rest = text.substring(close + 1);
      return text.substring(0, close + 1)
          + ":"
          + (rest.isEmpty() ? "80" : port(rest.substring(1), directive));
    }
    var colon = text.lastIndexOf(':');
    if (colon < 0) {
      return Values.number(text).isPresent()
          ? "0.0.0.0:" + port(text, directive)
          : host(text) + ":80";
    }
    return host(text.substring(0, colon)) + ":" + port(text.substring(colon + 1), directive);
  }

  private static String host(String text) {
    return text.equals("*") ? "0.0.0.0" : text;
  }

  private static String port(String text, Directive directive) throws Refused {
    var dash = text.indexOf('-');
    var low = Values.number(dash < 0 ? text : text.substring(0, dash)).orElse(0);
    var high = Values.number(dash < 0 ? text : text.substring(dash + 1)).orElse(0);
    if (low < 1 || high > 65535 || high < low) {
      throw refused(directive, "invalid port in \"" + directive.arg(0) + "\" of \"listen\"");
    }
    return dash < 0 ? Long.toString(low) : low + "-" + high;
  }

  private static boolean isLocal(String address) {
    return address.startsWith("unix:")
        || address.startsWith("127.")
        || address.startsWith("localhost:")
        || address.startsWith("[::1]:");
  }

  private static Refused refused(Directive at, String why) {
    return new Refused(at.source().path(), at.line(), why);
  }
}
