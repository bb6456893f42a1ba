package io.breakwater.server.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// An address to listen on.
///
/// @param host name or address of an interface
/// @param port 0 takes any free one
public record ListenAddress(String host, int port) {
  static final String EXPECTED =
      "an address such as 127.0.0.1:5000, [::1]:5000 or 0.0.0.0:5000 (every interface)";

  /// Reads `HOST:PORT`; a host with colons stands in brackets.
  ///
  /// @throws IllegalArgumentException it is no address
  static ListenAddress parse(String text) {
    var colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(EXPECTED);
    }
    var host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw new IllegalArgumentException(EXPECTED);
    }
    try {
      var port = Integer.parseInt(text.substring(colon + 1));
      if (!host.isBlank() && port >= 0 && port <= 65_535) {
        return new ListenAddress(host, port);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(EXPECTED, e);
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  /// Whether only this machine reaches it. False where the host has no address.
  public boolean loopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
