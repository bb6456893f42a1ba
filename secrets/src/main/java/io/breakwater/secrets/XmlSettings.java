package io.breakwater.secrets;

/// Passwords in the settings of Maven and NuGet, which are XML: `<password>x</password>`,
/// `<passphrase>x</passphrase>`, `key="ClearTextPassword" value="x"`.
///
/// What is commented out counts where its value looks made, not chosen to explain: the settings
/// that Maven ships show servers with the password `repopwd`.
///
/// Sources: Maven Settings Reference, "Servers" and "Proxies"; nuget.config reference,
/// "packageSourceCredentials".
final class XmlSettings {
  private static final String OPEN = "<!--";
  private static final String CLOSE = "-->";

  private boolean comment;

  /// Whether a line holds a password.
  ///
  /// @param line the next one of the file
  boolean look(String line) {
    boolean found = false;
    int at = 0;
    while (at < line.length()) {
      int turn = line.indexOf(comment ? CLOSE : OPEN, at);
      int end = turn < 0 ? line.length() : turn;
      found |= hasPassword(line.substring(at, end));
      if (turn < 0) {
        return found;
      }
      at = turn + (comment ? CLOSE : OPEN).length();
      comment = !comment;
    }
    return found;
  }

  private boolean hasPassword(String part) {
    return after(part, "<password>", "", '<')
        || after(part, "<passphrase>", "", '<')
        || after(part, "ClearTextPassword", "value=\"", '"');
  }

  /// Whether a value is a password that comes after a name and what introduces it.
  private boolean after(String part, String name, String introduction, char end) {
    for (int at = part.indexOf(name); at >= 0; at = part.indexOf(name, at + 1)) {
      int found = part.indexOf(introduction, at + name.length());
      int from = found + introduction.length();
      int to = found < 0 ? -1 : part.indexOf(end, from);
      if (to >= 0 && isPassword(part.substring(from, to))) {
        return true;
      }
    }
    return false;
  }

  private boolean isPassword(String value) {
    return !Placeholders.value(value) && (!comment || looksMade(value));
  }

  /// Digits, or letters of both sizes, and no words with spaces between them.
  private static boolean looksMade(String value) {
    boolean digit = false;
    boolean small = false;
    boolean capital = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ') {
        return false;
      }
      digit |= Text.isDigit(c);
      small |= c >= 'a' && c <= 'z';
      capital |= c >= 'A' && c <= 'Z';
    }
    return digit || (small && capital);
  }
}
