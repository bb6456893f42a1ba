package io.breakwater.configuration.apache;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The `Options` in force, each with the directive that switched it on (`set_options` and
/// `merge_core_dir_configs` in httpd's `server/core.c`): words with a sign change what is in force
/// around the section, words without replace it.
final class OptionSet {
  enum Option {
    INDEXES("Indexes"),
    INCLUDES("Includes"),
    INCLUDES_NO_EXEC("IncludesNOEXEC"),
    FOLLOW_SYM_LINKS("FollowSymLinks"),
    SYM_LINKS_IF_OWNER_MATCH("SymLinksIfOwnerMatch"),
    EXEC_CGI("ExecCGI"),
    MULTI_VIEWS("MultiViews");

    private final String word;

    Option(String word) {
      this.word = word;
    }
  }

  private final Map<Option, Directive> on;

  private OptionSet(Map<Option, Directive> on) {
    this.on = on;
  }

  /// The default: `FollowSymLinks`, and before 2.3.11 all but `MultiViews`.
  ///
  /// @param nowhere stands for the default in what follows
  static OptionSet byDefault(boolean old, Directive nowhere) {
    var on = new EnumMap<Option, Directive>(Option.class);
    on.put(Option.FOLLOW_SYM_LINKS, nowhere);
    if (old) {
      on.put(Option.INDEXES, nowhere);
      on.put(Option.INCLUDES, nowhere);
      on.put(Option.EXEC_CGI, nowhere);
    }
    return new OptionSet(on);
  }

  /// What is in force with the directives of one more section.
  OptionSet with(List<Directive> directives) {
    var next = new EnumMap<Option, Directive>(Option.class);
    next.putAll(on);
    directives.stream().filter(one -> one.is("options")).forEach(one -> apply(next, one));
    return new OptionSet(next);
  }

  private static void apply(Map<Option, Directive> on, Directive directive) {
    var first = true;
    for (var written : directive.words()) {
      var sign = written.isEmpty() ? ' ' : written.charAt(0);
      var signed = sign == '+' || sign == '-';
      if (first && !signed) {
        on.clear();
      }
      first = false;
      var word = (signed ? written.substring(1) : written).toLowerCase(Locale.ROOT);
      for (var option : Option.values()) {
        if (named(option, word)) {
          if (sign == '-') {
            on.remove(option);
          } else {
            on.put(option, directive);
          }
        }
      }
    }
  }

  private static boolean named(Option option, String word) {
    return switch (word) {
      case "all" ->
          option != Option.MULTI_VIEWS
              && option != Option.INCLUDES_NO_EXEC
              && option != Option.SYM_LINKS_IF_OWNER_MATCH;
      case "runscripts" -> option == Option.EXEC_CGI || option == Option.MULTI_VIEWS;
      // Taking Includes away takes IncludesNOEXEC too.
      case "includes" -> option == Option.INCLUDES || option == Option.INCLUDES_NO_EXEC;
      default -> option.word.equalsIgnoreCase(word);
    };
  }

  /// The directive that switched an option on; empty where it is off.
  Optional<Directive> where(Option option) {
    return Optional.ofNullable(on.get(option));
  }
}
