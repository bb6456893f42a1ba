package io.breakwater.configuration.nginx;

import static io.breakwater.configuration.nginx.Practice.CIS;
import static io.breakwater.configuration.nginx.Practice.DOCS;

import io.breakwater.configuration.Weight;
import java.util.List;
import java.util.Set;

/// Checks of what clients can reach.
final class AccessChecks {
  private static final Set<String> BARE =
      Set.of("/", "/etc", "/root", "/home", "/proc", "/sys", "/dev", "/run", "/var", "/var/log");

  static final List<Practice> PRACTICES =
      List.of(
          Practice.of(
              "autoindex",
              Weight.MEDIUM,
              "Directories are not listed: a list shows files that nobody meant to publish.",
              DOCS + "ngx_http_autoindex_module.html#autoindex",
              "autoindex off;",
              AccessChecks::lists),
          Practice.of(
              "alias",
              Weight.HIGH,
              "Where an alias ends with a slash its location does: otherwise /location../ leads out"
                  + " of the directory.",
              DOCS + "ngx_http_core_module.html#alias",
              "location /files/ { alias /srv/files/; }",
              AccessChecks::aliases),
          Practice.of(
              "root",
              Weight.HIGH,
              "Files are served from a directory made for it, never from the whole file system or"
                  + " from where the system keeps its own.",
              DOCS + "ngx_http_core_module.html#root",
              "root /usr/share/nginx/html;",
              AccessChecks::roots),
          Practice.of(
              "stub_status",
              Weight.MEDIUM,
              "The status of the server is for chosen clients only.",
              DOCS + "ngx_http_stub_status_module.html",
              "allow 127.0.0.1; deny all;",
              AccessChecks::status),
          Practice.of(
              "dav_methods",
              Weight.HIGH,
              "Only chosen clients may write and delete files by WebDAV.",
              DOCS + "ngx_http_dav_module.html#dav_methods",
              "dav_methods off;",
              AccessChecks::dav),
          Practice.of(
              "proxy_pass",
              Weight.HIGH,
              "Clients do not choose the server that a request is passed to.",
              DOCS + "ngx_http_proxy_module.html#proxy_pass",
              "proxy_pass http://backend;",
              AccessChecks::chosen),
          Practice.of(
              "proxy_ssl_verify",
              Weight.MEDIUM,
              "The certificate of a server that requests are passed to by TLS is verified.",
              CIS + "4.1.10; " + DOCS + "ngx_http_proxy_module.html#proxy_ssl_verify",
              "proxy_ssl_verify on;",
              AccessChecks::upstreams),
          Practice.of(
              "listen",
              Weight.LOW,
              "Where servers have names, requests for other names are refused by a server of their"
                  + " own.",
              CIS + "2.4.2; https://nginx.org/en/docs/http/server_names.html",
              "server { listen 80 default_server; return 444; }",
              AccessChecks::unnamed));

  private AccessChecks() {}

  private static void lists(Site site, Findings findings) {
    for (var place : site.places()) {
      for (var name : List.of("autoindex", "fancyindex")) {
        var set = Effective.value(place, name);
        if (set != null
            && set.arg(0).equalsIgnoreCase("on")
            && Site.serves(place)
            && !Site.isRestricted(place)) {
          findings.fail(set, name + " is on: write \"" + name + " off;\".");
        }
      }
    }
  }

  private static void aliases(Site site, Findings findings) {
    for (var place : site.places()) {
      var alias = place.first("alias");
      if (alias == null || !alias.arg(0).endsWith("/") || place.kind() != Block.Kind.LOCATION) {
        continue;
      }
      var path = place.arg(place.args() - 1);
      if (place.args() == 1 && path.startsWith("^~")) {
        path = path.substring(2);
      } else if ((place.args() == 1 && (path.startsWith("=") || path.startsWith("~")))
          || (place.args() == 2 && !place.arg(0).equals("^~"))) {
        continue;
      }
      if (!path.endsWith("/")) {
        findings.fail(
            alias,
            "A request for "
                + path
                + "../ leads out of "
                + alias.arg(0)
                + ": write \"location "
                + path
                + "/\" with the slash.");
      }
    }
  }

  private static void roots(Site site, Findings findings) {
    for (var place : site.places()) {
      var set = Effective.value(place, "root");
      if (set == null || !Site.serves(place) || place.has("alias") || Site.isRestricted(place)) {
        continue;
      }
      var path = set.arg(0);
      while (path.length() > 1 && path.endsWith("/")) {
        path = path.substring(0, path.length() - 1);
      }
      if (BARE.contains(path) || path.startsWith("/etc/")) {
        findings.fail(
            set,
            "Files are served from "
                + path
                + ": move what is to be published into a directory of its own, and name that.");
      }
    }
  }

  private static void status(Site site, Findings findings) {
    var found = false;
    for (var place : site.places()) {
      var set = place.first("stub_status");
      if (set == null) {
        continue;
      }
      found = true;
      if (!Site.isRestricted(place)) {
        findings.fail(
            set, "Everybody can read the status: write \"allow 127.0.0.1; deny all;\" beside it.");
      }
    }
    if (!found) {
      findings.unused("stub_status is not used");
    }
  }

  private static void dav(Site site, Findings findings) {
    var found = false;
    for (var place : site.places()) {
      for (var set : Effective.all(place, "dav_methods")) {
        if (set.args().stream().allMatch("off"::equalsIgnoreCase)) {
          continue;
        }
        found = true;
        var limited = place.blocks(Block.Kind.LIMIT_EXCEPT).stream().anyMatch(Site::isRestricted);
        if (!limited && !Site.isRestricted(place)) {
          findings.fail(
              set,
              "Everybody can use "
                  + String.join(", ", set.args())
                  + ": write \"limit_except GET { deny all; }\" beside it, or ask for a password.");
        }
      }
    }
    if (!found) {
      findings.unused("WebDAV is not used");
    }
  }

  private static void chosen(Site site, Findings findings) {
    var found = false;
    for (var place : site.places()) {
      var pass = place.first("proxy_pass");
      if (pass == null) {
        continue;
      }
      found = true;
      if (!Site.isRestricted(place) && isChosen(host(pass.arg(0)))) {
        findings.fail(
            pass,
            "\""
                + pass.text()
                + "\" lets clients choose the server: name it, or map what they say to names you"
                + " know.");
      }
    }
    if (!found) {
      findings.unused("proxy_pass is not used");
    }
  }

  private static String host(String url) {
    var scheme = url.indexOf("://");
    var from = scheme < 0 ? 0 : scheme + 3;
    var to = url.indexOf('/', from);
    return url.substring(from, to < 0 ? url.length() : to);
  }

  private static boolean isChosen(String host) {
    var bare = host.replace("{", "").replace("}", "");
    return bare.contains("$arg_")
        || bare.contains("$http_")
        || bare.contains("$cookie_")
        || bare.equals("$host")
        || bare.startsWith("$host$")
        || bare.startsWith("$host:")
        || bare.startsWith("$request_uri");
  }

  private static void upstreams(Site site, Findings findings) {
    var found = false;
    for (var place : site.places()) {
      for (var kind : List.of("proxy", "grpc", "uwsgi")) {
        var pass = place.first(kind + "_pass");
        if (pass == null || !isTls(kind, pass.arg(0))) {
          continue;
        }
        found = true;
        if (!Effective.isOn(place, kind + "_ssl_verify")) {
          findings.fail(
              pass,
              "The certificate of "
                  + pass.arg(0)
                  + " is not verified: write \""
                  + kind
                  + "_ssl_verify on;\" and name the authority with \""
                  + kind
                  + "_ssl_trusted_certificate\".");
        }
      }
    }
    if (!found) {
      findings.unused("no request is passed on by TLS");
    }
  }

  private static boolean isTls(String kind, String url) {
    return switch (kind) {
      case "grpc" -> url.regionMatches(true, 0, "grpcs://", 0, 8);
      case "uwsgi" -> url.regionMatches(true, 0, "suwsgi://", 0, 9);
      default -> url.regionMatches(true, 0, "https://", 0, 8);
    };
  }

  private static void unnamed(Site site, Findings findings) {
    var servers = new DefaultServers(site.servers());
    if (!servers.named()) {
      findings.unused("no server has a name of its own");
      return;
    }
    for (var server : servers.all()) {
      if (!DefaultServers.refuses(server)) {
        findings.fail(
            server,
            "This server answers requests for any name: add \"server { listen … default_server;"
                + " return 444; }\".");
      }
    }
  }
}
