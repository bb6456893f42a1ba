package io.breakwater.secrets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What was found in one content, without the secrets.
final class Findings {
  /// Of each kind in a file; a file with more needs nobody to list them all.
  static final int MOST_OF_A_KIND = 5;

  private final List<SecretMatch> matches = new ArrayList<>();
  private final Text text;

  /// Number of the line with which the stretch in memory begins.
  int firstLine = 1;

  Findings(Text text) {
    this.text = text;
  }

  void add(SecretKind kind, int at) {
    int same = 0;
    for (var match : matches) {
      same += match.kind().equals(kind.id()) ? 1 : 0;
    }
    if (same < MOST_OF_A_KIND) {
      var match = new SecretMatch(kind.id(), line(at));
      if (!matches.contains(match)) {
        matches.add(match);
      }
    }
  }

  /// Whether something is known about the line already.
  boolean onLine(int at) {
    if (matches.isEmpty()) {
      return false;
    }
    int line = line(at);
    for (var match : matches) {
      if (match.line() == line) {
        return true;
      }
    }
    return false;
  }

  private int line(int at) {
    return firstLine + Lines.count(text.bytes, 0, at);
  }

  /// In the order of lines.
  List<SecretMatch> list() {
    matches.sort(Comparator.comparingInt(SecretMatch::line));
    return List.copyOf(matches);
  }
}
