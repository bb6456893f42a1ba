package io.breakwater.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// An address that is listened on.
///
/// @param host name or address of an interface
/// @param port 0 takes any free one
/// @param tls absent for plain HTTP
public record Listener(String host, int port, @Nullable TlsFiles tls) {
  /// The address of this machine that no other one reaches.
  public static final String LOOPBACK = "127.0.0.1";

  public Listener {
    if (host.isBlank() || port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no address to listen on: " + host + ":" + port);
    }
  }

  /// Plain HTTP/1.1 on the loopback address.
  public static Listener plain(int port) {
    return new Listener(LOOPBACK, port, null);
  }

  /// Plain HTTP/1.1.
  public static Listener plain(String host, int port) {
    return new Listener(host, port, null);
  }

  /// HTTP/2 and HTTP/1.1 over TLS.
  public static Listener secure(String host, int port, TlsFiles tls) {
    return new Listener(host, port, tls);
  }

  /// Whether only this machine reaches it. False where the host has no address.
  public boolean loopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
