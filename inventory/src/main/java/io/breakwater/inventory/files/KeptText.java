package io.breakwater.inventory.files;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What is kept of a configuration file's text: all of it but the secrets that no check needs, so
/// that they do not lie about in the cache. Lines keep their numbers.
///
/// - The body of a private key in PEM form (RFC 7468) is left out.
/// - Of a password's hash in `shadow` and `gshadow` (shadow(5), crypt(5)) there stays what locks
///   it (`!`, `*`) and the method (`$6$`), then [#MASK].
public final class KeptText {
  /// Stands in the place of the rest of a hash.
  public static final String MASK = "REDACTED";

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String KEY = "PRIVATE KEY-----";

  /// Length of the longest line that begins a key.
  private static final int LABEL = 64;

  private KeptText() {}

  /// The text to be kept, or null where the file is no text: it holds a NUL.
  ///
  /// @param path relative to the root
  /// @param nameStart where its last name begins
  public static @Nullable String of(String path, int nameStart, byte[] content) {
    var text = new String(content, StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0) {
      return null;
    }
    if (text.contains(KEY)) {
      text = withoutKeys(text);
    }
    return isShadow(path, nameStart) ? withoutHashes(text) : text;
  }

  private static boolean isShadow(String path, int nameStart) {
    int length = path.length() - nameStart;
    return (length == 6 && path.endsWith("shadow")) || (length == 7 && path.endsWith("gshadow"));
  }

  private static String withoutKeys(String text) {
    var kept = new StringBuilder(text.length());
    int at = 0;
    for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, begin + 1)) {
      int label = text.indexOf(KEY, begin, Math.min(text.length(), begin + LABEL));
      if (begin < at || label < 0) {
        continue;
      }
      int body = label + KEY.length();
      int end = text.indexOf(END, body);
      kept.append(text, at, body);
      at = end < 0 ? text.length() : end;
      for (int newline = text.indexOf('\n', body);
          newline >= 0 && newline < at;
          newline = text.indexOf('\n', newline + 1)) {
        kept.append('\n');
      }
    }
    return kept.append(text, at, text.length()).toString();
  }

  private static String withoutHashes(String text) {
    var kept = new StringBuilder(text.length());
    for (int from = 0; from < text.length(); ) {
      int newline = text.indexOf('\n', from);
      int to = newline < 0 ? text.length() : newline;
      int first = text.indexOf(':', from);
      if (first < 0 || first >= to) {
        kept.append(text, from, to);
      } else {
        int second = text.indexOf(':', first + 1);
        int end = second < 0 || second > to ? to : second;
        kept.append(text, from, first + 1);
        hash(text, first + 1, end, kept);
        kept.append(text, end, to);
      }
      if (newline >= 0) {
        kept.append('\n');
      }
      from = to + 1;
    }
    return kept.toString();
  }

  private static void hash(String text, int from, int to, StringBuilder kept) {
    int at = from;
    while (at < to && (text.charAt(at) == '!' || text.charAt(at) == '*')) {
      at++;
    }
    kept.append(text, from, at);
    if (at < to && text.charAt(at) == '$') {
      int method = text.indexOf('$', at + 1);
      if (method > 0 && method < to) {
        kept.append(text, at, method + 1);
        at = method + 1;
      }
    }
    // "x" says that the password is elsewhere, and is no hash.
    boolean placeholder = to - at == 1 && text.charAt(at) == 'x';
    if (placeholder) {
      kept.append('x');
    } else if (at < to) {
      kept.append(MASK);
    }
  }
}
