package io.breakwater.configuration.apache;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  private final Map<Option, Directive> on = new EnumMap<>(Option.class);
  private final Map<Option, Directive> added = new EnumMap<>(Option.class);
  private final Set<Option> removed = EnumSet.noneOf(Option.class);
  private boolean replaces;

  private OptionSet() {}

  /// The default: `FollowSymLinks`, and before 2.3.11 all but `MultiViews`.
  ///
  /// @param nowhere stands for the default in what follows
  static OptionSet byDefault(boolean old, Directive nowhere) {
    var set = new OptionSet();
    set.on.put(Option.FOLLOW_SYM_LINKS, nowhere);
    if (old) {
      set.on.put(Option.INDEXES, nowhere);
      set.on.put(Option.INCLUDES, nowhere);
      set.on.put(Option.EXEC_CGI, nowhere);
    }
    return set;
  }

  /// What is in force with the directives of one more section. Words with a sign are remembered
  /// even where a later line of their section replaces them, and come back in the next section.
  OptionSet with(List<Directive> directives) {
    var section = new OptionSet();
    directives.stream().filter(one -> one.is("options")).forEach(section::apply);
    if (section.replaces) {
      return section;
    }
    var next = new OptionSet();
    next.added.putAll(added);
    next.added.keySet().removeAll(section.removed);
    next.added.putAll(section.added);
    next.removed.addAll(removed);
    next.removed.removeAll(section.added.keySet());
    next.removed.addAll(section.removed);
    next.on.putAll(on);
    next.on.keySet().removeAll(next.removed);
    next.on.putAll(next.added);
    return next;
  }

  private void apply(Directive directive) {
    var first = true;
    for (var written : directive.words()) {
      var sign = written.isEmpty() ? ' ' : written.charAt(0);
      var signed = sign == '+' || sign == '-';
      if (first && !signed) {
        on.clear();
        replaces = true;
      }
      first = false;
      var word = (signed ? written.substring(1) : written).toLowerCase(Locale.ROOT);
      for (var option : Option.values()) {
        if (named(option, word)) {
          apply(option, sign, directive);
        }
      }
    }
  }

  private void apply(Option option, char sign, Directive directive) {
    if (sign == '-') {
      on.remove(option);
      added.remove(option);
      removed.add(option);
      return;
    }
    on.put(option, directive);
    if (sign == '+') {
      added.put(option, directive);
      removed.remove(option);
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
