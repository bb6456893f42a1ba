package io.breakwater.server.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;

/// A connection on which anything can be said.
final class Wire implements Closeable {
  private final Socket socket = new Socket();
  private final URI base;

  Wire(URI base) throws IOException {
    this.base = base;
    socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), 5000);
    socket.setSoTimeout(15_000);
  }

  String host() {
    return base.getHost() + ":" + base.getPort();
  }

  Wire say(String text) throws IOException {
    return say(text.getBytes(ISO_8859_1));
  }

  Wire say(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /// What comes until the other side closes, or is silent for a while.
  ///
  /// @param silence in milliseconds
  String hear(int silence) throws IOException {
    socket.setSoTimeout(silence);
    var heard = new ByteArrayOutputStream();
    var buffer = new byte[8192];
    try {
      for (var n = 0; (n = socket.getInputStream().read(buffer)) >= 0; ) {
        heard.write(buffer, 0, n);
      }
      closed = true;
    } catch (SocketTimeoutException e) {
      closed = false;
    } catch (SocketException e) {
      // Reset: what is said to a server that has refused and closed.
      closed = true;
    }
    return heard.toString(ISO_8859_1);
  }

  private boolean closed;

  /// Whether the last [#hear] ended because the other side closed.
  boolean closed() {
    return closed;
  }

  /// The first status that comes; 0 where the connection is closed without one.
  int status() throws IOException {
    var heard = new StringBuilder();
    var in = socket.getInputStream();
    try {
      for (var c = 0; heard.indexOf("\r\n") < 0 && (c = in.read()) >= 0; ) {
        heard.append((char) c);
      }
    } catch (SocketException e) {
      return 0;
    }
    return heard.length() < 12 ? 0 : Integer.parseInt(heard.substring(9, 12));
  }

  /// Ends without a farewell: the other side sees a reset.
  void cut() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
