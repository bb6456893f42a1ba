package io.breakwater.configuration.sudo;

import static io.breakwater.configuration.sudo.Lengths.at;

import io.breakwater.configuration.sudo.Token.Kind;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Splits a sudoers file into tokens as `toke.l` does: in each state the longest match counts,
/// of several equally long ones the first rule.
final class Scanner {
  private static final Set<String> TAGS =
      Set.of(
          "NOPASSWD",
          "PASSWD",
          "NOEXEC",
          "EXEC",
          "INTERCEPT",
          "NOINTERCEPT",
          "SETENV",
          "NOSETENV",
          "LOG_OUTPUT",
          "NOLOG_OUTPUT",
          "LOG_INPUT",
          "NOLOG_INPUT",
          "MAIL",
          "NOMAIL",
          "FOLLOW",
          "NOFOLLOW");

  private static final Set<String> OPTIONS =
      Set.of("TIMEOUT", "NOTBEFORE", "NOTAFTER", "CWD", "CHROOT", "ROLE", "TYPE");

  private static final Map<String, Kind> ALIASES =
      Map.of(
          "Host_Alias", Kind.HOST_ALIAS,
          "Cmnd_Alias", Kind.COMMAND_ALIAS,
          "Cmd_Alias", Kind.COMMAND_ALIAS,
          "User_Alias", Kind.USER_ALIAS,
          "Runas_Alias", Kind.RUN_AS_ALIAS);

  private static final Set<String> DIGESTS = Set.of("sha224", "sha256", "sha384", "sha512");

  private enum State {
    INITIAL,
    GOT_DEFAULTS,
    START_DEFAULTS,
    IN_DEFAULTS,
    WANT_DIGEST,
    WANT_PATH,
    GOT_INCLUDE
  }

  private final String text;
  private int at;
  private int line = 1;
  private State state = State.INITIAL;
  private boolean continued;
  private String digest = "";

  /// Whether the place does not count as the start of a line though a newline is before it.
  private boolean inLine;

  Scanner(String text) {
    this.text = Texts.lines(text);
  }

  /// The next token, [Kind#END] at the end of the file.
  Token next() {
    while (at < text.length()) {
      var token =
          switch (state) {
            case INITIAL, GOT_DEFAULTS, WANT_DIGEST, WANT_PATH -> main();
            case START_DEFAULTS -> startOfSetting();
            case IN_DEFAULTS -> setting();
            case GOT_INCLUDE -> include();
          };
      if (token != null) {
        return token;
      }
    }
    return token(Kind.END);
  }

  private Token token(Kind kind) {
    return new Token(kind, "", line);
  }

  private Token token(Kind kind, int length) {
    var value = Texts.unquoted(text.substring(at, at + length));
    at += length;
    return new Token(kind, value, line);
  }

  private Token mark(Kind kind, int length) {
    at += length;
    return token(kind);
  }

  // ---- what every state has

  private @Nullable Token anywhere() {
    var not = nots();
    if (not > 0) {
      at += not;
      return not % 2 == 1 ? token(Kind.NOT) : null;
    }
    var newline = Lengths.newline(text, at);
    if (newline > 0) {
      return newline(newline);
    }
    var blanks = Lengths.blanks(text, at);
    var more = blanks > 0 ? blanks : Lengths.continuation(text, at);
    if (more > 0) {
      skip(more, blanks == 0);
      return null;
    }
    return mark(Kind.BAD, 1);
  }

  private void skip(int length, boolean continuation) {
    at += length;
    inLine = false;
    if (continuation) {
      line++;
      continued = true;
    }
  }

  private int nots() {
    var end = at;
    while (at(text, end) == '!') {
      end++;
    }
    return end - at;
  }

  private Token newline(int length) {
    var token = new Token(Kind.NEWLINE, "", line);
    at += length;
    line++;
    state = State.INITIAL;
    continued = false;
    inLine = false;
    return token;
  }

  /// A comment, which ends its line; a lone `#` before a digit is none.
  private Token comment() {
    var second = at(text, at + 1);
    var third = at(text, at + 2);
    var lone =
        Lengths.isDigit(second)
            || (second == '-' && (Lengths.isDigit(third) || third == '\r' || third == '\n'))
            || (second == '\r' && third != '\n');
    if (lone) {
      return mark(Kind.BAD, 1);
    }
    at += Lengths.until(text, at, "\n");
    return newline(1);
  }

  // ---- Defaults

  private @Nullable Token startOfSetting() {
    var end = at;
    while ((at(text, end) >= 'a' && at(text, end) <= 'z') || at(text, end) == '_') {
      end++;
    }
    if (end > at) {
      state = State.IN_DEFAULTS;
      return token(Kind.DEFAULT_NAME, end - at);
    }
    return at(text, at) == '#' ? comment() : anywhere();
  }

  private @Nullable Token setting() {
    var c = at(text, at);
    var next = at(text, at + 1);
    if (c == ',') {
      state = State.START_DEFAULTS;
      return mark(Kind.COMMA, 1);
    }
    if (c == '=') {
      return mark(Kind.EQUALS, 1);
    }
    var value = Lengths.value(text, at);
    if (next == '=' && value <= 2 && (c == '+' || c == '-')) {
      return mark(c == '+' ? Kind.ADD : Kind.REMOVE, 2);
    }
    if (c == '"') {
      return string();
    }
    if (value > 0) {
      return token(Kind.WORD, value);
    }
    return c == '#' ? comment() : anywhere();
  }

  // ---- strings

  private Token string() {
    var read = Texts.string(text, at + 1);
    line += read.lines();
    continued |= read.lines() > 0;
    at = read.end();
    if (!read.closed()) {
      if (Lengths.newline(text, at) > 0) {
        state = State.INITIAL;
        inLine = true;
        return token(Kind.BAD);
      }
      return mark(Kind.BAD, 1);
    }
    var value = read.text();
    var plain = state == State.INITIAL || state == State.GOT_DEFAULTS;
    if (state == State.GOT_INCLUDE) {
      state = State.INITIAL;
      plain = true;
    }
    if (value == null
        || (plain && (value.equals("%") || value.equals("%:") || value.equals("+")))) {
      return token(Kind.BAD);
    }
    var kind = Kind.WORD;
    if (plain && value.startsWith("%")) {
      kind = Kind.GROUP;
    } else if (plain && value.startsWith("+")) {
      kind = Kind.NETGROUP;
    }
    return new Token(kind, value, line);
  }

  private @Nullable Token include() {
    var c = at(text, at);
    if (c == '"') {
      return string();
    }
    if (isSpace(c) || Lengths.continuation(text, at) > 0) {
      return anywhere();
    }
    var end = at + 1;
    while (end < text.length()) {
      var here = text.charAt(end);
      if (here == '\\' && Lengths.isBlank(at(text, end + 1))) {
        end += 2;
      } else if (isSpace(here)) {
        break;
      } else {
        end++;
      }
    }
    state = State.INITIAL;
    return token(Kind.WORD, end - at);
  }

  private static boolean isSpace(char c) {
    return " \t\r\n\f\013".indexOf(c) >= 0;
  }

  // ---- everything else

  private @Nullable Token main() {
    if (state == State.INITIAL) {
      var start = startOfLine();
      if (start != null) {
        return start;
      }
    }
    if (state == State.GOT_DEFAULTS) {
      var blanks = Lengths.blanks(text, at);
      if (at(text, at + blanks) == ',') {
        return mark(Kind.COMMA, blanks + 1 + Lengths.blanks(text, at + blanks + 1));
      }
      if (blanks > 0) {
        at += blanks;
        state = State.START_DEFAULTS;
        return null;
      }
    }
    return switch (at(text, at)) {
      case '(' -> mark(Kind.OPEN, 1);
      case ')' -> mark(Kind.CLOSE, 1);
      case ',' -> mark(Kind.COMMA, 1);
      case '=' -> mark(Kind.EQUALS, 1);
      case '"' -> isPlain() ? string() : mark(Kind.BAD, 1);
      default -> name();
    };
  }

  private boolean isPlain() {
    return state == State.INITIAL || state == State.GOT_DEFAULTS;
  }

  /// What begins a line: includes, `Defaults` and the keywords of aliases.
  private @Nullable Token startOfLine() {
    var word = Lengths.word(text, at);
    for (var keyword : new String[] {"@includedir", "@include"}) {
      if (word == keyword.length() && text.startsWith(keyword, at)) {
        return include(keyword);
      }
    }
    if (inLine || (at > 0 && text.charAt(at - 1) != '\n')) {
      return null;
    }
    for (var keyword : new String[] {"#includedir", "#include"}) {
      if (text.startsWith(keyword, at) && Lengths.blanks(text, at + keyword.length()) > 0) {
        return include(keyword);
      }
    }
    var blanks = Lengths.blanks(text, at);
    if (text.startsWith("Defaults", at + blanks)) {
      return defaults(at + blanks + "Defaults".length(), blanks > 0);
    }
    for (var alias : ALIASES.entrySet()) {
      var length = blanks + alias.getKey().length();
      // Blanks before it are part of the keyword, which so is longer than a word behind them.
      if (text.startsWith(alias.getKey(), at + blanks) && word <= length) {
        return keyword(alias.getValue(), length);
      }
    }
    return null;
  }

  private Token include(String keyword) {
    if (!continued) {
      state = State.GOT_INCLUDE;
    }
    return keyword(keyword.endsWith("dir") ? Kind.INCLUDE_FOLDER : Kind.INCLUDE, keyword.length());
  }

  private Token keyword(Kind kind, int length) {
    return mark(continued ? Kind.BAD : kind, length);
  }

  private @Nullable Token defaults(int end, boolean blanks) {
    var scope = at(text, end);
    var bound = ":@>!".indexOf(scope) >= 0 && scope != '\0';
    if (bound) {
      var from = end + 1 + Lengths.blanks(text, end + 1);
      var name = from;
      while (at(text, name) == '!') {
        name++;
      }
      name += at(text, name) == '"' ? 1 : 0;
      bound = Math.max(Lengths.id(text, name), Lengths.word(text, name)) > 0;
      if (bound) {
        var kind =
            switch (scope) {
              case ':' -> Kind.DEFAULTS_USER;
              case '>' -> Kind.DEFAULTS_RUN_AS;
              case '@' -> Kind.DEFAULTS_HOST;
              default -> Kind.DEFAULTS_COMMAND;
            };
        return defaults(kind, from);
      }
    }
    return !blanks && Lengths.word(text, end) > 0 ? null : defaults(Kind.DEFAULTS, end);
  }

  private Token defaults(Kind kind, int end) {
    if (!continued) {
      state = State.GOT_DEFAULTS;
    }
    return keyword(kind, end - at);
  }

  /// A name: the longest of what may stand here.
  private @Nullable Token name() {
    var c = at(text, at);
    var word = isPlain() ? Math.max(Lengths.id(text, at), Lengths.word(text, at)) : 0;
    if (state == State.WANT_PATH) {
      word = Lengths.word(text, at);
    }
    if (Lengths.continuation(text, at) > word) {
      return anywhere();
    }
    if (c == '+' || c == '%') {
      return group(c, word);
    }
    var network = Lengths.network(text, at);
    if (network > 0 && network >= word) {
      var valid = Texts.isAddress(text.substring(at, at + network));
      return valid ? token(Kind.NETWORK, network) : mark(Kind.BAD, network);
    }
    if (state == State.WANT_DIGEST) {
      var digits = digest();
      if (digits != null) {
        return digits;
      }
    }
    var upper = upper(word);
    if (upper != null) {
      return upper;
    }
    for (var name : DIGESTS) {
      if (text.startsWith(name, at) && word <= name.length()) {
        digest = name;
        state = State.WANT_DIGEST;
        at += name.length();
        return new Token(Kind.DIGEST_NAME, name, line);
      }
    }
    return command(word);
  }

  private Token group(char c, int word) {
    var sign = c == '%' && at(text, at + 1) == ':' ? 2 : 1;
    var name = Lengths.word(text, at + sign);
    if (c == '%') {
      name = Math.max(name, Lengths.id(text, at + sign));
    }
    if (name > 0) {
      return token(c == '+' ? Kind.NETGROUP : Kind.GROUP, sign + name);
    }
    return mark(Kind.BAD, Math.max(sign, word));
  }

  private @Nullable Token upper(int word) {
    var alias = Lengths.alias(text, at);
    if (alias == 0) {
      return null;
    }
    var name = text.substring(at, at + alias);
    var tag = alias + Lengths.blanks(text, at + alias) + 1;
    if (TAGS.contains(name) && at(text, at + tag - 1) == ':' && tag > word) {
      at += tag;
      return new Token(Kind.TAG, name, line);
    }
    if (alias < word) {
      return null;
    }
    if (name.equals("ALL")) {
      return mark(Kind.ALL, alias);
    }
    if (state == State.INITIAL && OPTIONS.contains(name)) {
      var folder = name.equals("CWD") || name.equals("CHROOT");
      state = folder ? State.WANT_PATH : state;
      return token(Kind.OPTION, alias);
    }
    return token(Kind.ALIAS, alias);
  }

  private @Nullable Token digest() {
    var length = Texts.digits(text, at);
    if (length == 0) {
      return null;
    }
    state = State.INITIAL;
    var valid = Texts.isDigest(digest, text.substring(at, at + length));
    return valid ? token(Kind.DIGEST, length) : mark(Kind.BAD, length);
  }

  private @Nullable Token command(int word) {
    var edit = text.startsWith("sudoedit", at) ? "sudoedit".length() : 0;
    var path = Lengths.path(text, at);
    if (state == State.WANT_PATH && Math.max(path, word) > 0) {
      state = State.INITIAL;
      return token(Kind.WORD, Math.max(path, word));
    }
    var length = Math.max(edit, Math.max(path, Lengths.regex(text, at)));
    if (length > 0 && length >= word) {
      var raw = text.substring(at, at + length);
      at += length;
      if (state == State.GOT_DEFAULTS || (path == length && raw.endsWith("/"))) {
        return new Token(Kind.COMMAND, Texts.command(raw), line);
      }
      return arguments(Texts.command(raw));
    }
    if (word > 0) {
      return token(Kind.WORD, word);
    }
    if (at(text, at) == ':') {
      return mark(Kind.COLON, 1);
    }
    return at(text, at) == '#' && state == State.INITIAL ? comment() : anywhere();
  }

  /// The arguments of a command, with one blank before each.
  private Token arguments(String command) {
    var read = Arguments.read(text, at);
    at = read.end();
    var first = line;
    line += read.lines();
    continued |= read.lines() > 0;
    state = State.INITIAL;
    inLine = true;
    if (read.newline() > 0) {
      return newline(read.newline());
    }
    if (!read.good()) {
      return token(Kind.BAD);
    }
    var all = read.text() == null ? command : command + " " + read.text();
    return new Token(Kind.COMMAND, all, first);
  }
}
