package io.breakwater.notifications.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Sends one POST over HTTP/1.1 (RFC 9112) on a connection of its own, and reads the beginning of
/// the answer. The libraries at hand resolve names themselves, so that the address that was
/// looked at need not be the one that is connected to; this one connects to what it looked at.
///
/// Redirects are not followed and proxies are not used. All of it ends within the time.
final class Poster {
  private final Reach reach;
  private final Reach.Names names;
  private final SSLSocketFactory tls;
  private final Duration time;

  /// @param time for all of it, but for the look-up of the name, which the system limits
  Poster(Reach reach, Reach.Names names, SSLSocketFactory tls, Duration time) {
    this.reach = reach;
    this.names = names;
    this.tls = tls;
    this.time = time;
  }

  /// Posts.
  ///
  /// @throws NotReachedException the target may not be connected to
  /// @throws IOException it could not be reached, or speaks no HTTP
  Answer post(URI target, Map<String, String> headers, byte[] body) throws IOException {
    var secure = "https".equalsIgnoreCase(target.getScheme());
    var host = unbracketed(target.getHost());
    var port = target.getPort() >= 0 ? target.getPort() : secure ? 443 : 80;
    var end = System.nanoTime() + time.toNanos();
    try (var socket = connect(allowed(host, secure), port, end);
        var _ = Watch.over(socket, end)) {
      // Behind the deadline the guard closes the socket, whatever it waits for.
      var wire = secure ? secured(socket, host, port) : socket;
      var out = wire.getOutputStream();
      out.write(head(target, headers, body.length));
      out.write(body);
      out.flush();
      return AnswerReader.read(wire.getInputStream());
    } catch (IOException e) {
      throw System.nanoTime() - end >= 0 && !(e instanceof NotReachedException)
          ? new IOException("there was no whole answer within " + time.toSeconds() + " s", e)
          : e;
    }
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private List<InetAddress> allowed(String host, boolean secure) throws IOException {
    List<InetAddress> found;
    try {
      found = names.find(host);
    } catch (UnknownHostException e) {
      throw new IOException("there is no host " + host, e);
    }
    var allowed = new ArrayList<InetAddress>();
    for (var address : found) {
      if (reach.allows(address) && (secure || address.isLoopbackAddress())) {
        allowed.add(address);
      }
    }
    if (allowed.isEmpty()) {
      throw new NotReachedException(
          host
              + " has no address that may be connected to: those of this machine and of private"
              + " networks are for servers with notifications.allow-private-targets");
    }
    return allowed;
  }

  private static Socket connect(List<InetAddress> addresses, int port, long end)
      throws IOException {
    @Nullable IOException failed = null;
    for (var address : addresses) {
      var left = (int) Math.max(1, (end - System.nanoTime()) / 1_000_000);
      var socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port), left);
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException e) {
        socket.close();
        failed = new IOException("cannot connect to port " + port + ": " + e.getMessage(), e);
      }
    }
    throw failed == null ? new IOException("no address") : failed;
  }

  private SSLSocket secured(Socket socket, String host, int port) throws IOException {
    var wire = (SSLSocket) tls.createSocket(socket, host, port, true);
    var parameters = wire.getSSLParameters();
    // Without it any certificate of a known authority would do, whosever it is.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    wire.setSSLParameters(parameters);
    wire.startHandshake();
    return wire;
  }

  private static byte[] head(URI target, Map<String, String> headers, int length) {
    var ascii = URI.create(target.toASCIIString());
    var path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    var query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
    var head = new StringBuilder(512);
    head.append("POST ").append(path).append(query).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(ascii.getRawAuthority()).append("\r\n");
    head.append("User-Agent: Breakwater\r\nConnection: close\r\n");
    head.append("Content-Length: ").append(length).append("\r\n");
    headers.forEach((name, value) -> head.append(header(name, value)));
    return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String header(String name, String value) {
    for (var i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        throw new IllegalArgumentException("no value of a header: " + name);
      }
    }
    return name.toLowerCase(Locale.ROOT) + ": " + value + "\r\n";
  }

  /// Closes a socket at a time, unless it is closed itself before.
  private record Watch(Thread thread) implements AutoCloseable {
    static Watch over(Socket socket, long end) {
      return new Watch(
          Thread.ofVirtual()
              .name("webhook-deadline")
              .start(
                  () -> {
                    try {
                      Thread.sleep(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
                      socket.close();
                    } catch (InterruptedException | IOException e) {
                      // It ended before, or is closed already.
                    }
                  }));
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
