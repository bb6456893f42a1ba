package io.breakwater.configuration.apache;

import io.breakwater.inventory.files.ImageFiles;
import io.breakwater.inventory.files.Lookup;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whether the conditions that httpd decides while it reads are true: `<IfModule>`, `<IfDefine>`,
/// `<IfFile>`, `<IfDirective>`, `<IfSection>` (`server/core.c`) and `<IfVersion>`
/// (`modules/metadata/mod_version.c`).
final class Conditions {
  private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9}(\\.\\d{1,9})?)?");
  private static final Pattern TAME = Pattern.compile("\\^?[0-9.\\\\|()?]*\\$?");

  private final ImageFiles files;
  private final Modules modules;
  private final Variables variables;
  private final String version;

  /// @param version of the server, empty where it is not known
  Conditions(ImageFiles files, Modules modules, Variables variables, String version) {
    this.files = files;
    this.modules = modules;
    this.variables = variables;
    this.version = version;
  }

  /// Whether a directive is a condition that is decided while reading.
  boolean decides(String key) {
    return switch (key) {
      case "<ifmodule", "<ifdefine", "<iffile", "<ifdirective", "<ifsection" -> true;
      case "<ifversion" -> modules.has("version_module");
      default -> false;
    };
  }

  boolean holds(String key, String args, String root, Place place) throws ConfigException {
    if (key.equals("<ifversion")) {
      return version(args, place);
    }
    var end = args.lastIndexOf('>');
    if (end < 0) {
      throw ConfigException.refused(place, key + "> has no closing \">\"");
    }
    if (end == 0) {
      throw ConfigException.refused(place, key + "> needs an argument");
    }
    var not = args.charAt(0) == '!';
    var name = new Words(args.substring(not ? 1 : 0, end)).next();
    if (name.isEmpty()) {
      throw ConfigException.refused(place, key + "> needs an argument");
    }
    return not != plain(key, name, root, place);
  }

  private boolean plain(String key, String name, String root, Place place) throws ConfigException {
    return switch (key) {
      case "<ifmodule" -> modules.has(name);
      case "<ifdefine" -> variables.defined(name);
      case "<iffile" -> file(Paths.absolute(root, name), place);
      case "<ifdirective" -> directive(name.toLowerCase(Locale.ROOT), place);
      default -> directive("<" + name.toLowerCase(Locale.ROOT), place);
    };
  }

  private boolean file(String path, Place place) throws ConfigException {
    return switch (files.find(path)) {
      case Lookup.Found(var file) -> true;
      case Lookup.Directory(var directory) -> true;
      case Lookup.Unread(var why) -> true;
      case Lookup.Missing() -> false;
      case Lookup.Unknown(var why) -> throw ConfigException.unknown(place, path + ": " + why);
    };
  }

  private boolean directive(String key, Place place) throws ConfigException {
    if (Grammar.find(key, modules).isPresent()) {
      return true;
    }
    if (modules.foreign() || !modules.exact()) {
      throw ConfigException.unknown(place, "whether a module brings " + key + " is not known");
    }
    return false;
  }

  /// `<IfVersion [operator] version>`.
  private boolean version(String args, Place place) throws ConfigException {
    var words = Words.of(args);
    if (words.isEmpty() || words.size() > 3) {
      throw ConfigException.refused(place, "<IfVersion> takes one, two or three arguments");
    }
    // A version in quotes leaves the ">" as a word of its own.
    if (words.size() > 1 && words.getLast().equals(">")) {
      words = words.subList(0, words.size() - 1);
    } else if (words.getLast().endsWith(">") && words.getLast().length() > 1) {
      var last = words.getLast();
      words = new java.util.ArrayList<>(words);
      words.set(words.size() - 1, last.substring(0, last.length() - 1));
    } else {
      throw ConfigException.refused(place, "<IfVersion> has no closing \">\"");
    }
    if (words.size() > 2) {
      throw ConfigException.refused(place, "<IfVersion> takes an operator and a version");
    }
    return compare(words.size() == 2 ? words.get(0) : "=", words.getLast(), place);
  }

  private boolean compare(String operator, String wanted, Place place) throws ConfigException {
    var not = operator.length() > 1 && operator.charAt(0) == '!';
    var plain = not ? operator.substring(1) : operator;
    var known = List.of("=", "==", "<", "<=", ">", ">=", "~").contains(plain);
    if (!known) {
      throw ConfigException.refused(place, "<IfVersion> knows no operator " + operator);
    }
    if (version.isEmpty()) {
      throw ConfigException.unknown(place, "the installed version of httpd is not known");
    }
    var slashes = wanted.length() > 1 && wanted.startsWith("/") && wanted.endsWith("/");
    if (plain.equals("~") || (plain.startsWith("=") && wanted.startsWith("/"))) {
      if (!plain.equals("~") && !slashes) {
        throw ConfigException.refused(place, "the expression of <IfVersion> is not closed");
      }
      var expression = plain.equals("~") ? wanted : wanted.substring(1, wanted.length() - 1);
      return not != matches(expression, place);
    }
    if (!VERSION.matcher(wanted).matches()) {
      throw ConfigException.refused(place, wanted + " is no version");
    }
    var order = order(version, wanted);
    return not
        != switch (plain) {
          case "<" -> order < 0;
          case "<=" -> order <= 0;
          case ">" -> order > 0;
          case ">=" -> order >= 0;
          default -> order == 0;
        };
  }

  /// Only expressions that cannot take long are tried.
  private boolean matches(String expression, Place place) throws ConfigException {
    if (expression.length() > 100 || !TAME.matcher(expression).matches()) {
      throw ConfigException.unknown(place, "<IfVersion> with the expression " + expression);
    }
    try {
      return Pattern.compile(expression).matcher(version).find();
    } catch (java.util.regex.PatternSyntaxException e) {
      throw ConfigException.refused(place, expression + " is no regular expression");
    }
  }

  private static int order(String a, String b) {
    var left = a.split("\\.", -1);
    var right = b.split("\\.", -1);
    for (var i = 0; i < 3; i++) {
      var order = Integer.compare(number(left, i), number(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int number(String[] parts, int at) {
    return at < parts.length && parts[at].length() < 10 ? Integer.parseInt(parts[at]) : 0;
  }
}
