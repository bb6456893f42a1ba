package io.breakwater.accounts.audit;

import java.util.regex.Pattern;

/// What an audit event is about: `container-registry.<noun>.<verb>`. Nouns and verbs are lower
/// case with hyphens: `image`, `account-vulnerability-report`.
public record AuditAction(String noun, String verb) {
  private static final String SERVICE = "container-registry.";
  private static final Pattern WORD = Pattern.compile("[a-z]{1,32}(?:-[a-z]{1,32}){0,4}");

  public AuditAction {
    if (!WORD.matcher(noun).matches() || !WORD.matcher(verb).matches()) {
      throw new IllegalArgumentException("no noun and verb of an action");
    }
  }

  /// Reads a whole name, such as an `Action`'s.
  ///
  /// @throws IllegalArgumentException when it is none
  public static AuditAction parse(String name) {
    var dot = name.indexOf('.', SERVICE.length());
    if (!name.startsWith(SERVICE) || dot < 0) {
      throw new IllegalArgumentException("no name of an action");
    }
    return new AuditAction(name.substring(SERVICE.length(), dot), name.substring(dot + 1));
  }

  @Override
  public String toString() {
    return SERVICE + noun + "." + verb;
  }
}
