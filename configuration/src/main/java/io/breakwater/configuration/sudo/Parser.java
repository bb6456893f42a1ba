package io.breakwater.configuration.sudo;

import io.breakwater.configuration.sudo.Token.Kind;
import io.breakwater.inventory.files.ImageFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the lines of one sudoers file as `gram.y` does. A line that is not accepted is passed
/// over as sudo does since 1.9.3, and told.
final class Parser {
  /// What is made of the lines.
  interface Lines {
    void setting(Setting setting) throws Refused;

    void alias(Alias alias, int line) throws Refused;

    void grant(Grant grant) throws Refused;

    /// The number of the next user specification.
    int nextSpec();

    void include(String path, boolean folder, ImageFile from, int line) throws Refused;

    void problem(ImageFile file, int line, String why);
  }

  private static final Set<String> RESERVED =
      Set.of("ALL", "TIMEOUT", "NOTBEFORE", "NOTAFTER", "CWD", "CHROOT", "ROLE", "TYPE");

  private final ImageFile file;
  private final Lines lines;
  private final Scanner scanner;
  private Token token;

  private Parser(ImageFile file, Lines lines) {
    this.file = file;
    this.lines = lines;
    this.scanner = new Scanner(file.text());
    this.token = scanner.next();
  }

  static void read(ImageFile file, Lines lines) {
    var parser = new Parser(file, lines);
    while (parser.token.kind() != Kind.END) {
      parser.line();
    }
  }

  private Token take() {
    var taken = token;
    token = scanner.next();
    return taken;
  }

  private boolean is(Kind kind) {
    return token.kind() == kind;
  }

  private boolean took(Kind kind) {
    if (token.kind() == kind) {
      take();
      return true;
    }
    return false;
  }

  private Token expect(Kind kind) throws Refused {
    if (token.kind() != kind) {
      throw syntax();
    }
    return take();
  }

  private Refused syntax() {
    return new Refused(token.line(), "sudo finds a syntax error here");
  }

  private void line() {
    try {
      entry();
    } catch (Refused e) {
      lines.problem(file, e.line(), e.why());
      while (!is(Kind.NEWLINE) && !is(Kind.END)) {
        take();
      }
      took(Kind.NEWLINE);
    }
  }

  private void entry() throws Refused {
    switch (token.kind()) {
      case NEWLINE -> take();
      case INCLUDE -> include(false);
      case INCLUDE_FOLDER -> include(true);
      case USER_ALIAS -> aliases(Alias.Kind.USER);
      case HOST_ALIAS -> aliases(Alias.Kind.HOST);
      case RUN_AS_ALIAS -> aliases(Alias.Kind.RUN_AS);
      case COMMAND_ALIAS -> aliases(Alias.Kind.COMMAND);
      case DEFAULTS -> defaults(Setting.Scope.GLOBAL);
      case DEFAULTS_HOST -> defaults(Setting.Scope.HOST);
      case DEFAULTS_USER -> defaults(Setting.Scope.USER);
      case DEFAULTS_RUN_AS -> defaults(Setting.Scope.RUN_AS);
      case DEFAULTS_COMMAND -> defaults(Setting.Scope.COMMAND);
      default -> specification();
    }
  }

  private void include(boolean folder) throws Refused {
    var line = take().line();
    var path = expect(Kind.WORD).text();
    if (!is(Kind.NEWLINE)) {
      lines.problem(file, line, "sudo finds a syntax error behind the path");
      while (!is(Kind.NEWLINE) && !is(Kind.END)) {
        take();
      }
    }
    took(Kind.NEWLINE);
    lines.include(path, folder, file, line);
  }

  private void aliases(Alias.Kind kind) throws Refused {
    take();
    do {
      var name = take();
      if (name.kind() != Kind.ALIAS) {
        var reserved = name.kind() == Kind.ALL || RESERVED.contains(name.text());
        throw new Refused(
            name.line(), reserved ? "a reserved word is no name of an alias" : syntax().why());
      }
      expect(Kind.EQUALS);
      var members =
          switch (kind) {
            case USER, RUN_AS -> users();
            case HOST -> hosts();
            case COMMAND -> commands();
          };
      lines.alias(new Alias(kind, name.text(), members), name.line());
    } while (took(Kind.COLON));
    expect(Kind.NEWLINE);
  }

  private void defaults(Setting.Scope scope) throws Refused {
    take();
    var binding =
        switch (scope) {
          case GLOBAL -> List.<Member>of();
          case HOST -> hosts();
          case USER, RUN_AS -> users();
          case COMMAND -> commands();
        };
    var settings = new ArrayList<Setting>();
    do {
      settings.add(setting(scope, binding));
    } while (took(Kind.COMMA));
    expect(Kind.NEWLINE);
    for (var setting : settings) {
      lines.setting(setting);
    }
  }

  private Setting setting(Setting.Scope scope, List<Member> binding) throws Refused {
    var negated = took(Kind.NOT);
    var name = expect(Kind.DEFAULT_NAME);
    var operation = negated ? Setting.Operation.NEGATE : Setting.Operation.SET;
    String value = null;
    if (!negated && (is(Kind.EQUALS) || is(Kind.ADD) || is(Kind.REMOVE))) {
      operation =
          switch (take().kind()) {
            case ADD -> Setting.Operation.ADD;
            case REMOVE -> Setting.Operation.REMOVE;
            default -> operation;
          };
      value = expect(Kind.WORD).text();
    }
    return new Setting(scope, binding, name.text(), operation, value, file, name.line());
  }

  // ---- lists

  private interface One {
    Member read(boolean negated) throws Refused;
  }

  private List<Member> list(One one) throws Refused {
    var members = new ArrayList<Member>();
    do {
      members.add(one.read(took(Kind.NOT)));
    } while (took(Kind.COMMA));
    return List.copyOf(members);
  }

  private List<Member> users() throws Refused {
    return list(negated -> member(negated, Kind.NETGROUP, Kind.GROUP));
  }

  private List<Member> hosts() throws Refused {
    return list(negated -> member(negated, Kind.NETGROUP, Kind.NETWORK));
  }

  private List<Member> groups() throws Refused {
    return list(negated -> member(negated, Kind.WORD, Kind.WORD));
  }

  private List<Member> commands() throws Refused {
    var members = new ArrayList<Member>();
    do {
      members.add(command());
    } while (took(Kind.COMMA));
    return List.copyOf(members);
  }

  private Member member(boolean negated, Kind second, Kind third) throws Refused {
    var kind = token.kind();
    if (kind == Kind.ALL) {
      take();
      return new Member(Member.Kind.ALL, "ALL", negated, "");
    }
    if (kind != Kind.ALIAS && kind != Kind.WORD && kind != second && kind != third) {
      throw syntax();
    }
    var made =
        switch (kind) {
          case ALIAS -> Member.Kind.ALIAS;
          case NETGROUP -> Member.Kind.NETGROUP;
          case GROUP -> Member.Kind.GROUP;
          case NETWORK -> Member.Kind.NETWORK;
          default -> Member.Kind.WORD;
        };
    return new Member(made, take().text(), negated, "");
  }

  private Member command() throws Refused {
    var digests = digests();
    var negated = took(Kind.NOT);
    var line = token.line();
    var made =
        switch (token.kind()) {
          case ALL -> Member.Kind.ALL;
          case ALIAS -> Member.Kind.ALIAS;
          case COMMAND -> Member.Kind.COMMAND;
          case WORD -> {
            if (!token.text().equals("list")) {
              throw new Refused(line, "\"" + token.text() + "\" is no path of a command");
            }
            yield Member.Kind.COMMAND;
          }
          default -> throw syntax();
        };
    if (made == Member.Kind.ALIAS && !digests.isEmpty()) {
      throw new Refused(line, "a checksum is written before an alias");
    }
    var text = made == Member.Kind.ALL ? "ALL" : token.text();
    take();
    return new Member(made, text, negated, digests);
  }

  private String digests() throws Refused {
    var digests = new StringBuilder();
    while (is(Kind.DIGEST_NAME)) {
      digests.append(take().text());
      expect(Kind.COLON);
      digests.append(':').append(expect(Kind.DIGEST).text());
      digests.append(is(Kind.COMMA) ? "," : "").append(' ');
      if (took(Kind.COMMA) && !is(Kind.DIGEST_NAME)) {
        throw syntax();
      }
    }
    return digests.toString();
  }

  // ---- user specifications

  private void specification() throws Refused {
    var users = users();
    var spec = lines.nextSpec();
    var grants = new ArrayList<Grant>();
    try {
      do {
        var hosts = hosts();
        expect(Kind.EQUALS);
        grants(spec, users, hosts, grants);
      } while (took(Kind.COLON));
      expect(Kind.NEWLINE);
    } catch (Refused e) {
      // What is complete before a colon stays, were the rest of the line wrong.
      lines.problem(file, e.line(), e.why());
      while (!is(Kind.NEWLINE) && !is(Kind.END)) {
        take();
      }
      took(Kind.NEWLINE);
    }
    for (var grant : grants) {
      lines.grant(grant);
    }
  }

  private void grants(int spec, List<Member> users, List<Member> hosts, List<Grant> all)
      throws Refused {
    var grants = new ArrayList<Grant>();
    @Nullable List<Member> runAs = null;
    @Nullable List<Member> runAsGroups = null;
    var tags = new HashMap<String, Boolean>();
    do {
      if (took(Kind.OPEN)) {
        var own = runAs();
        runAs = own.users();
        runAsGroups = own.groups();
      }
      while (is(Kind.OPTION)) {
        option();
      }
      var environment = false;
      while (is(Kind.TAG)) {
        environment |= token.text().endsWith("SETENV");
        tag(take().text(), tags);
      }
      var line = token.line();
      var command = command();
      // ALL brings a SETENV of its own, which the commands behind it do not take over.
      if (command.isAll() && !command.negated() && !environment) {
        tags.remove("SETENV");
      }
      grants.add(new Grant(spec, users, hosts, runAs, runAsGroups, tags, command, file, line));
    } while (took(Kind.COMMA));
    all.addAll(grants);
  }

  private static void tag(String name, Map<String, Boolean> tags) {
    var not = name.startsWith("NO");
    tags.put(not ? name.substring(2) : name, !not);
  }

  private void option() throws Refused {
    var option = take();
    expect(Kind.EQUALS);
    var value = expect(Kind.WORD);
    var good =
        switch (option.text()) {
          case "CWD", "CHROOT" ->
              value.text().startsWith("/")
                  || value.text().startsWith("~")
                  || value.text().equals("*");
          case "TIMEOUT" ->
              value.text().matches("(?i)(?:\\d{1,9}d)?(?:\\d{1,9}h)?(?:\\d{1,9}m)?(?:\\d{1,9}s?)?");
          case "NOTBEFORE", "NOTAFTER" ->
              value.text().matches("\\d{10}(?:\\d\\d){0,2}(?:[.,]\\d+)?(?:Z|[+-]\\d{2,4})?");
          default -> true;
        };
    if (!good || value.text().isEmpty()) {
      throw new Refused(value.line(), option.text() + " has a value that sudo does not accept");
    }
  }

  private record RunAs(@Nullable List<Member> users, @Nullable List<Member> groups) {}

  private RunAs runAs() throws Refused {
    @Nullable List<Member> users = null;
    @Nullable List<Member> groups = null;
    if (!is(Kind.COLON) && !is(Kind.CLOSE)) {
      users = users();
    }
    if (took(Kind.COLON) && !is(Kind.CLOSE)) {
      groups = groups();
    } else if (users == null) {
      users = List.of(new Member(Member.Kind.MYSELF, "", false, ""));
    }
    expect(Kind.CLOSE);
    return new RunAs(users, groups);
  }
}
