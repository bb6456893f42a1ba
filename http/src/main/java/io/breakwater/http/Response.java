package io.breakwater.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// The answer to a request. For the one thread that handles it.
///
/// Set status and headers first, then send a body in one of these ways; a handler that sends
/// none has sent an empty one. To a `HEAD` the same headers go out and the body is dropped.
public final class Response {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int FIRST_PIECE = 128 * 1024;
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final org.eclipse.jetty.server.Response jetty;
  private final Request request;
  private final TransferBuffers buffers;
  private final Pace pace;
  private final BooleanSupplier stopping;
  private final boolean head;
  private int status = 200;
  private boolean begun;
  private boolean complete;
  private long sent;
  private boolean gone;
  private boolean fromDisk;

  Response(
      org.eclipse.jetty.server.Response jetty,
      Request request,
      TransferBuffers buffers,
      Pace pace,
      BooleanSupplier stopping) {
    this.jetty = jetty;
    this.request = request;
    this.buffers = buffers;
    this.pace = pace;
    this.stopping = stopping;
    this.head = request.method().equals("HEAD");
  }

  /// Writes a body.
  @FunctionalInterface
  public interface StreamBody {
    void write(OutputStream out) throws IOException;
  }

  /// Writes JSON.
  @FunctionalInterface
  public interface JsonBody {
    void write(JsonGenerator json) throws IOException;
  }

  /// Sets the status; 200 where none is set.
  ///
  /// @param code 200 to 599
  public Response status(int code) {
    if (code < 200 || code > 599) {
      throw new IllegalArgumentException("no status of an answer: " + code);
    }
    beginLater();
    status = code;
    return this;
  }

  /// Sets a header in place of those of its name.
  ///
  /// @throws IllegalArgumentException line ends or other control characters in it
  public Response header(String name, String value) {
    beginLater();
    jetty.getHeaders().put(field(name, value));
    return this;
  }

  /// Adds a header beside those of its name.
  public Response addHeader(String name, String value) {
    beginLater();
    jetty.getHeaders().add(field(name, value));
    return this;
  }

  /// Removes a header, also one that every answer has.
  public Response removeHeader(String name) {
    beginLater();
    jetty.getHeaders().remove(name);
    return this;
  }

  /// A header that was set.
  public Optional<String> header(String name) {
    return Optional.ofNullable(jetty.getHeaders().get(name));
  }

  private static HttpField field(String name, String value) {
    // Loops: streams of characters cost more than all else here.
    var ofName = !name.isEmpty();
    for (var i = 0; i < name.length(); i++) {
      ofName &= ofAToken(name.charAt(i));
    }
    if (!ofName) {
      throw new IllegalArgumentException("no name of a header: " + name);
    }
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      if (c != '\t' && (c < 0x20 || (c >= 0x7f && c <= 0x9f) || c >= 0x100)) {
        throw new IllegalArgumentException("no value of a header: " + name);
      }
    }
    return new HttpField(name, value);
  }

  private static boolean ofAToken(int c) {
    return c > 0x20 && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
  }

  private void beginLater() {
    if (begun) {
      throw new IllegalStateException("the answer is already on its way");
    }
  }

  public int status() {
    return status;
  }

  /// Whether a body is wanted: not for `HEAD`. A handler may spare itself opening one.
  public boolean bodyWanted() {
    return !head;
  }

  /// Whether the headers are on their way and nothing can be changed any more.
  public boolean begun() {
    return begun;
  }

  /// Bytes of the body that were sent.
  public long sent() {
    return sent;
  }

  /// Sends no body.
  public void send() throws IOException {
    if (!bodiless()) {
      header("Content-Length", "0");
    }
    begin();
    if (bodiless()) {
      // In one go the library would announce a length of 0, which is that of no content here.
      write(false, NOTHING);
    }
    write(true, NOTHING);
  }

  /// Sends a body.
  public void send(byte[] body) throws IOException {
    try (var out = stream(body.length)) {
      out.write(body);
    }
  }

  /// Answers a `HEAD` with the length of the body that a `GET` would get.
  ///
  /// @throws IllegalStateException the request is no `HEAD`
  public void sendLength(long length) throws IOException {
    if (!head) {
      throw new IllegalStateException("a body is wanted");
    }
    new FixedBody(new Sent(), length).skip();
  }

  /// Sends a text in UTF-8.
  public void send(String mediaType, String text) throws IOException {
    header("Content-Type", mediaType);
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Sends JSON as `application/json`, unless another type was set. Short JSON gets its length,
  /// longer JSON is sent in chunks.
  public void json(JsonBody body) throws IOException {
    if (header("Content-Type").isEmpty()) {
      header("Content-Type", "application/json");
    }
    stream(
        out -> {
          try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            body.write(json);
          }
        });
  }

  /// Sends a body of a known length. Closing it early cuts the connection, so that nobody takes
  /// the part for the whole.
  public OutputStream stream(long length) throws IOException {
    return new FixedBody(new Sent(), length);
  }

  /// Sends a body of unknown length: with its length if it turns out short, else in chunks. Its
  /// end is sent only when the one that writes returns; where that throws, the answer is cut,
  /// or becomes 500 if nothing was sent yet.
  public void stream(StreamBody body) throws IOException {
    beginLater();
    var out = new GrowingBody(new Sent());
    body.write(out);
    out.finish();
  }

  /// Sends a body whose pieces go out as they are written, for those who wait for each: each call
  /// of `write` is a piece. Ends and is cut as [#stream(StreamBody)] is.
  ///
  /// Such an answer may last, and holds up the server's stop: who writes it looks at [#stopping].
  public void live(StreamBody body) throws IOException {
    var out = new LiveBody(new Sent());
    body.write(out);
    out.finish();
  }

  /// Whether the server waits for its requests to end.
  public boolean stopping() {
    return stopping.getAsBoolean();
  }

  /// Sends a body of a known length, for those who write buffers.
  public WritableByteChannel channel(long length) throws IOException {
    return new FixedBody(new Sent(), length).channel();
  }

  /// Sends a part of a file, without TLS straight from the system's cache. The channel is
  /// neither moved nor closed.
  public void file(FileChannel file, long offset, long length) throws IOException {
    try (var out = new FixedBody(new Sent(), length)) {
      if (head) {
        out.skip();
      } else if (request.endPoint() instanceof FileEndPoint wire) {
        send(file, offset, length, out, wire);
      } else {
        buffers.copy(file, offset, length, out);
      }
    }
  }

  private void send(FileChannel file, long offset, long length, FixedBody out, FileEndPoint wire)
      throws IOException {
    fromDisk = true;
    for (var done = 0L; done < length; ) {
      // How long a client may take is counted by the piece, so the first ones are small.
      var piece = (int) Math.min(Math.clamp(done, FIRST_PIECE, FileEndPoint.MOST), length - done);
      try {
        out.write(wire.standIn(file, offset + done, piece));
      } catch (ClientGoneException gone) {
        var failure = wire.failure();
        throw failure == null ? gone : failure;
      }
      fromDisk = !wire.sent();
      done += piece;
    }
  }

  private boolean bodiless() {
    return status == 204 || status == 304;
  }

  private void begin() {
    beginLater();
    if (bodiless()) {
      jetty.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
    }
    if (!request.body().endsWithWhatIsHere()) {
      closeAfterwards();
    }
    jetty.setStatus(status);
    begun = true;
  }

  private void write(boolean last, ByteBuffer bytes) throws IOException {
    var body = head || bodiless() ? NOTHING : bytes;
    var length = body.remaining();
    if (!last && length == 0 && jetty.isCommitted()) {
      return;
    }
    try (var blocker = Blocker.callback()) {
      jetty.write(last, body, fromDisk ? new MayWait(blocker) : blocker);
      pace.await(blocker, length);
    } catch (IOException | RuntimeException | TimeoutException e) {
      gone = true;
      throw new ClientGoneException(e);
    }
    sent += length;
    bytes.position(bytes.limit());
    complete |= last;
  }

  /// Whether everything that was announced was written.
  boolean complete() {
    return complete;
  }

  boolean gone() {
    return gone;
  }

  /// Forgets what a handler has set that then failed.
  void reset() {
    jetty.getHeaders().clear();
    status = 200;
    begun = false;
  }

  /// Whether the library has sent something.
  boolean committed() {
    return jetty.isCommitted();
  }

  /// Lets this be the last answer on its connection. HTTP/2 has other means.
  void closeAfterwards() {
    if (request.body().http1()) {
      jetty.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    }
  }

  org.eclipse.jetty.server.Response library() {
    return jetty;
  }

  /// Lets the library go on in a thread of its own, which may wait for the disk; that costs more
  /// than in the one that serves all connections.
  private static final class MayWait extends Callback.Nested {
    MayWait(Callback callback) {
      super(callback);
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.BLOCKING;
    }
  }

  /// Where bodies are written to.
  private final class Sent implements ResponseSink {
    @Override
    public void begin(long length) {
      if (length >= 0) {
        header("Content-Length", Long.toString(length));
      }
      Response.this.begin();
    }

    @Override
    public void write(boolean last, ByteBuffer bytes) throws IOException {
      Response.this.write(last, bytes);
    }
  }
}
