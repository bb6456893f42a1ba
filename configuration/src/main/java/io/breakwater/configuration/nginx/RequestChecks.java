package io.breakwater.configuration.nginx;

import static io.breakwater.configuration.nginx.Practice.CIS;
import static io.breakwater.configuration.nginx.Practice.DOCS;

import io.breakwater.configuration.Weight;
import java.util.List;
import java.util.OptionalLong;

/// Checks of what becomes of requests: redirections, sizes, times, rates.
final class RequestChecks {
  private static final String CORE = DOCS + "ngx_http_core_module.html#";
  private static final String REWRITE = DOCS + "ngx_http_rewrite_module.html#";
  private static final long MILLISECONDS = 1000;

  static final List<Practice> PRACTICES =
      List.of(
          Practice.of(
              "return",
              Weight.HIGH,
              "Redirections hold no $uri or $document_uri: these are decoded, so that a line break in"
                  + " a request makes headers of its own.",
              REWRITE + "return",
              "return 301 https://$host$request_uri;",
              RequestChecks::answers),
          Practice.of(
              "rewrite",
              Weight.HIGH,
              "Redirections by rewrite hold no $uri or $document_uri: these are decoded, so that a"
                  + " line break in a request makes headers of its own.",
              REWRITE + "rewrite",
              "return 301 https://$host$request_uri;",
              RequestChecks::rewrites),
          Practice.of(
              "client_max_body_size",
              Weight.LOW,
              "Bodies of requests have a limit.",
              CIS + "5.2.2; " + CORE + "client_max_body_size",
              "client_max_body_size 10m;",
              RequestChecks::bodies),
          Practice.of(
              "client_body_timeout",
              Weight.LOW,
              "A client that sends its body too slowly is not waited for longer than a minute.",
              CIS + "5.2.1; " + CORE + "client_body_timeout",
              "client_body_timeout 10s;",
              (site, findings) -> time(site, findings, "client_body_timeout", 60)),
          Practice.of(
              "client_header_timeout",
              Weight.LOW,
              "A client that sends its headers too slowly is not waited for longer than a minute.",
              CIS + "5.2.1; " + CORE + "client_header_timeout",
              "client_header_timeout 10s;",
              (site, findings) -> time(site, findings, "client_header_timeout", 60)),
          Practice.of(
              "keepalive_timeout",
              Weight.LOW,
              "Idle connections are closed after 75 seconds (the default) or sooner.",
              CIS + "2.4.3; " + CORE + "keepalive_timeout",
              "keepalive_timeout 10s;",
              (site, findings) -> time(site, findings, "keepalive_timeout", 75)),
          Practice.of(
              "large_client_header_buffers",
              Weight.LOW,
              "A client cannot make the server keep more than 128 KiB of headers.",
              CIS + "5.2.3; " + CORE + "large_client_header_buffers",
              "large_client_header_buffers 4 8k;",
              RequestChecks::buffers),
          Practice.of(
              "limit_conn",
              Weight.LOW,
              "The connections of one client have a limit.",
              CIS + "5.2.4; " + DOCS + "ngx_http_limit_conn_module.html",
              "limit_conn addresses 20;",
              (site, findings) -> limit(site, findings, "limit_conn")),
          Practice.of(
              "limit_req",
              Weight.LOW,
              "The rate of one client's requests has a limit.",
              CIS + "5.2.5; " + DOCS + "ngx_http_limit_req_module.html",
              "limit_req zone=addresses burst=20;",
              (site, findings) -> limit(site, findings, "limit_req")),
          Practice.of(
              "merge_slashes",
              Weight.LOW,
              "Slashes that follow each other count as one, so that no location is passed by.",
              CORE + "merge_slashes",
              "merge_slashes on;",
              RequestChecks::slashes));

  private RequestChecks() {}

  /// Whether a value holds the decoded path of a request.
  static boolean isDecoded(String value) {
    return holds(value, "uri") || holds(value, "document_uri");
  }

  private static boolean holds(String value, String variable) {
    if (value.contains("${" + variable + "}")) {
      return true;
    }
    for (var at = value.indexOf('$' + variable);
        at >= 0;
        at = value.indexOf('$' + variable, at + 1)) {
      var end = at + 1 + variable.length();
      if (end == value.length()
          || (!Character.isLetterOrDigit(value.charAt(end)) && value.charAt(end) != '_')) {
        return true;
      }
    }
    return false;
  }

  /// Whether only one path leads to a level.
  static boolean isFixed(Block place) {
    for (var block = place; block != null; block = block.parent()) {
      if (block.kind() == Block.Kind.LOCATION) {
        var modifier = block.arg(0);
        if (modifier.startsWith("=") && (block.args() == 2 || modifier.length() > 1)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void answers(Site site, Findings findings) {
    Levels.each(
        site,
        place -> {
          for (var one : place.all("return")) {
            var code = one.args().size() == 1 ? "302" : one.arg(0);
            var target = one.arg(one.args().size() - 1);
            if (isRedirection(code) && isDecoded(target) && !isFixed(place)) {
              findings.fail(
                  one,
                  "\""
                      + one.text()
                      + "\" puts the decoded path of the request into a header: write $request_uri"
                      + " instead of $uri or $document_uri.");
            }
          }
        });
  }

  private static boolean isRedirection(String code) {
    return switch (code) {
      case "301", "302", "303", "307", "308" -> true;
      default -> false;
    };
  }

  private static void rewrites(Site site, Findings findings) {
    Levels.each(
        site,
        place -> {
          for (var one : place.all("rewrite")) {
            var redirects =
                one.arg(2).equals("redirect")
                    || one.arg(2).equals("permanent")
                    || one.arg(1).startsWith("http://")
                    || one.arg(1).startsWith("https://")
                    || one.arg(1).startsWith("$scheme");
            if (redirects && isDecoded(one.arg(1)) && !isFixed(place)) {
              findings.fail(
                  one,
                  "\""
                      + one.text()
                      + "\" puts the decoded path of the request into a header: write \"return 301"
                      + " …$request_uri;\".");
            }
          }
        });
  }

  private static void bodies(Site site, Findings findings) {
    for (var place : site.places()) {
      var set = Effective.value(place, "client_max_body_size");
      if (set != null && Values.offset(set.arg(0)).equals(OptionalLong.of(0))) {
        findings.fail(
            set,
            "client_max_body_size is 0, which is no limit: write as much as the application takes,"
                + " for example \"client_max_body_size 10m;\".");
      }
    }
  }

  private static void time(Site site, Findings findings, String name, long most) {
    for (var place : site.places()) {
      var set = Effective.value(place, name);
      if (set == null) {
        continue;
      }
      var milliseconds = Values.milliseconds(set.arg(0)).orElse(0);
      if (milliseconds > most * MILLISECONDS) {
        findings.fail(
            set,
            name + " is " + set.arg(0) + ": write \"" + name + " 10s;\", at most " + most + "s.");
      }
    }
  }

  private static void buffers(Site site, Findings findings) {
    for (var server : site.servers()) {
      var set = Effective.value(server, "large_client_header_buffers");
      if (set == null) {
        continue;
      }
      var count = Values.number(set.arg(0)).orElse(0);
      var size = Values.size(set.arg(1)).orElse(0);
      if (count > 0 && size > (128 << 10) / count) {
        findings.fail(
            set,
            "large_client_header_buffers keeps "
                + count
                + " times "
                + set.arg(1)
                + " for each client: write \"large_client_header_buffers 4 8k;\".");
      }
    }
  }

  private static void limit(Site site, Findings findings, String name) {
    var http = site.http();
    if (http == null || site.servers().isEmpty()) {
      findings.unused("there is no http server");
      return;
    }
    var found = new boolean[1];
    Levels.each(site, place -> found[0] |= place.has(name));
    if (!found[0] && !http.has(name)) {
      findings.fail(
          http,
          name
              + " is not specified in "
              + http.source().path()
              + ": write \""
              + (name.equals("limit_req")
                  ? "limit_req_zone $binary_remote_addr zone=rate:10m rate=20r/s; limit_req"
                      + " zone=rate burst=40 nodelay;"
                  : "limit_conn_zone $binary_remote_addr zone=open:10m; limit_conn open 20;")
              + "\" in http, with numbers that your clients stay below.");
    }
  }

  private static void slashes(Site site, Findings findings) {
    for (var server : site.servers()) {
      var set = Effective.value(server, "merge_slashes");
      if (set != null && set.arg(0).equalsIgnoreCase("off")) {
        findings.fail(
            set,
            "merge_slashes is off, so that //admin is not in location /admin: write \"merge_slashes"
                + " on;\".");
      }
    }
  }
}
