package io.breakwater.image.remote;

import java.net.URI;
import java.util.Locale;

/// Names of hosts.
final class Hosts {
  private Hosts() {}

  /// True for `localhost`, 127.0.0.0/8 and `::1`, with or without a port.
  static boolean isLoopback(String hostAndPort) {
    var host = hostAndPort.toLowerCase(Locale.ROOT);
    if (host.startsWith("[")) {
      return host.startsWith("[::1]");
    }
    var colon = host.lastIndexOf(':');
    if (colon >= 0 && host.indexOf(':') == colon) {
      host = host.substring(0, colon);
    }
    return host.equals("localhost")
        || host.equals("::1")
        || (host.startsWith("127.") && host.matches("[0-9.]+"));
  }

  /// The API's address; Docker Hub answers under another name.
  static URI base(String host, boolean plainHttp) {
    var name = host.equals("docker.io") ? "registry-1.docker.io" : host;
    return URI.create((plainHttp || isLoopback(host) ? "http://" : "https://") + name + "/");
  }

  static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equals(other.getScheme())
        && String.valueOf(one.getHost()).equals(other.getHost())
        && one.getPort() == other.getPort();
  }
}
