package io.breakwater.configuration.apache;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses what httpd refuses when it executes the tree (`ap_walk_config`, `invoke_cmd` in
/// `server/config.c`): directives that no module brings, in places where they may not stand, with
/// a wrong number of arguments, and wrong arguments of those that checks look at.
final class Validation {
  /// Where a directive stands.
  ///
  /// @param host in a `<VirtualHost>`
  /// @param inside in a `<Directory>` or its like
  /// @param sections names of the sections around it
  private record Context(boolean host, boolean inside, List<String> sections) {
    static final Context TOP = new Context(false, false, List.of());

    Context in(String section) {
      var sections = new ArrayList<>(this.sections);
      sections.add(section);
      var virtual = section.equals("<virtualhost");
      return new Context(host || virtual, inside || !virtual, List.copyOf(sections));
    }

    /// Whether only `Require` and its sections may stand here.
    boolean authorization() {
      return !sections.isEmpty() && AUTHORIZATION.contains(sections.getLast());
    }

    boolean within(String... names) {
      for (var name : names) {
        if (sections.contains(name)) {
          return true;
        }
      }
      return false;
    }
  }

  private static final Set<String> AUTHORIZATION =
      Set.of("<requireall", "<requireany", "<requirenone");

  private static final List<Set<String>> PROTOCOL =
      List.of(
          Set.of("strict", "unsafe"),
          Set.of("registeredmethods", "lenientmethods"),
          Set.of("allow0.9", "require1.0"));

  private final Modules modules;
  private final boolean strict;

  /// @param strict whether a directive that no module of httpd brings is an error; not where the
  ///     version is old or unknown
  Validation(Modules modules, boolean strict) {
    this.modules = modules;
    this.strict = strict;
  }

  void check(List<Directive> tree) throws ConfigException {
    block(tree, Context.TOP);
  }

  private void block(List<Directive> directives, Context context) throws ConfigException {
    if (!context.inside()) {
      exclusive(directives);
    }
    var conditional = false;
    for (var directive : directives) {
      directive(directive, context);
      // Only sections end the chain of <If>, not what stands between them.
      switch (directive.key()) {
        case "<if", "<elseif" -> conditional = true;
        case "<else" -> {
          require(conditional, directive, "there is no <If> before it");
          conditional = false;
        }
        default -> {}
      }
      if (directive.is("<elseif")) {
        require(conditional, directive, "there is no <If> before it");
      }
    }
  }

  /// `HttpProtocolOptions` adds up in a server, and some of its words exclude each other.
  private static void exclusive(List<Directive> directives) throws ConfigException {
    var said = new HashSet<String>();
    for (var directive : directives) {
      if (directive.is("httpprotocoloptions")) {
        directive.words().forEach(word -> said.add(word.toLowerCase(Locale.ROOT)));
        for (var pair : PROTOCOL) {
          require(!said.containsAll(pair), directive, pair + " exclude each other");
        }
      }
    }
  }

  private void directive(Directive directive, Context context) throws ConfigException {
    var found = Grammar.find(directive.key(), modules);
    if (found.isEmpty()) {
      absent(directive);
      return;
    }
    var entry = found.get();
    var allowed =
        switch (entry.context()) {
          case 'i' -> context.inside();
          case 'o' -> !context.inside();
          case 'g' -> !context.inside() && !context.host();
          default -> true;
        };
    var authorizes =
        directive.key().startsWith("require") || AUTHORIZATION.contains(directive.key());
    require(
        allowed && (authorizes || !context.authorization()), directive, "it may not stand here");
    if (directive.isSection()) {
      section(directive, context);
    } else {
      require(counts(entry.kind(), directive), directive, "it takes other arguments");
      var fault = Arguments.fault(directive);
      require(fault == null, directive, fault == null ? "" : fault);
    }
  }

  private void absent(Directive directive) throws ConfigException {
    var ours = Grammar.anywhere(directive.key());
    if (ours.isPresent()) {
      require(
          (!modules.exact() && !directive.isSection()) || !strict,
          directive,
          "module " + ours.get().module() + " that brings it is not loaded");
    } else {
      require(modules.foreign() || !strict, directive, "no module brings it");
    }
  }

  private void section(Directive section, Context context) throws ConfigException {
    require(section.args().contains(">"), section, "it has no closing \">\"");
    var words = section.words();
    var key = section.key();
    require(!words.isEmpty() || key.equals("<else") || bare(key), section, "it needs an argument");
    switch (key) {
      case "<virtualhost" ->
          require(context.sections().isEmpty(), section, "it stands in another section");
      case "<directory", "<directorymatch", "<location", "<locationmatch" -> {
        require(!context.inside(), section, "it stands in another section");
        one(section, words);
      }
      case "<files", "<filesmatch" -> {
        require(
            !context.within("<location", "<locationmatch", "<limit", "<limitexcept"),
            section,
            "it stands in another section");
        one(section, words);
      }
      case "<if", "<elseif", "<else", "<limit", "<limitexcept" -> {
        require(!context.within("<limit", "<limitexcept"), section, "it stands in another section");
        if (key.startsWith("<limit")) {
          limit(section, words);
        }
      }
      default -> {}
    }
    if (AUTHORIZATION.contains(key)) {
      require(!section.children().isEmpty(), section, "it is empty");
    }
    block(section.children(), context.in(key));
  }

  private static boolean bare(String key) {
    return AUTHORIZATION.contains(key);
  }

  private static void limit(Directive section, List<String> methods) throws ConfigException {
    require(
        section.is("<limitexcept") || !methods.contains("TRACE"),
        section,
        "TRACE is controlled by TraceEnable");
  }

  private static void one(Directive section, List<String> words) throws ConfigException {
    var most = words.getFirst().equals("~") ? 2 : 1;
    require(words.size() <= most, section, "it takes one argument");
  }

  private static boolean counts(String kind, Directive directive) {
    var words = directive.words();
    var count = words.size();
    return switch (kind) {
      case "0" -> count == 0;
      case "1" -> count == 1 && !words.getFirst().isEmpty();
      case "2" -> count == 2;
      case "3" -> count == 3;
      case "12" -> count == 1 || count == 2;
      case "23" -> count == 2 || count == 3;
      case "13" -> count == 1 || count == 3;
      case "123" -> count >= 1 && count <= 3;
      case "f" -> count >= 1 && onOrOff(words.getFirst());
      case "i" -> count >= 1;
      case "j" -> count >= 2;
      default -> true;
    };
  }

  private static boolean onOrOff(String word) {
    return word.equalsIgnoreCase("on") || word.equalsIgnoreCase("off");
  }

  private static void require(boolean holds, Directive directive, @Nullable String why)
      throws ConfigException {
    if (!holds) {
      throw ConfigException.refused(directive.place(), directive.name() + ": " + why);
    }
  }
}
