package io.breakwater.configuration.nginx;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Which server answers requests for names that none has: the one that says so, else the first of
/// an address (`ngx_http_add_server`).
final class DefaultServers {
  private final Map<String, Block> byAddress = new LinkedHashMap<>();
  private final Set<String> tls = new LinkedHashSet<>();
  private boolean named;

  DefaultServers(List<Block> servers) {
    for (var server : servers) {
      for (var listen : Site.listens(server)) {
        if (listen.ssl() || Effective.isOn(server, "ssl")) {
          tls.add(listen.address());
        }
        if (listen.first()) {
          byAddress.put(listen.address(), server);
        } else {
          byAddress.putIfAbsent(listen.address(), server);
        }
      }
      for (var names : server.all("server_name")) {
        for (var name : names.args()) {
          named |= name.indexOf('.') > 0 && !name.startsWith("~");
        }
      }
    }
  }

  /// Whether any server has a name of its own: not `_`, not empty.
  boolean named() {
    return named;
  }

  /// Those that are the default of an address.
  Set<Block> all() {
    return new LinkedHashSet<>(byAddress.values());
  }

  /// Those that begin to speak TLS, before the client has said which name it wants.
  Set<Block> ofTls() {
    var found = new LinkedHashSet<Block>();
    tls.forEach(address -> found.add(at(address)));
    return found;
  }

  /// The one of an address as [Listen] writes it.
  Block at(String address) {
    return Objects.requireNonNull(byAddress.get(address), address);
  }

  /// Whether a server refuses or redirects whatever comes.
  static boolean refuses(Block server) {
    if (Effective.isOn(server, "ssl_reject_handshake")) {
      return true;
    }
    var answer = server.first("return");
    if (answer != null) {
      return refuses(answer);
    }
    for (var location : server.blocks(Block.Kind.LOCATION)) {
      var inside = location.first("return");
      if (location.arg(location.args() - 1).equals("/") && inside != null && refuses(inside)) {
        return true;
      }
    }
    return false;
  }

  private static boolean refuses(Directive answer) {
    return answer.arg(0).startsWith("4");
  }
}
