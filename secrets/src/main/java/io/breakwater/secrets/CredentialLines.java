package io.breakwater.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Looks at the lines of a file in which a program keeps passwords.
final class CredentialLines {
  private static final int MOST = 4096;

  private final CredentialFiles form;
  private final Text text;
  private final Findings findings;
  private final XmlSettings xml = new XmlSettings();

  CredentialLines(CredentialFiles form, Text text, Findings findings) {
    this.form = form;
    this.text = text;
    this.findings = findings;
  }

  /// @param from where the line begins
  /// @param to where it ends
  void look(int from, int to) {
    int last = Math.min(to, from + MOST);
    // Of files without names for passwords there may be thousands: of their lines no text is made.
    var kind = form.hasAddressesOnly() ? null : kind(Addresses.string(text, from, last).strip());
    if (kind == null && Addresses.find(text, from, last) >= 0 && !isComment(from, last)) {
      kind = form == CredentialFiles.GIT ? SecretKinds.MACHINE_LOGIN : SecretKinds.URL_PASSWORD;
    }
    if (kind != null && !findings.onLine(from)) {
      findings.add(kind, from);
    }
  }

  private boolean isComment(int from, int to) {
    return isComment(Addresses.string(text, from, to).strip());
  }

  private boolean isComment(String line) {
    return form != CredentialFiles.XML && (line.startsWith("#") || line.startsWith(";"));
  }

  private @Nullable SecretKind kind(String line) {
    if (line.isEmpty() || isComment(line)) {
      return null;
    }
    boolean found =
        switch (form) {
          case NETRC -> netrc(line);
          case GIT, DEPENDENCIES -> false;
          case XML -> xml.look(line);
          case PACKAGES, MYSQL, KUBECONFIG, TRANSFER, GCLOUD -> setting(line);
          case VARIABLES -> variable(line);
          case PGPASS -> pgpass(line);
          case WORDPRESS -> wordpress(line);
          case REGISTRIES -> registry(line) || setting(line);
          case RAILS -> hex(line, 32);
          case HTPASSWD -> htpasswd(line);
          case HISTORY -> Commands.look(line) != null;
          case VAULT -> line.length() == 26 && line.startsWith("s.");
        };
    return found ? form.kind() : null;
  }

  private static boolean netrc(String line) {
    var words = line.split("\\s+", 60);
    for (int i = 0; i + 1 < words.length; i++) {
      if (words[i].equals("password") && !Placeholders.value(words[i + 1])) {
        return true;
      }
    }
    return false;
  }

  /// `name = value`, `name: value`, `"name": "value"`, `//registry/:_authToken=value`.
  private boolean setting(String line) {
    int at = separator(line);
    if (at < 0) {
      return false;
    }
    var value = unquoted(line.substring(at + 1));
    return form.isSetting(name(line.substring(0, at))) && !Placeholders.value(value);
  }

  private static int separator(String line) {
    int from = line.startsWith(":") ? 1 : 0;
    int equals = line.indexOf('=', from);
    int colon = line.startsWith("//") ? -1 : line.indexOf(':', from);
    return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
  }

  /// The last word of what stands before the value.
  private static String name(String before) {
    var name = before.strip();
    int end = name.length();
    while (end > 0 && isQuote(name.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > 0 && isNamePart(name.charAt(start - 1))) {
      start--;
    }
    return name.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isNamePart(char c) {
    return Text.isLetter(c) || Text.isDigit(c) || c == '_' || c == '-';
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static String unquoted(String text) {
    var value = text.strip();
    if (value.endsWith(",")) {
      value = value.substring(0, value.length() - 1);
    }
    int from = !value.isEmpty() && isQuote(value.charAt(0)) ? 1 : 0;
    int to =
        value.length() > from && isQuote(value.charAt(value.length() - 1))
            ? value.length() - 1
            : value.length();
    return value.substring(from, to);
  }

  private static boolean variable(String line) {
    var rest = line.startsWith("export ") ? line.substring(7).strip() : line;
    int equals = rest.indexOf('=');
    return equals > 0
        && rest.lastIndexOf(' ', equals) < 0
        && Commands.value(rest.substring(0, equals), unquoted(rest.substring(equals + 1)));
  }

  private static boolean pgpass(String line) {
    int at = -1;
    for (int i = 0; i < 4; i++) {
      at = line.indexOf(':', at + 1);
      if (at < 0) {
        return false;
      }
    }
    return !Placeholders.value(line.substring(at + 1));
  }

  private static boolean wordpress(String line) {
    int name = line.indexOf("DB_PASSWORD");
    int comma = name < 0 ? -1 : line.indexOf(',', name);
    int end = comma < 0 ? -1 : line.lastIndexOf(')');
    return end > comma
        && !line.contains("getenv")
        && !Placeholders.value(unquoted(line.substring(comma + 1, end)))
        && !line.contains("password_here");
  }

  private static boolean registry(String line) {
    for (int at = line.indexOf("\"auth\""); at >= 0; at = line.indexOf("\"auth\"", at + 6)) {
      int open = line.indexOf('"', at + 6);
      int close = open < 0 ? -1 : line.indexOf('"', open + 1);
      if (close > 0 && login(line.substring(open + 1, close))) {
        return true;
      }
    }
    return false;
  }

  /// Whether a base64 says `name:password`.
  private static boolean login(String base64) {
    var bytes = base64.getBytes(StandardCharsets.ISO_8859_1);
    var text = new Text(bytes, bytes.length);
    int end = text.past(0, bytes.length, Text.BASE64);
    var decoded = Base64Text.decode(text, 0, end);
    if (decoded == null) {
      return false;
    }
    var login = Addresses.string(decoded, 0, decoded.end);
    int colon = login.indexOf(':');
    return colon > 0 && !Placeholders.value(login.substring(colon + 1));
  }

  private static boolean hex(String line, int length) {
    var bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    var text = new Text(bytes, bytes.length);
    return bytes.length == length
        && text.all(0, length, Text.HEX)
        && !Placeholders.typed(text, 0, length, 2.5);
  }

  private static boolean htpasswd(String line) {
    int colon = line.indexOf(':');
    var hash = line.substring(colon + 1);
    return colon > 0
        && (hash.startsWith("$apr1$")
            || hash.startsWith("$2y$")
            || hash.startsWith("$2b$")
            || hash.startsWith("$5$")
            || hash.startsWith("$6$")
            || hash.startsWith("{SHA}"));
  }
}
