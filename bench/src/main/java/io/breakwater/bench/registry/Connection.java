package io.breakwater.bench.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// One kept connection of HTTP/1.1, one request at a time. Loopback addresses only.
final class Connection implements Closeable {
  private static final int BUFFER = 256 * 1024;

  /// A body of known length that can be written more than once.
  interface Body {
    Body NONE =
        new Body() {
          @Override
          public long length() {
            return 0;
          }

          @Override
          public void to(OutputStream out) {}
        };

    long length();

    void to(OutputStream out) throws IOException;
  }

  /// @param headers by lower-case name
  /// @param body of answers up to 16 MiB; what is longer is read and dropped
  /// @param length of the body
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, Map<String, String> headers, byte[] body, long length) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private final URI base;
  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;
  private final byte[] scratch = new byte[BUFFER];

  Connection(URI base) throws IOException {
    this.base = base;
    var address = InetAddress.getByName(base.getHost());
    if (!address.isLoopbackAddress()) {
      throw new IOException("only registries on this machine are measured, not " + base);
    }
    socket.connect(new InetSocketAddress(address, base.getPort()));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(120_000);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    out = socket.getOutputStream();
  }

  /// Sends one request and reads its answer.
  ///
  /// @param streamed sends the body in chunks, as clients do that do not know its length
  Answer send(
      String method, String target, String authorization, String type, Body body, boolean streamed)
      throws IOException {
    var head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(base.getAuthority()).append("\r\n");
    if (!authorization.isEmpty()) {
      head.append("Authorization: ").append(authorization).append("\r\n");
    }
    if (!type.isEmpty()) {
      head.append(method.equals("GET") ? "Accept: " : "Content-Type: ").append(type).append("\r\n");
    }
    if (streamed) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      head.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
    if (streamed) {
      var chunks = new Chunks(out);
      body.to(chunks);
      out.write("0\r\n\r\n".getBytes(ISO_8859_1));
    } else {
      body.to(out);
    }
    return answer(method.equals("HEAD"));
  }

  private Answer answer(boolean head) throws IOException {
    var line = line();
    var status = Integer.parseInt(line.substring(9, 12));
    var headers = new HashMap<String, String>();
    for (line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    if (status == 100) {
      return answer(head);
    }
    if (head || status == 204 || status == 304) {
      return new Answer(status, headers, new byte[0], 0);
    }
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      return chunked(status, headers);
    }
    var length = Long.parseLong(headers.getOrDefault("content-length", "0"));
    var kept = length <= 16 << 20 ? in.readNBytes((int) length) : new byte[0];
    for (var left = length - kept.length; left > 0; ) {
      var n = in.read(scratch, 0, (int) Math.min(left, scratch.length));
      if (n < 0) {
        throw new EOFException("the answer ends early");
      }
      left -= n;
    }
    return new Answer(status, headers, kept, length);
  }

  private Answer chunked(int status, Map<String, String> headers) throws IOException {
    var body = new java.io.ByteArrayOutputStream();
    for (int size; (size = Integer.parseInt(line(), 16)) > 0; line()) {
      body.write(in.readNBytes(size));
    }
    line();
    return new Answer(status, headers, body.toByteArray(), body.size());
  }

  private String line() throws IOException {
    var line = new StringBuilder(80);
    for (int c; (c = in.read()) != '\n'; ) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /// Each write is a chunk.
  private static final class Chunks extends OutputStream {
    private final OutputStream out;

    Chunks(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
      out.write(bytes, from, length);
      out.write("\r\n".getBytes(ISO_8859_1));
    }
  }
}
