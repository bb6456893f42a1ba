package io.breakwater.configuration.nginx;

import io.breakwater.configuration.nginx.Block.Kind;
import io.breakwater.inventory.ImageInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A configuration as checks look at it.
final class Site {
  private static final Set<String> PASSES =
      Set.of(
          "proxy_pass",
          "fastcgi_pass",
          "uwsgi_pass",
          "scgi_pass",
          "grpc_pass",
          "memcached_pass",
          "tunnel_pass");

  private final TreeReader.Tree tree;
  private final Build build;
  private final ImageInventory image;
  private final String prefix;

  Site(TreeReader.Tree tree, Build build, ImageInventory image, String prefix) {
    this.tree = tree;
    this.build = build;
    this.image = image;
    this.prefix = prefix;
  }

  Block main() {
    return tree.main();
  }

  Build build() {
    return build;
  }

  ImageInventory image() {
    return image;
  }

  List<Directive> foreign() {
    return tree.foreign();
  }

  /// A path as the server takes it from the configuration.
  String path(String written) {
    return written.startsWith("/") ? written : prefix + written;
  }

  /// The `http` level, null where there is none.
  @Nullable Block http() {
    var found = main().first("http");
    return found == null ? null : found.block();
  }

  /// The servers of `http`.
  List<Block> servers() {
    var http = http();
    return http == null ? List.of() : http.blocks(Kind.SERVER);
  }

  /// The servers of `http` that speak TLS, and those of `stream` and `mail`.
  List<Block> tlsServers() {
    var found = new ArrayList<Block>();
    for (var area : main().blocks(Kind.HTTP)) {
      for (var server : area.blocks(Kind.SERVER)) {
        if (isTls(server)) {
          found.add(server);
        }
      }
    }
    return found;
  }

  boolean isTls(Block server) {
    for (var listen : server.all("listen")) {
      if (listen.args().contains("ssl") || listen.args().contains("quic")) {
        return true;
      }
    }
    var starttls = Effective.value(server, "starttls");
    return Effective.isOn(server, "ssl")
        || (starttls != null && !starttls.arg(0).equalsIgnoreCase("off"));
  }

  /// Where a server listens.
  static List<Listen> listens(Block server) {
    var found = new ArrayList<Listen>();
    for (var one : server.all("listen")) {
      try {
        found.add(Listen.of(one));
      } catch (Refused e) {
        // The reader lets only good ones pass.
        throw new IllegalStateException(e);
      }
    }
    return found.isEmpty() ? List.of(Listen.DEFAULT) : found;
  }

  /// The levels of `http` that answer requests: servers without a location for every path, and
  /// locations with the conditions in them.
  List<Block> places() {
    var found = new ArrayList<Block>();
    for (var server : servers()) {
      if (!hasRoot(server)) {
        found.add(server);
      }
      locations(server, found);
    }
    return found;
  }

  private static void locations(Block parent, List<Block> found) {
    for (var one : parent.directives()) {
      var block = one.block();
      if (block == null) {
        continue;
      }
      if (block.kind() == Kind.LOCATION) {
        found.add(block);
        locations(block, found);
      } else if (block.kind() == Kind.IF && parent.kind() == Kind.LOCATION) {
        found.add(block);
      }
    }
  }

  private static boolean hasRoot(Block server) {
    for (var location : server.blocks(Kind.LOCATION)) {
      var name = location.arg(location.args() - 1);
      if ((name.equals("/") && location.args() == 1)
          || (name.equals("/") && location.arg(0).equals("^~"))
          || name.equals("^~/")) {
        return true;
      }
    }
    return false;
  }

  /// The server that a level belongs to.
  static Block server(Block place) {
    var block = place;
    for (var parent = block.parent(); block.kind() != Kind.SERVER && parent != null; ) {
      block = parent;
      parent = block.parent();
    }
    return block;
  }

  /// Whether a level answers with files of the image, rather than by another server, by a fixed
  /// answer, or not at all.
  static boolean serves(Block place) {
    for (var one : place.directives()) {
      if (PASSES.contains(one.name())) {
        return false;
      }
      switch (one.name()) {
        case "return", "internal", "stub_status", "empty_gif" -> {
          return false;
        }
        case "deny" -> {
          if (one.arg(0).equals("all") && !place.has("allow")) {
            return false;
          }
        }
        default -> {}
      }
    }
    var parent = place.parent();
    if (place.kind() == Kind.IF && parent != null && parent.kind() == Kind.LOCATION) {
      return serves(parent);
    }
    return !server(place).has("return");
  }

  /// Whether somebody has to be allowed: by address, password or certificate.
  static boolean isRestricted(Block place) {
    for (var one : Effective.all(place, "deny")) {
      if (one.arg(0).equals("all")) {
        return true;
      }
    }
    var basic = Effective.value(place, "auth_basic");
    var request = Effective.value(place, "auth_request");
    var client = Effective.value(place, "ssl_verify_client");
    return place.has("internal")
        || (basic != null && !basic.arg(0).equals("off"))
        || (request != null && !request.arg(0).equals("off"))
        || (client != null && client.arg(0).equalsIgnoreCase("on"))
        || Effective.value(place, "auth_jwt") != null
        || listens(server(place)).stream().allMatch(Listen::local);
  }
}
