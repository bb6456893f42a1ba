package io.breakwater.registry.namespaces;

/// A text in which `*` stands for any characters but `/`, `**` for any characters, and `?` for
/// one that is no `/`. Takes time in proportion to the product of both lengths at most, whatever
/// the pattern: no regular expression that goes back and forth.
final class Glob {
  private final String pattern;

  Glob(String pattern) {
    this.pattern = pattern;
  }

  /// Keeps for each length of the pattern whether it matches what was read so far.
  boolean matches(String text) {
    var reached = start();
    for (var at = 0; at < text.length(); at++) {
      reached = step(reached, text.charAt(at));
    }
    return reached[pattern.length()];
  }

  private boolean[] start() {
    var reached = new boolean[pattern.length() + 1];
    reached[0] = true;
    skipStars(reached);
    return reached;
  }

  private boolean[] step(boolean[] before, char c) {
    var reached = new boolean[before.length];
    for (var at = 0; at < pattern.length(); at++) {
      if (!before[at]) {
        continue;
      }
      var sign = pattern.charAt(at);
      if (sign == '*') {
        reached[at] |= c != '/' || twice(at);
      } else {
        reached[at + 1] |= sign == '?' ? c != '/' : sign == c;
      }
    }
    skipStars(reached);
    return reached;
  }

  /// Any characters may be none.
  private void skipStars(boolean[] reached) {
    for (var at = 0; at < pattern.length(); at++) {
      if (reached[at] && pattern.charAt(at) == '*') {
        reached[at + 1] = true;
      }
    }
  }

  /// Whether a star has another beside it.
  private boolean twice(int at) {
    return (at > 0 && pattern.charAt(at - 1) == '*')
        || (at + 1 < pattern.length() && pattern.charAt(at + 1) == '*');
  }
}
