package io.breakwater.secrets;

/// Addresses with a password in them: `https://name:password@host/` (RFC 3986, section 3.2.1).
final class Addresses {
  /// Of a password in an address.
  private static final int MOST = 512;

  private Addresses() {}

  /// Where an address with a password begins between two indices, or -1.
  static int find(Text text, int from, int to) {
    int i = from;
    while (i + 4 < to) {
      int mark = text.find(i, to, "://");
      if (mark < 0) {
        return -1;
      }
      if (hasPassword(text, mark + 3, to)) {
        return mark;
      }
      i = mark + 3;
    }
    return -1;
  }

  private static boolean hasPassword(Text text, int from, int to) {
    int colon = -1;
    int last = Math.min(to, from + MOST);
    for (int i = from; i < last; i++) {
      byte c = text.bytes[i];
      if (c == '@') {
        return colon >= 0 && isPassword(string(text, colon + 1, i));
      }
      if (c == ':' && colon < 0) {
        colon = i;
      } else if (c <= ' ' || c == '/' || c == '"' || c == '\'' || c == '<' || c == '?') {
        return false;
      }
    }
    return false;
  }

  /// Stand-ins that documentation is fond of are no passwords.
  private static boolean isPassword(String value) {
    return !Placeholders.value(value)
        && !value.equalsIgnoreCase("password")
        && !value.equalsIgnoreCase("passwd")
        && !value.equalsIgnoreCase("pass")
        && !value.equalsIgnoreCase("x-oauth-basic")
        && !value.startsWith("$")
        && !value.startsWith("%");
  }

  static String string(Text text, int from, int to) {
    var chars = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      chars.append((char) (text.bytes[i] & 0xff));
    }
    return chars.toString();
  }
}
