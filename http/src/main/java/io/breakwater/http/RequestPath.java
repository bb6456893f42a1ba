package io.breakwater.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A path, split at the slashes that were sent as such and decoded once.
///
/// Refused are segments that decode to `.` or `..`, control characters, backslashes, wrong
/// percent-encoding and bytes that are no UTF-8. Segments may be empty and may have slashes in
/// them that were encoded; patterns take neither, unless they say so.
///
/// @param segments without the slashes: `/v2/` has `v2` and an empty one
record RequestPath(List<String> segments) {
  static RequestPath parse(String raw) throws HttpFailure {
    if (raw.isEmpty() || raw.charAt(0) != '/') {
      throw new HttpFailure(400, "The path does not begin with a slash.");
    }
    var segments = new ArrayList<String>();
    var from = 1;
    while (true) {
      var slash = raw.indexOf('/', from);
      segments.add(checked(decode(raw, from, slash < 0 ? raw.length() : slash)));
      if (slash < 0) {
        return new RequestPath(segments);
      }
      from = slash + 1;
    }
  }

  private static String checked(String segment) throws HttpFailure {
    if (segment.equals(".") || segment.equals("..")) {
      throw new HttpFailure(400, "The path has dot segments.");
    }
    for (var i = 0; i < segment.length(); i++) {
      var c = segment.charAt(i);
      if (c < 0x20 || c == 0x7f || c == '\\') {
        throw new HttpFailure(400, "The path has control characters or backslashes.");
      }
    }
    return segment;
  }

  /// Percent-decodes a part of a text once.
  static String decode(String raw, int from, int to) throws HttpFailure {
    var plain = true;
    for (var i = from; i < to && plain; i++) {
      var c = raw.charAt(i);
      plain = c != '%' && c < 0x80;
    }
    if (plain) {
      return raw.substring(from, to);
    }
    var bytes = new ByteArrayOutputStream(to - from);
    for (var i = from; i < to; i++) {
      var c = raw.charAt(i);
      if (c == '%') {
        if (i + 2 >= to) {
          throw encoding();
        }
        bytes.write(hex(raw.charAt(i + 1)) << 4 | hex(raw.charAt(i + 2)));
        i += 2;
      } else if (c < 0x80) {
        bytes.write(c);
      } else {
        throw encoding();
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException _) {
      throw encoding();
    }
  }

  private static int hex(char c) throws HttpFailure {
    var digit = c < 0x80 ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      throw encoding();
    }
    return digit;
  }

  private static HttpFailure encoding() {
    return new HttpFailure(400, "The address is not percent-encoded UTF-8.");
  }
}
