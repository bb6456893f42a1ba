package io.breakwater.advisor;

import java.util.ArrayList;

/// Which files of an image are meant: `?` is one character and `*` any number of them within a
/// name, `**` any number of characters, `**/` any number of folders, none included. A slash
/// at the beginning is left away on both sides: paths are those of the image.
///
/// At most 1,024 characters. Matching takes time in proportion to pattern times path.
public final class PathPattern {
  private static final int LONGEST = 1024;

  /// Above all characters.
  private static final int ONE = 0x10000;

  private static final int NAME = 0x10001;
  private static final int ALL = 0x10002;

  /// Before a run of folders, which may be empty; the next step is within it.
  private static final int FOLDERS = 0x10003;

  private static final int IN_FOLDERS = 0x10004;

  private final String text;
  private final int[] steps;

  private PathPattern(String text, int[] steps) {
    this.text = text;
    this.steps = steps;
  }

  /// Reads a pattern.
  ///
  /// @throws IllegalArgumentException when it is empty or too long
  public static PathPattern of(String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          text.isBlank() ? "a path is missing" : "a path has at most 1024 characters");
    }
    var steps = new ArrayList<Integer>();
    for (var i = text.startsWith("/") ? 1 : 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (text.startsWith("**/", i)) {
        steps.add(FOLDERS);
        steps.add(IN_FOLDERS);
        i += 2;
      } else if (text.startsWith("**", i)) {
        steps.add(ALL);
        i += 1;
      } else {
        steps.add(c == '*' ? NAME : c == '?' ? ONE : (int) c);
      }
    }
    return new PathPattern(text, steps.stream().mapToInt(Integer::intValue).toArray());
  }

  /// Whether a file is meant.
  ///
  /// @param path absolute in the image
  public boolean matches(String path) {
    var at = new boolean[steps.length + 1];
    at[0] = true;
    pass(at);
    for (var i = path.startsWith("/") ? 1 : 0; i < path.length(); i++) {
      at = after(at, path.charAt(i));
    }
    return at[steps.length];
  }

  /// The steps before which a character leaves the match, from those before which it stood.
  private boolean[] after(boolean[] at, char c) {
    var next = new boolean[at.length];
    for (var s = 0; s < steps.length; s++) {
      if (!at[s]) {
        continue;
      }
      switch (steps[s]) {
        case ONE -> next[s + 1] |= c != '/';
        case NAME -> next[s] |= c != '/';
        case ALL -> next[s] = true;
        case FOLDERS -> {}
        case IN_FOLDERS -> {
          next[s] = true;
          next[s + 1] |= c == '/';
        }
        default -> next[s + 1] |= steps[s] == c;
      }
    }
    pass(next);
    return next;
  }

  /// Steps that may match nothing are passed.
  private void pass(boolean[] at) {
    for (var s = 0; s < steps.length; s++) {
      at[s + 1] |= at[s] && (steps[s] == NAME || steps[s] == ALL || steps[s] == FOLDERS);
      if (at[s] && steps[s] == FOLDERS) {
        at[s + 2] = true;
      }
    }
  }

  /// The pattern as written.
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathPattern that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
