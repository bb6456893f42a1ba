package io.breakwater.notifications.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that answers each connection with the same bytes, and keeps what it was sent.
final class Receiver implements AutoCloseable {
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final ServerSocket socket;
  private final Behaviour behaviour;

  /// What it does behind a request.
  @FunctionalInterface
  interface Behaviour {
    void answer(Socket socket) throws Exception;
  }

  Receiver(Behaviour behaviour) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
  }

  Receiver(ServerSocket socket, Behaviour behaviour) {
    this.socket = socket;
    this.behaviour = behaviour;
    Thread.ofPlatform().daemon().name("receiver").start(this::accept);
  }

  static Receiver saying(String answer) throws IOException {
    return new Receiver(
        socket -> socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1)));
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try (var client = socket.accept()) {
        requests.add(request(client));
        behaviour.answer(client);
      } catch (Exception e) {
        // Closed, or cut by the other side.
      }
    }
  }

  private static String request(Socket client) throws IOException {
    var in = client.getInputStream();
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      var c = in.read();
      if (c < 0) {
        throw new IOException("cut");
      }
      head.write(c);
    }
    var text = head.toString(StandardCharsets.ISO_8859_1);
    var at = text.indexOf("Content-Length: ") + 16;
    var length = Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
    return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
