package io.breakwater.configuration.nginx;

import io.breakwater.configuration.nginx.Block.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What nginx's modules refuse beyond single values: places where a directive makes no sense,
/// names twice, names of nothing. Not all of it: expressions are not compiled, and what depends on
/// the machine (hosts, users, files of keys) is not asked.
final class Rules {
  private Rules() {}

  static void check(Block main, Build build) throws Refused {
    if (!main.has("events")) {
      throw new Refused(main.source().path(), 0, "no \"events\" section");
    }
    for (var http : main.blocks(Kind.HTTP)) {
      if (http.area().equals("http")) {
        new Http(http).check();
      }
    }
  }

  private static Refused refused(Directive at, String why) {
    return new Refused(at.source().path(), at.line(), why);
  }

  private static Refused refused(Block at, String why) {
    return new Refused(at.source().path(), at.line(), why);
  }

  private static final class Http {
    private final Block http;
    private final Set<String> zones = new HashSet<>();
    private final Set<String> formats = new HashSet<>(Set.of("combined", "off"));
    private final Set<String> defaults = new HashSet<>();
    private final Set<String> options = new HashSet<>();

    Http(Block http) {
      this.http = http;
    }

    void check() throws Refused {
      for (var one : http.directives()) {
        named(one);
      }
      level(http);
      for (var upstream : http.blocks(Kind.UPSTREAM)) {
        if (!upstream.has("server")) {
          throw refused(upstream, "no servers are inside upstream");
        }
      }
      for (var server : http.blocks(Kind.SERVER)) {
        server(server);
      }
      Addresses.check(http);
    }

    /// Takes note of names, which a directive may use before it.
    private void named(Directive one) throws Refused {
      switch (one.name()) {
        case "limit_req_zone", "limit_conn_zone" ->
            zones.add(one.name() + " " + Places.sharedZone(one));
        case "log_format" -> {
          if (!formats.add(one.arg(0))) {
            throw refused(one, "duplicate \"log_format\" name \"" + one.arg(0) + "\"");
          }
        }
        case "upstream" -> {
          if (!zones.add("upstream " + one.arg(0))) {
            throw refused(one, "duplicate upstream \"" + one.arg(0) + "\"");
          }
        }
        case "map" -> map(one);
        default -> {}
      }
    }

    private static void map(Directive map) throws Refused {
      if (!map.arg(1).startsWith("$")) {
        throw refused(map, "invalid variable name \"" + map.arg(1) + "\"");
      }
      var block = map.block();
      var keys = new HashSet<String>();
      for (var line : block == null ? List.<Directive>of() : block.directives()) {
        if (line.args().size() == 1
            && !line.name().startsWith("~")
            && !keys.add(line.name().toLowerCase(Locale.ROOT))) {
          throw refused(line, "conflicting parameter \"" + line.name() + "\"");
        }
      }
    }

    private void server(Block server) throws Refused {
      var addresses = new HashSet<String>();
      for (var one : server.all("listen")) {
        var listen = Listen.of(one);
        if (!addresses.add(listen.address())) {
          throw refused(one, "a duplicate listen " + listen.address());
        }
        if (listen.options() && !options.add(listen.address())) {
          throw refused(one, "duplicate listen options for " + listen.address());
        }
        if (listen.first() && !defaults.add(listen.address())) {
          throw refused(one, "a duplicate default server for " + listen.address());
        }
      }
      for (var one : server.all("server_name")) {
        for (var name : one.args()) {
          serverName(one, name);
        }
      }
      if (Effective.isOn(server, "ssl") && Effective.value(server, "ssl_certificate") == null) {
        throw refused(server, "no \"ssl_certificate\" is defined for the \"ssl\" directive");
      }
      level(server);
      locations(server);
    }

    /// `ngx_http_core_server_name`; what else is wrong with a name shows only where an address has
    /// several servers (`ngx_http_server_names`).
    private static void serverName(Directive at, String name) throws Refused {
      var wild = name.startsWith("*") && !(name.length() > 2 && name.charAt(1) == '.');
      if (wild || name.equals(".")) {
        throw refused(at, "server name \"" + name + "\" is invalid");
      }
      if (name.equals("~")) {
        throw refused(at, "empty regex in server name");
      }
    }

    /// `ngx_hash_add_key`.
    private static void key(Directive at, String name) throws Refused {
      if (name.startsWith("~")) {
        return;
      }
      var bare = name.startsWith("*.") ? name.substring(1) : name;
      if (bare.endsWith(".*") && bare.length() > 2 && bare.equals(name)) {
        bare = bare.substring(0, bare.length() - 2);
      }
      if (bare.indexOf('*') >= 0 || bare.contains("..")) {
        throw refused(at, "invalid server name or wildcard \"" + name + "\"");
      }
    }

    private void locations(Block parent) throws Refused {
      var outer = parent.kind() == Kind.LOCATION ? LocationName.of(parent) : null;
      var names = new HashSet<LocationName>();
      for (var block : parent.blocks(Kind.LOCATION)) {
        var name = LocationName.of(block);
        if (outer != null) {
          nested(block, name, outer);
        }
        var key = name.isPrefix() ? new LocationName(LocationName.Kind.PREFIX, name.text()) : name;
        if (name.kind() != LocationName.Kind.REGEX && !names.add(key)) {
          throw refused(block, "duplicate location \"" + name.text() + "\"");
        }
        location(block, name);
      }
      for (var block : parent.blocks(Kind.IF)) {
        level(block);
        Places.condition(block);
        Places.proxied(block, true);
      }
    }

    private static void nested(Block block, LocationName name, LocationName outer) throws Refused {
      switch (outer.kind()) {
        case EXACT, NAMED ->
            throw refused(
                block,
                "location \""
                    + name.text()
                    + "\" cannot be inside the exact or named location \""
                    + outer.text()
                    + "\"");
        case PREFIX, FIRM_PREFIX, REGEX -> {}
      }
      if (name.kind() == LocationName.Kind.NAMED) {
        throw refused(
            block, "named location \"" + name.text() + "\" can be on the server level only");
      }
      if (name.kind() != LocationName.Kind.REGEX && !name.text().startsWith(outer.text())) {
        throw refused(
            block, "location \"" + name.text() + "\" is outside location \"" + outer.text() + "\"");
      }
    }

    private void location(Block block, LocationName name) throws Refused {
      level(block);
      if (name.kind() == LocationName.Kind.NAMED && block.has("alias")) {
        throw refused(block, "the \"alias\" directive cannot be used inside named location");
      }
      if (block.has("alias") && block.has("root")) {
        throw refused(block, "\"root\" and \"alias\" directives are duplicate");
      }
      Places.proxied(
          block, name.kind() == LocationName.Kind.REGEX || name.kind() == LocationName.Kind.NAMED);
      for (var methods : block.blocks(Kind.LIMIT_EXCEPT)) {
        level(methods);
        Places.proxied(methods, true);
      }
      locations(block);
    }

    /// What holds at every level.
    private void level(Block block) throws Refused {
      var limits = new HashSet<String>();
      for (var one : block.directives()) {
        switch (one.name()) {
          case "limit_req" -> zone(one, "limit_req_zone", Places.zone(one), limits);
          case "limit_conn" -> zone(one, "limit_conn_zone", one.arg(0), limits);
          case "access_log" -> log(one);
          case "allow", "deny" -> Places.client(one);
          case "keepalive_timeout" -> Places.idle(one);
          case "return" -> Places.answer(one);
          case "rewrite" -> Places.rewrite(one);
          case "error_page" -> Places.errorPage(one);
          case "set" -> {
            if (!one.arg(0).startsWith("$") || one.arg(0).length() == 1) {
              throw refused(one, "invalid variable name \"" + one.arg(0) + "\"");
            }
          }
          case "limit_req_status", "limit_conn_status" -> Places.status(one);
          case "ssl_session_cache" -> Places.sessionCache(one);
          default -> {}
        }
      }
    }

    private void zone(Directive one, String kind, String name, Set<String> limits) throws Refused {
      if (!zones.contains(kind + " " + name)) {
        throw refused(one, "unknown shared memory zone \"" + name + "\"");
      }
      if (!limits.add(kind + " " + name)) {
        throw refused(one, "\"" + one.name() + "\" directive is duplicate");
      }
    }

    private void log(Directive one) throws Refused {
      var format = one.arg(1);
      if (!format.isEmpty() && !format.contains("=") && !formats.contains(format)) {
        throw refused(one, "unknown log format \"" + format + "\"");
      }
    }
  }

  /// Servers that share an address need good names (`ngx_http_server_names`), and those that speak
  /// TLS a certificate (`ngx_http_ssl_init`).
  private static final class Addresses {
    private Addresses() {}

    static void check(Block http) throws Refused {
      var servers = new HashMap<String, List<Block>>();
      var tls = new HashMap<String, Directive>();
      for (var server : http.blocks(Kind.SERVER)) {
        if (!server.has("listen")) {
          servers.computeIfAbsent(Listen.DEFAULT.address(), key -> new ArrayList<>()).add(server);
        }
        for (var one : server.all("listen")) {
          var listen = Listen.of(one);
          var all = servers.computeIfAbsent(listen.address(), key -> new ArrayList<>());
          all.add(listen.first() ? 0 : all.size(), server);
          if (listen.ssl()) {
            tls.put(listen.address(), one);
          }
        }
      }
      for (var all : servers.values()) {
        if (all.size() > 1) {
          names(all);
        }
      }
      for (var one : tls.entrySet()) {
        var all = servers.getOrDefault(one.getKey(), List.of());
        var rejecting = !all.isEmpty() && rejects(all.getFirst());
        for (var server : rejecting ? all : all.subList(0, Math.min(1, all.size()))) {
          if (Effective.value(server, "ssl_certificate") == null && !rejects(server)) {
            throw refused(
                one.getValue(), "no \"ssl_certificate\" is defined for \"listen ... ssl\"");
          }
        }
      }
    }

    private static void names(List<Block> servers) throws Refused {
      for (var server : servers) {
        for (var one : server.all("server_name")) {
          for (var name : one.args()) {
            Http.key(one, name);
          }
        }
      }
    }

    private static boolean rejects(Block server) {
      return Effective.isOn(server, "ssl_reject_handshake");
    }
  }
}
