package io.breakwater.advisories.update;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The proxy that `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy` name, in lower or
/// upper case, as curl reads them. This machine is never reached through a proxy.
final class EnvironmentProxy extends ProxySelector {
  private final Map<String, String> environment;

  EnvironmentProxy(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Proxy> select(URI uri) {
    var host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    var proxy = value(uri.getScheme() + "_proxy");
    if (proxy == null) {
      proxy = value("all_proxy");
    }
    if (proxy == null || isLoopback(host) || excluded(host)) {
      return List.of(Proxy.NO_PROXY);
    }
    try {
      var address = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
      var port = address.getPort() < 0 ? 80 : address.getPort();
      return address.getHost() == null
          ? List.of(Proxy.NO_PROXY)
          : List.of(
              new Proxy(
                  Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), port)));
    } catch (IllegalArgumentException _) {
      return List.of(Proxy.NO_PROXY);
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private boolean excluded(String host) {
    var list = value("no_proxy");
    if (list == null) {
      return false;
    }
    for (var entry : list.split(",", -1)) {
      var name = entry.strip().toLowerCase(Locale.ROOT);
      var suffix = name.startsWith(".") ? name : "." + name;
      if (name.equals("*") || (!name.isEmpty() && (host.equals(name) || host.endsWith(suffix)))) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String value(String name) {
    var lower = environment.get(name);
    var value = lower != null ? lower : environment.get(name.toUpperCase(Locale.ROOT));
    return value == null || value.isBlank() ? null : value;
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // The request itself fails with the same exception.
  }
}
