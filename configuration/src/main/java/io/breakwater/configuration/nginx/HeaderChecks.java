package io.breakwater.configuration.nginx;

import static io.breakwater.configuration.nginx.Practice.CIS;
import static io.breakwater.configuration.nginx.Practice.DOCS;

import io.breakwater.configuration.Weight;
import java.util.List;
import java.util.Locale;

/// Checks of the headers that responses with files of the image carry. What another server answers
/// through this one may have its own, so it is not judged.
final class HeaderChecks {
  private static final String HEADERS = DOCS + "ngx_http_headers_module.html#add_header";

  static final List<Practice> PRACTICES =
      List.of(
          Practice.of(
              "server_tokens",
              Weight.LOW,
              "Responses do not tell the version of nginx.",
              CIS + "2.5.1; " + DOCS + "ngx_http_core_module.html#server_tokens",
              "server_tokens off;",
              HeaderChecks::tokens),
          Practice.of(
              "add_header.x-frame-options",
              Weight.LOW,
              "Pages say who may frame them, by X-Frame-Options or frame-ancestors of"
                  + " Content-Security-Policy, against clickjacking.",
              CIS + "5.3.1; " + HEADERS,
              "add_header X-Frame-Options SAMEORIGIN always;",
              (site, findings) -> header(site, findings, "X-Frame-Options", "SAMEORIGIN")),
          Practice.of(
              "add_header.x-content-type-options",
              Weight.LOW,
              "Browsers are told to keep to the type of a response.",
              CIS + "5.3.2; " + HEADERS,
              "add_header X-Content-Type-Options nosniff always;",
              (site, findings) -> header(site, findings, "X-Content-Type-Options", "nosniff")),
          Practice.of(
              "add_header.content-security-policy",
              Weight.LOW,
              "Pages say from where scripts and other content may come.",
              CIS + "5.3.3; " + HEADERS,
              "add_header Content-Security-Policy \"default-src 'self'\" always;",
              (site, findings) ->
                  header(site, findings, "Content-Security-Policy", "\"default-src 'self'\"")),
          Practice.of(
              "add_header.strict-transport-security",
              Weight.LOW,
              "Servers that speak TLS tell browsers to come back by TLS only, for half a year or"
                  + " more.",
              CIS + "4.1.8; " + HEADERS,
              "add_header Strict-Transport-Security \"max-age=31536000\" always;",
              HeaderChecks::transport),
          Practice.of(
              "add_header",
              Weight.HIGH,
              "Headers of responses hold no $uri or $document_uri: these are decoded, so that a line"
                  + " break in a request makes headers of its own.",
              HEADERS,
              "add_header X-Path $request_uri;",
              HeaderChecks::injected));

  private HeaderChecks() {}

  /// Whether another's module may change headers: then nothing can be said.
  private static boolean foreign(Site site, Findings findings) {
    for (var one : site.foreign()) {
      if (Foreign.changesHeaders(one.name())) {
        findings.unknown(
            "\"" + one.name() + "\" in " + one.place() + " may change headers as well");
        return true;
      }
    }
    return false;
  }

  private static void tokens(Site site, Findings findings) {
    var http = site.http();
    if (http == null) {
      findings.unused("there is no http server");
      return;
    }
    if (foreign(site, findings)) {
      return;
    }
    for (var place : site.places()) {
      var set = Effective.value(place, "server_tokens");
      if (set == null) {
        findings.fail(
            http,
            "server_tokens is not specified in "
                + http.source().path()
                + ": write \"server_tokens off;\".");
      } else if (!set.arg(0).equalsIgnoreCase("off")) {
        findings.fail(
            set,
            "server_tokens is "
                + set.arg(0)
                + " and tells the version: write \"server_tokens off;\".");
      }
    }
  }

  private static void header(Site site, Findings findings, String name, String value) {
    var served = false;
    for (var place : site.places()) {
      if (!Site.serves(place)) {
        continue;
      }
      if (!served && foreign(site, findings)) {
        return;
      }
      served = true;
      if (!has(place, name)) {
        missing(place, findings, name, value);
      }
    }
    if (!served) {
      findings.unused("no place answers with files of the image");
    }
  }

  private static boolean has(Block place, String name) {
    for (var one : Effective.headers(place)) {
      if ((one.arg(0).equalsIgnoreCase(name) && !one.arg(1).isEmpty())
          || (name.equals("X-Frame-Options") && framesPolicy(one))) {
        return true;
      }
    }
    return false;
  }

  private static boolean framesPolicy(Directive one) {
    return one.arg(0).equalsIgnoreCase("Content-Security-Policy")
        && one.arg(1).toLowerCase(Locale.ROOT).contains("frame-ancestors");
  }

  private static void missing(Block place, Findings findings, String name, String value) {
    var set = Effective.headers(place);
    var write = "write \"add_header " + name + " " + value + " always;\"";
    if (set.isEmpty()) {
      var server = Site.server(place);
      findings.fail(
          server,
          "Responses have no " + name + ": " + write + " in the server, or in http for all.");
    } else {
      // One level with headers loses those of all levels around it.
      findings.fail(
          set.getFirst(),
          "Responses have no "
              + name
              + ", since the headers here replace those of outer levels: "
              + write
              + " beside them.");
    }
  }

  private static void transport(Site site, Findings findings) {
    var tls = false;
    for (var place : site.places()) {
      if (!site.isTls(Site.server(place)) || !Site.serves(place)) {
        continue;
      }
      if (!tls && foreign(site, findings)) {
        return;
      }
      tls = true;
      if (!has(place, "Strict-Transport-Security")) {
        missing(place, findings, "Strict-Transport-Security", "\"max-age=31536000\"");
      } else {
        age(place, findings);
      }
    }
    if (!tls) {
      findings.unused("no server with TLS answers with files of the image");
    }
  }

  private static void age(Block place, Findings findings) {
    for (var one : Effective.headers(place)) {
      if (!one.arg(0).equalsIgnoreCase("Strict-Transport-Security")) {
        continue;
      }
      var value = one.arg(1).toLowerCase(Locale.ROOT);
      var from = value.indexOf("max-age=");
      var to = from + 8;
      while (from >= 0 && to < value.length() && Character.isDigit(value.charAt(to))) {
        to++;
      }
      var seconds = from < 0 ? 0 : Values.number(value.substring(from + 8, to)).orElse(0);
      if (value.indexOf('$') >= 0) {
        findings.unknown("what \"" + one.text() + "\" in " + one.place() + " says is not known");
      } else if (seconds < 15_768_000) {
        findings.fail(
            one,
            "Strict-Transport-Security holds for "
                + seconds
                + " seconds: write a max-age of half a year (15768000) or more.");
      }
    }
  }

  private static void injected(Site site, Findings findings) {
    for (var place : site.places()) {
      for (var one : place.all("add_header")) {
        if (RequestChecks.isDecoded(one.arg(1)) && !RequestChecks.isFixed(place)) {
          findings.fail(
              one,
              "add_header puts the decoded path of the request into a header: write $request_uri"
                  + " instead of $uri or $document_uri.");
        }
      }
    }
  }
}
