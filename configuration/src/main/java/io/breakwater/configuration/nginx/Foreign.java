package io.breakwater.configuration.nginx;

import java.util.Set;

/// Modules that are not nginx's own.
final class Foreign {
  /// nginx's own modules that are built to be loaded.
  private static final Set<String> OWN =
      Set.of(
          "http_geoip",
          "http_image_filter",
          "http_perl",
          "http_xslt_filter",
          "mail",
          "stream",
          "stream_geoip");

  /// Beginnings of directives that change no answer that a check looks at.
  private static final Set<String> HARMLESS =
      Set.of(
          "auth_jwt",
          "auth_ldap",
          "auth_pam",
          "brotli",
          "dav_ext",
          "drizzle_",
          "echo",
          "encrypted_session_",
          "geoip2",
          "js_",
          "keyval",
          "lua_",
          "memc_",
          "modsecurity",
          "more_clear_input_headers",
          "more_set_input_headers",
          "ndk_",
          "opentelemetry",
          "opentracing",
          "otel_",
          "passenger_",
          "perl",
          "proxy_cache_purge",
          "push_stream",
          "rds_",
          "redis2_",
          "rtmp",
          "set_",
          "srcache_",
          "subs_filter",
          "upload_",
          "upstream_fair",
          "vhost_traffic_status",
          "vod",
          "zstd");

  private static final Set<String> HEADERS =
      Set.of(
          "header_filter_by_",
          "hide_server_tokens",
          "js_header_filter",
          "more_clear_headers",
          "more_set_headers",
          "security_headers");

  private Foreign() {}

  static boolean isOwn(String module) {
    return OWN.contains(module);
  }

  /// Whether a directive may change the headers of responses.
  static boolean changesHeaders(String directive) {
    return begins(directive, HEADERS);
  }

  /// Whether nothing is known of what a directive does.
  static boolean unknown(String directive) {
    return !begins(directive, HARMLESS)
        && !begins(directive, HEADERS)
        && !directive.contains("_by_lua")
        && !directive.equals("fancyindex")
        && !directive.startsWith("fancyindex_");
  }

  private static boolean begins(String directive, Set<String> words) {
    for (var word : words) {
      if (directive.startsWith(word)) {
        return true;
      }
    }
    return false;
  }
}
