package io.breakwater.advisor;

/// Which names are meant; other modules add other ways to say it.
public interface NamePattern {
  /// Every name.
  NamePattern ANY = of("*");

  /// Whether a name is meant.
  boolean matches(String name);

  /// A name, or a pattern in which `*` stands for any characters, none included.
  static NamePattern of(String text) {
    return text.indexOf('*') < 0 ? new Exact(text) : new Wildcard(text);
  }

  /// One name.
  record Exact(String name) implements NamePattern {
    @Override
    public boolean matches(String other) {
      return name.equals(other);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// A pattern with `*`.
  record Wildcard(String pattern) implements NamePattern {
    @Override
    public boolean matches(String name) {
      var p = 0;
      var n = 0;
      var star = -1;
      var mark = 0;
      while (n < name.length()) {
        if (p < pattern.length() && pattern.charAt(p) == '*') {
          star = p++;
          mark = n;
        } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
          p++;
          n++;
        } else if (star >= 0) {
          p = star + 1;
          n = ++mark;
        } else {
          return false;
        }
      }
      while (p < pattern.length() && pattern.charAt(p) == '*') {
        p++;
      }
      return p == pattern.length();
    }

    @Override
    public String toString() {
      return pattern;
    }
  }
}
