package io.breakwater.configuration.nginx;

import static io.breakwater.configuration.nginx.Practice.CIS;
import static io.breakwater.configuration.nginx.Practice.DOCS;

import io.breakwater.configuration.Weight;
import io.breakwater.inventory.files.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks of servers that speak TLS; those of `stream` and `mail` too.
final class TlsChecks {
  private static final String SSL = DOCS + "ngx_http_ssl_module.html#";
  private static final Set<String> OLD = Set.of("sslv2", "sslv3", "tlsv1", "tlsv1.1");

  static final List<Practice> PRACTICES =
      List.of(
          Practice.of(
              "ssl_protocols",
              Weight.MEDIUM,
              "Only TLS 1.2 and TLS 1.3 are allowed: the versions before them are broken or"
                  + " obsolete (RFC 8996).",
              CIS + "4.1.4; " + SSL + "ssl_protocols",
              "ssl_protocols TLSv1.2 TLSv1.3;",
              each(TlsChecks::protocols)),
          Practice.of(
              "ssl_ciphers",
              Weight.MEDIUM,
              "No cipher suites without encryption or authentication, of export strength, or with"
                  + " RC4, DES, 3DES or MD5 are allowed.",
              CIS + "4.1.5; " + SSL + "ssl_ciphers",
              "ssl_ciphers HIGH:!aNULL:!MD5;",
              each(TlsChecks::ciphers)),
          Practice.of(
              "ssl_prefer_server_ciphers",
              Weight.LOW,
              "Where a list of cipher suites holds some without forward secrecy or authenticated"
                  + " encryption, the server's order decides, so that a client gets a good one.",
              SSL + "ssl_prefer_server_ciphers",
              "ssl_prefer_server_ciphers on;",
              each(TlsChecks::preference)),
          Practice.of(
              "ssl_session_tickets",
              Weight.LOW,
              "Session tickets are off, or their keys change: one who gets a key that never changes"
                  + " reads all that was recorded.",
              CIS + "4.1.12; " + SSL + "ssl_session_tickets",
              "ssl_session_tickets off;",
              each(TlsChecks::tickets)),
          Practice.of(
              "ssl_dhparam",
              Weight.MEDIUM,
              "Parameters of the Diffie-Hellman key exchange have 2048 bits or more.",
              CIS + "4.1.6; " + SSL + "ssl_dhparam",
              "ssl_dhparam /etc/nginx/ffdhe2048.pem;",
              each(TlsChecks::parameters)),
          Practice.of(
              "ssl_certificate_key",
              Weight.HIGH,
              "The private key is not in the image: whoever can pull the image has it. It is"
                  + " mounted when a container starts.",
              CIS + "4.1.3; " + SSL + "ssl_certificate_key",
              "ssl_certificate_key /run/secrets/tls.key;",
              each(TlsChecks::key)),
          Practice.of(
              "ssl_early_data",
              Weight.LOW,
              "Early data of TLS 1.3 is off: it can be sent again by an attacker.",
              SSL + "ssl_early_data",
              "ssl_early_data off;",
              each(TlsChecks::earlyData)));

  private TlsChecks() {}

  /// Looks at one server that speaks TLS.
  private interface Look {
    void at(Block server, Site site, Findings findings);
  }

  private static Practice.Judge each(Look look) {
    return (site, findings) -> {
      var servers = site.tlsServers();
      if (servers.isEmpty()) {
        findings.unused("no server speaks TLS");
      }
      for (var server : servers) {
        look.at(server, site, findings);
      }
    };
  }

  /// Where a directive belongs that is missing: the level all servers share.
  private static Block shared(Block server) {
    var parent = server.parent();
    return parent == null ? server : parent;
  }

  private static String missing(String directive, Block at) {
    return directive + " is not specified in " + at.source().path();
  }

  private static @Nullable String command(Block server, String key) {
    for (var one : Effective.all(server, "ssl_conf_command")) {
      if (one.arg(0).equalsIgnoreCase(key)) {
        return one.arg(1);
      }
    }
    return null;
  }

  /// Whether the protocols of a server can hold: the default server of an address agrees on one
  /// before the name is known, until 1.29.2 changed that where OpenSSL is 1.1.1 or newer.
  private static boolean agrees(Block server, Site site) {
    return !server.area().equals("http")
        || site.build().installed().atLeast(1, 29, 2).orElse(true)
        || new DefaultServers(site.servers()).ofTls().contains(server);
  }

  private static void protocols(Block server, Site site, Findings findings) {
    if (!agrees(server, site)) {
      return;
    }
    var least = command(server, "MinProtocol");
    if (command(server, "Protocol") != null
        || (least != null && !least.equals("TLSv1.2") && !least.equals("TLSv1.3"))) {
      findings.unknown("ssl_conf_command sets the protocols of " + place(server));
      return;
    }
    if (least != null) {
      return;
    }
    var set = Effective.all(server, "ssl_protocols");
    for (var one : set) {
      var bad = new ArrayList<>(one.args());
      bad.removeIf(word -> !OLD.contains(word.toLowerCase(Locale.ROOT)));
      if (!bad.isEmpty()) {
        findings.fail(
            one,
            "ssl_protocols allows "
                + String.join(", ", bad)
                + ": write \"ssl_protocols TLSv1.2 TLSv1.3;\".");
      }
    }
    if (set.isEmpty()) {
      defaultProtocols(server, site, findings);
    }
  }

  private static void defaultProtocols(Block server, Site site, Findings findings) {
    var installed = site.build().installed();
    var modern = installed.atLeast(1, 27, 3);
    if (modern.isEmpty()) {
      findings.unknown(
          "the version of nginx is not known, and with it which protocols it allows where "
              + missing("ssl_protocols", shared(server)));
    } else if (!modern.get()) {
      findings.fail(
          shared(server),
          missing("ssl_protocols", shared(server))
              + ", and nginx "
              + installed.version()
              + " then allows TLSv1 and TLSv1.1: write \"ssl_protocols TLSv1.2 TLSv1.3;\".");
    }
  }

  private static String place(Block server) {
    return server.source().path() + ":" + server.line();
  }

  private static String list(Block server) {
    var command = command(server, "CipherString");
    var set = Effective.value(server, "ssl_ciphers");
    return command != null ? command : set == null ? CipherList.DEFAULT : set.arg(0);
  }

  private static void ciphers(Block server, Site site, Findings findings) {
    var set = Effective.value(server, "ssl_ciphers");
    var library = Openssl.of(site.image());
    var weak = CipherList.of(list(server), library == Openssl.OLD).weak();
    if (weak.isEmpty() && library == Openssl.UNKNOWN) {
      var perhaps = CipherList.of(list(server), true).weak();
      if (!perhaps.isEmpty()) {
        findings.unknown(
            "whether the OpenSSL of nginx was built with "
                + String.join(", ", perhaps)
                + ", which the ssl_ciphers of "
                + place(server)
                + " would allow, is not known");
      }
    }
    if (!weak.isEmpty()) {
      var action =
          "ssl_ciphers allows "
              + String.join(", ", weak)
              + ": write \"ssl_ciphers HIGH:!aNULL:!MD5;\", or name the suites you need.";
      if (set == null) {
        findings.fail(server, action);
      } else {
        findings.fail(set, action);
      }
    }
  }

  private static void preference(Block server, Site site, Findings findings) {
    var protocols = Effective.all(server, "ssl_protocols");
    var newest =
        !protocols.isEmpty()
            && protocols.stream()
                .allMatch(one -> one.args().stream().allMatch("TLSv1.3"::equalsIgnoreCase));
    if (newest
        || Effective.isOn(server, "ssl_prefer_server_ciphers")
        || CipherList.of(list(server), false).isAllBest()) {
      return;
    }
    var set = Effective.value(server, "ssl_prefer_server_ciphers");
    var action =
        "write \"ssl_prefer_server_ciphers on;\", or allow only suites with ECDHE or DHE and GCM or"
            + " CHACHA20 in ssl_ciphers.";
    if (set == null) {
      findings.fail(
          shared(server), missing("ssl_prefer_server_ciphers", shared(server)) + ": " + action);
    } else {
      findings.fail(set, "ssl_prefer_server_ciphers is off: " + action);
    }
  }

  private static void tickets(Block server, Site site, Findings findings) {
    var set = Effective.value(server, "ssl_session_tickets");
    if (set != null && set.arg(0).equalsIgnoreCase("off")) {
      return;
    }
    var keys = Effective.all(server, "ssl_session_ticket_key");
    var cache = Effective.value(server, "ssl_session_cache");
    var shared = cache != null && cache.args().stream().anyMatch(one -> one.startsWith("shared:"));
    if (keys.isEmpty() && shared) {
      var rotates = site.build().installed().atLeast(1, 23, 2);
      if (rotates.isEmpty()) {
        findings.unknown(
            "the version of nginx is not known, and with it whether keys of session tickets change");
        return;
      }
      if (rotates.get()) {
        return;
      }
    }
    if (keys.isEmpty()) {
      findings.fail(
          shared(server),
          "Session tickets are on with a key that does not change while nginx runs: write"
              + " \"ssl_session_tickets off;\".");
    } else {
      findings.fail(
          keys.getFirst(),
          "Session tickets are on with a key from a file: write \"ssl_session_tickets off;\", or"
              + " see that the file changes every day.");
    }
  }

  private static void parameters(Block server, Site site, Findings findings) {
    var set = Effective.value(server, "ssl_dhparam");
    if (set == null) {
      if (!site.build().installed().atLeast(1, 11, 0).orElse(true)) {
        findings.fail(
            shared(server),
            missing("ssl_dhparam", shared(server))
                + ", and this version then takes parameters of 1024 bits: name a file with 2048 or"
                + " more.");
      }
      return;
    }
    var path = site.path(set.arg(0));
    switch (site.image().files().find(path)) {
      case Lookup.Found(var file) -> {
        var bits = DiffieHellman.bits(file.text());
        if (bits == 0) {
          findings.unknown("the parameters in " + path + " cannot be read");
        } else if (bits < 2048) {
          findings.fail(
              set,
              "ssl_dhparam names parameters of "
                  + bits
                  + " bits: make new ones with \"openssl dhparam 2048\".");
        }
      }
      case Lookup.Missing() -> findings.unknown(path + " of ssl_dhparam is not in the image");
      case Lookup.Directory(var directory) -> findings.unknown(path + " is a directory");
      case Lookup.Unread(var why) -> findings.unknown(path + " is not known: " + why);
      case Lookup.Unknown(var why) -> findings.unknown(path + " is not known: " + why);
    }
  }

  private static void key(Block server, Site site, Findings findings) {
    for (var one : Effective.all(server, "ssl_certificate_key")) {
      var name = one.arg(0);
      if (name.startsWith("data:") || name.startsWith("engine:") || name.startsWith("store:")) {
        continue;
      }
      if (name.indexOf('$') >= 0) {
        findings.unknown(
            "which files \"" + one.text() + "\" in " + one.place() + " means is not known");
        continue;
      }
      keyFile(one, site.path(name), site, findings);
    }
  }

  private static void keyFile(Directive one, String path, Site site, Findings findings) {
    switch (site.image().files().find(path)) {
      case Lookup.Found(var file) ->
          findings.fail(
              one,
              "The private key "
                  + path
                  + " is in the image"
                  + ((file.mode() & 07) != 0 ? ", and everybody may read it" : "")
                  + ": take it out, make a new one, and mount it when a container starts.");
      case Lookup.Unread(var why) ->
          findings.fail(
              one,
              "The private key "
                  + path
                  + " is in the image: take it out, make a new one, and mount it when a container"
                  + " starts.");
      case Lookup.Missing() -> {}
      case Lookup.Directory(var directory) -> {}
      case Lookup.Unknown(var why) -> findings.unknown(path + " is not known: " + why);
    }
  }

  private static void earlyData(Block server, Site site, Findings findings) {
    var set = Effective.value(server, "ssl_early_data");
    if (set != null && set.arg(0).equalsIgnoreCase("on")) {
      findings.fail(
          set,
          "ssl_early_data is on: write \"ssl_early_data off;\", or see that the application refuses"
              + " early requests that change something.");
    }
  }
}
