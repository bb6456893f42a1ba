package io.breakwater.configuration.apache;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Who is let in by a section, in the words of mod_authz_core (`Require` and its containers) and of
/// mod_access_compat (`Order`, `Allow`, `Deny`).
enum Access {
  /// The section says nothing.
  UNSET,
  /// Everybody.
  GRANTED,
  /// Some: by address, by name, by a condition.
  RESTRICTED,
  /// Nobody.
  DENIED;

  private static final Set<String> DECIDES =
      Set.of(
          "require",
          "<requireall",
          "<requireany",
          "<requirenone",
          "order",
          "allow",
          "deny",
          "satisfy");
  private static final Set<String> EVERY_ADDRESS =
      Set.of("0.0.0.0/0", "0/0", "::/0", "0.0.0.0/0.0.0.0");

  /// Whether a directive is one of mod_access_compat.
  static boolean isOrdered(Directive directive) {
    return switch (directive.key()) {
      case "order", "allow", "deny", "satisfy" -> true;
      default -> false;
    };
  }

  /// Whether a directive has a say.
  static boolean decides(Directive directive) {
    return DECIDES.contains(directive.key());
  }

  /// What the directives of a section say together.
  static Access of(List<Directive> directives) {
    var required = required(directives);
    var ordered = ordered(directives);
    var any =
        directives.stream()
            .anyMatch(one -> one.is("satisfy") && one.word().equalsIgnoreCase("any"));
    if (any && required == UNSET) {
      return GRANTED;
    }
    if (required == UNSET || ordered == UNSET) {
      return required == UNSET ? ordered : required;
    }
    var first = any == (required.compareTo(ordered) < 0);
    return first ? required : ordered;
  }

  /// The `Require` in force with the directives of one more section.
  ///
  /// @param before those in force outside of it
  static List<Directive> merged(List<Directive> before, List<Directive> section) {
    var own = section.stream().filter(one -> decides(one) && !isOrdered(one)).toList();
    var merging = merging(section).map(one -> one.word().toLowerCase(Locale.ROOT)).orElse("");
    var none = required(own) == UNSET;
    return switch (merging) {
      case "off" -> own;
      case "" -> none ? before : own;
      case "or" -> Stream.concat(before.stream(), own.stream()).toList();
      default -> {
        if (none || required(before) == UNSET) {
          yield none ? before : own;
        }
        yield List.of(
            container(
                "<RequireAll",
                List.of(container("<RequireAny", before), container("<RequireAny", own))));
      }
    };
  }

  private static Directive container(String name, List<Directive> children) {
    var container = Directive.of(name, ">", children.getFirst().place());
    container.children().addAll(children);
    return container;
  }

  /// How a section adds up with those before it, if it says so: `Off`, `And`, `Or`.
  static Optional<Directive> merging(List<Directive> directives) {
    return directives.stream().filter(one -> one.is("authmerging")).reduce((one, two) -> two);
  }

  /// What `Require` says. Those that stand side by side are alternatives.
  static Access required(List<Directive> directives) {
    return any(directives);
  }

  private static Access any(List<Directive> directives) {
    var access = UNSET;
    for (var directive : directives) {
      var one = term(directive);
      if (one != UNSET) {
        access = access == UNSET || one.compareTo(access) < 0 ? one : access;
      }
    }
    return access;
  }

  private static Access all(List<Directive> directives) {
    var access = UNSET;
    for (var directive : directives) {
      var one = term(directive);
      if (one != UNSET) {
        access = one.compareTo(access) > 0 ? one : access;
      }
    }
    return access;
  }

  private static Access term(Directive directive) {
    return switch (directive.key()) {
      case "<requireall" -> all(directive.children());
      case "<requireany" -> any(directive.children());
      // They take away only; what is left is told by the others.
      case "<requirenone" -> UNSET;
      case "require" -> require(directive.words());
      default -> UNSET;
    };
  }

  private static Access require(List<String> words) {
    var first = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    var second = words.size() > 1 ? words.get(1).toLowerCase(Locale.ROOT) : "";
    return switch (first) {
      case "all" -> second.equals("denied") ? DENIED : GRANTED;
      case "not" -> UNSET;
      case "method" -> GRANTED;
      case "ip" -> words.stream().anyMatch(EVERY_ADDRESS::contains) ? GRANTED : RESTRICTED;
      default -> RESTRICTED;
    };
  }

  private static Access ordered(List<Directive> directives) {
    var said = false;
    var allowFirst = false;
    var allow = UNSET;
    var deny = UNSET;
    for (var directive : directives) {
      var words = directive.words();
      switch (directive.key()) {
        case "order" -> {
          said = true;
          var order = directive.args().toLowerCase(Locale.ROOT);
          allowFirst = order.startsWith("allow") || order.startsWith("mutual");
        }
        case "allow" -> {
          said = true;
          allow = wider(allow, words);
        }
        case "deny" -> {
          said = true;
          deny = wider(deny, words);
        }
        // Without order nobody is denied, and one of the two is enough.
        case "satisfy" -> said |= directive.word().equalsIgnoreCase("any");
        default -> {}
      }
    }
    if (!said) {
      return UNSET;
    }
    return allowFirst ? allowThenDeny(allow, deny) : denyThenAllow(allow, deny);
  }

  /// Everybody, some or nobody that a list of `from` names.
  private static Access wider(Access before, List<String> words) {
    var everybody = words.stream().skip(1).anyMatch(word -> word.equalsIgnoreCase("all"));
    return everybody || before == GRANTED ? GRANTED : RESTRICTED;
  }

  private static Access allowThenDeny(Access allow, Access deny) {
    if (deny == GRANTED || allow == UNSET) {
      return DENIED;
    }
    return allow;
  }

  private static Access denyThenAllow(Access allow, Access deny) {
    if (deny != GRANTED || allow == GRANTED) {
      return GRANTED;
    }
    return allow == UNSET ? DENIED : RESTRICTED;
  }
}
