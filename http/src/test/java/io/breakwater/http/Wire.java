package io.breakwater.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A client that writes bytes as it is told.
final class Wire implements AutoCloseable {
  private final Socket socket = new Socket();

  Wire(int port) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(20_000);
  }

  /// An answer: its status, its headers in lower case, its body as it came.
  record Answer(int status, String headers, String body) {}

  /// `|` stands for the end of a line.
  Wire send(String text) throws IOException {
    return send(text.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  Wire send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  Socket socket() {
    return socket;
  }

  /// Everything until the server closes the connection.
  String rest() throws IOException {
    var all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException _) {
      // Reset: what came before it counts.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /// The next answer, by its Content-Length.
  Answer answer() throws IOException {
    var in = socket.getInputStream();
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      var b = in.read();
      if (b < 0) {
        throw new IOException("no answer but: " + head);
      }
      head.append((char) b);
    }
    var headers = head.toString().toLowerCase(Locale.ROOT);
    var status = Integer.parseInt(headers.substring(9, 12));
    var at = headers.indexOf("\r\ncontent-length: ");
    var length =
        at < 0 ? 0 : Integer.parseInt(headers.substring(at + 18, headers.indexOf("\r\n", at + 2)));
    return new Answer(status, headers, text(in, length));
  }

  private static String text(InputStream in, int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
