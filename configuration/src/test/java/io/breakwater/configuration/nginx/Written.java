package io.breakwater.configuration.nginx;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Words behind directives that read them by rules of their own.
final class Written {
  private Written() {}

  /// Choices of words, parted by `|`; those behind a `!` are refused.
  private static List<String> choices(String name) {
    return switch (name) {
      case "add_header", "add_trailer" -> List.of("X-A|b", "X-A|b c|always", "X-B|$host;|always");
      case "return" ->
          List.of("404", "301|https://a$request_uri", "https://a", "200|a b", "!1000", "!a");
      case "rewrite" ->
          List.of("^/a|/b", "^/(.*)$|/b/$1|last", "^|https://a|permanent", "!a|b|nosuch");
      case "proxy_pass" ->
          List.of(
              "http://127.0.0.1", "https://127.0.0.1:8", "http://$host", "!ftp://a", "!127.0.0.1");
      case "keepalive_timeout" -> List.of("75s", "5|6", "0");
      case "error_page" -> List.of("404|/a", "500|502|/b", "404|=200|/c", "!200|/a", "!a|/b");
      case "access_log" -> List.of("off", "/dev/null", "/dev/null|combined", "!/dev/null|nosuch");
      case "allow", "deny" -> List.of("all", "127.0.0.1", "10.0.0.0/8", "unix:");
      case "root" -> List.of("/srv", "html", "/srv/a b");
      case "set" -> List.of("$v|1", "$v|$uri", "!v|1");
      case "break", "ip_hash", "least_conn", "internal", "empty_gif", "flv", "mp4", "stub_status" ->
          List.of("");
      case "try_files" -> List.of("$uri|=404", "$uri|$uri/|/a");
      case "gzip_types", "charset_types", "ssi_types", "sub_filter_types", "addition_types" ->
          List.of("text/a", "text/a|text/b");
      case "set_real_ip_from" -> List.of("10.0.0.0/8", "unix:");
      case "proxy_redirect" -> List.of("http://a|http://b");
      case "default_type" -> List.of("text/a", "text/b");
      case "charset", "source_charset" -> List.of("utf-8");
      case "proxy_set_header", "fastcgi_param", "uwsgi_param", "scgi_param", "grpc_set_header" ->
          List.of("A|$host");
      case "proxy_hide_header", "proxy_pass_header", "fastcgi_hide_header", "uwsgi_hide_header" ->
          List.of("A");
      default -> List.of();
    };
  }

  static List<String> args(String name, SplittableRandom random, boolean refused) {
    var choices = new ArrayList<>(choices(name));
    var bad = choices.stream().anyMatch(one -> one.startsWith("!"));
    choices.removeIf(one -> one.startsWith("!") != (refused && bad));
    var chosen = choices.get(random.nextInt(choices.size()));
    var bare = chosen.startsWith("!") ? chosen.substring(1) : chosen;
    return bare.isEmpty() ? List.of() : List.of(bare.split("\\|", -1));
  }

  /// Whether words are known for a directive.
  static boolean knows(String name) {
    return !choices(name).isEmpty();
  }
}
