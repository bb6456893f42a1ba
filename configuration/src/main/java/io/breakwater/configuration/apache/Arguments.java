package io.breakwater.configuration.apache;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What httpd finds wrong with the arguments of single directives, as far as checks look at them
/// (`server/core.c`, `modules/http/http_core.c`, `modules/ssl/ssl_engine_config.c`).
final class Arguments {
  private static final Set<String> OPTIONS =
      Set.of(
          "indexes",
          "includes",
          "includesnoexec",
          "followsymlinks",
          "symlinksifownermatch",
          "execcgi",
          "multiviews",
          "runscripts");
  private static final Set<String> OVERRIDES =
      Set.of("limit", "options", "fileinfo", "authconfig", "indexes", "nonfatal", "none", "all");
  private static final Set<String> ETAGS =
      Set.of("none", "all", "size", "mtime", "lmtime", "lastmodified", "inode", "digest");
  private static final Set<String> LEVELS =
      Set.of("emerg", "alert", "crit", "error", "warn", "notice", "info", "debug");
  private static final Set<String> PROTOCOL_OPTIONS =
      Set.of("allow0.9", "require1.0", "strict", "unsafe", "registeredmethods", "lenientmethods");
  private static final Set<String> HEADER_ACTIONS =
      Set.of(
          "add", "set", "setifempty", "append", "merge", "unset", "echo", "note", "edit", "edit*");
  private static final Set<String> TOKENS =
      Set.of("os", "min", "minimal", "major", "minor", "prod", "productonly", "full");
  private static final Set<String> PROTOCOLS =
      Set.of("sslv3", "tlsv1", "tlsv1.1", "tlsv1.2", "tlsv1.3", "all");

  private Arguments() {}

  /// What is wrong, null where nothing is.
  static @Nullable String fault(Directive directive) {
    var words = directive.words();
    return switch (directive.key()) {
      case "options" -> options(words);
      case "allowoverride" -> each(words, word -> OVERRIDES.contains(before(word, '=')));
      case "fileetag" -> each(words, Arguments::etag);
      case "servertokens" -> each(words, TOKENS::contains);
      case "serversignature" -> each(words, Set.of("on", "off", "email")::contains);
      case "traceenable" -> each(words, Set.of("on", "off", "extended")::contains);
      case "httpprotocoloptions" -> each(words, PROTOCOL_OPTIONS::contains);
      case "loglevel" -> each(words, Arguments::level);
      case "sslprotocol" -> each(words, Arguments::protocol);
      case "authmerging" -> each(words, Set.of("off", "and", "or")::contains);
      case "sslengine" -> each(words, Set.of("on", "off", "optional")::contains);
      case "limitrequestbody" -> each(words, word -> number(word) >= 0);
      case "keepalivetimeout" -> each(words, Arguments::time);
      case "header", "requestheader" -> header(words);
      case "error" -> "the configuration asks to stop here: " + directive.args();
      default -> null;
    };
  }

  private static @Nullable String each(
      List<String> words, java.util.function.Predicate<String> good) {
    for (var word : words) {
      if (!good.test(word.toLowerCase(Locale.ROOT))) {
        return "it knows no " + word;
      }
    }
    return null;
  }

  /// `set_options`: either all words have a sign or none, `None` and `All` come first and without.
  private static @Nullable String options(List<String> words) {
    var merge = false;
    var whole = false;
    for (var i = 0; i < words.size(); i++) {
      var word = words.get(i).toLowerCase(Locale.ROOT);
      var signed = word.startsWith("+") || word.startsWith("-");
      if (i > 0 && signed != merge && !(signed && whole)) {
        return "either all words have + or -, or none has";
      }
      merge |= signed;
      var name = signed ? word.substring(1) : word;
      if (name.equals("none") || name.equals("all")) {
        if (i > 0 || signed) {
          return name + " comes first and without a sign";
        }
        whole = true;
      } else if (!OPTIONS.contains(name)) {
        return "it knows no " + words.get(i);
      }
    }
    return null;
  }

  /// `header_cmd`: a condition, an action, a name, and what the action takes.
  private static @Nullable String header(List<String> words) {
    var first = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    var at = first.equals("always") || first.equals("onsuccess") ? 1 : 0;
    if (words.size() < at + 2) {
      return "it takes an action and a name";
    }
    var action = words.get(at).toLowerCase(Locale.ROOT);
    if (!HEADER_ACTIONS.contains(action)) {
      return "it knows no " + words.get(at);
    }
    var values =
        switch (action) {
          case "unset", "echo" -> 0;
          case "edit", "edit*" -> 2;
          default -> 1;
        };
    var rest = words.subList(at + 2, words.size());
    if (rest.size() < values || rest.size() > values + 1) {
      return "it takes other arguments";
    }
    var last = rest.isEmpty() ? "" : rest.getLast().toLowerCase(Locale.ROOT);
    var known = last.equals("early") || last.startsWith("env=") || last.startsWith("expr=");
    return rest.size() == values || known ? null : "it knows no " + rest.getLast();
  }

  private static boolean etag(String word) {
    var signed = word.startsWith("+") || word.startsWith("-");
    var name = signed ? word.substring(1) : word;
    return ETAGS.contains(name) && !(signed && (name.equals("none") || name.equals("all")));
  }

  private static boolean level(String word) {
    var level = word.substring(word.lastIndexOf(':') + 1);
    return LEVELS.contains(level) || level.matches("trace[1-8]");
  }

  private static boolean protocol(String word) {
    var name = word.startsWith("+") || word.startsWith("-") ? word.substring(1) : word;
    return PROTOCOLS.contains(name) || word.equals("-sslv2");
  }

  private static boolean time(String word) {
    var digits = 0;
    while (digits < word.length() && Character.isDigit(word.charAt(digits))) {
      digits++;
    }
    return digits > 0 && Set.of("", "s", "ms").contains(word.substring(digits));
  }

  private static String before(String word, char mark) {
    var end = word.indexOf(mark);
    return end < 0 ? word : word.substring(0, end);
  }

  /// As C's `atoi` and its like: digits in front count; -1 where there is no number.
  static long number(String word) {
    var at = 0;
    long value = 0;
    while (at < word.length() && at < 18 && word.charAt(at) >= '0' && word.charAt(at) <= '9') {
      value = value * 10 + word.charAt(at++) - '0';
    }
    return at == 0 ? -1 : value;
  }
}
