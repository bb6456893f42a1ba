package io.breakwater.policy.products;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.breakwater.advisor.NamePattern;

/// Names that a regular expression of Go matches as a whole (RE2 syntax), in time linear in
/// the name: the expressions come from files, so one that takes for ever must not exist.
public final class RegularName implements NamePattern {
  private static final int LONGEST = 1000;

  private final Pattern pattern;

  private RegularName(Pattern pattern) {
    this.pattern = pattern;
  }

  /// Reads an expression; a plain name is one, too.
  ///
  /// @throws IllegalArgumentException when it is none; the message says why
  public static NamePattern of(String expression) {
    if (expression.length() > LONGEST) {
      throw new IllegalArgumentException("it has more than " + LONGEST + " characters");
    }
    try {
      return new RegularName(Pattern.compile("^(?:" + expression + ")$"));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
  }

  @Override
  public boolean matches(String name) {
    return pattern.matcher(name).find();
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegularName that && that.pattern.pattern().equals(pattern.pattern());
  }

  @Override
  public int hashCode() {
    return pattern.pattern().hashCode();
  }
}
