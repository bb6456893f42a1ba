package io.breakwater.notifications.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Reads the head of an answer (RFC 9112, sections 4 and 5) and the beginning of its body: 16 KiB
/// and 2 KiB at most. What comes behind is not read: the connection is closed.
final class AnswerReader {
  private static final int HEAD = 16 * 1024;
  private static final int BODY = 2 * 1024;
  private static final int SHOWN = 500;
  private static final int INTERIM = 8;

  private final InputStream in;
  private int head;

  private AnswerReader(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  static Answer read(InputStream in) throws IOException {
    var reader = new AnswerReader(in);
    for (var i = 0; i < INTERIM; i++) {
      var status = status(reader.line());
      var headers = reader.headers();
      if (status >= 200) {
        return new Answer(status, headers, reader.body(status, headers));
      }
    }
    throw new IOException("it answers with nothing but interim answers");
  }

  private static int status(String line) throws IOException {
    if (line.length() >= 12 && line.startsWith("HTTP/1.") && line.charAt(8) == ' ') {
      try {
        var status = Integer.parseInt(line.substring(9, 12));
        if (status >= 100 && status <= 599) {
          return status;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
    }
    throw new IOException("it does not speak HTTP/1.1");
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("it closed the connection without an answer");
      }
      if (++head > HEAD) {
        throw new IOException("its answer has more than " + HEAD + " bytes of headers");
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  private Map<String, String> headers() throws IOException {
    var headers = new HashMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  /// What is cut off, or comes in a form that is not understood, is not missed: the status tells.
  private String body(int status, Map<String, String> headers) {
    var body = new ByteArrayOutputStream();
    if (status != 204 && status != 304) {
      try {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
          chunks(body);
        } else {
          plain(body, length(headers));
        }
      } catch (IOException e) {
        // What there is will do.
      }
    }
    return shown(body.toString(StandardCharsets.UTF_8));
  }

  private static int length(Map<String, String> headers) {
    try {
      return Math.clamp(Long.parseLong(headers.getOrDefault("content-length", "x")), 0, BODY);
    } catch (NumberFormatException e) {
      return BODY;
    }
  }

  private void plain(ByteArrayOutputStream body, int length) throws IOException {
    while (body.size() < length) {
      var c = in.read();
      if (c < 0) {
        return;
      }
      body.write(c);
    }
  }

  private void chunks(ByteArrayOutputStream body) throws IOException {
    while (body.size() < BODY) {
      var size = line();
      var end = size.indexOf(';');
      int length;
      try {
        length = Integer.parseInt((end < 0 ? size : size.substring(0, end)).strip(), 16);
      } catch (NumberFormatException e) {
        return;
      }
      if (length <= 0) {
        return;
      }
      plain(body, (int) Math.min(BODY, (long) body.size() + length));
      var _ = line();
    }
  }

  private static String shown(String text) {
    var flat = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return flat.length() <= SHOWN ? flat : flat.substring(0, SHOWN) + "…";
  }
}
