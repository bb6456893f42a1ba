package io.breakwater.registry.portfolio;

import io.breakwater.advisor.Severity;
import java.util.List;

/// An issue of an image in an `int`: its number above, what is so of it in that image below.
final class IssueWord {
  static final int ACTIVE = 1;
  static final int FIXABLE = 2;
  static final int EXPLOITED = 4;
  static final int CONFIGURATION = 8;
  private static final int SEVERITY = 4;
  private static final int NUMBER = 8;

  /// Numbers are below this.
  static final int MOST = 1 << 23;

  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  private IssueWord() {}

  static int of(int number, int flags, Severity severity) {
    return number << NUMBER | SEVERITIES.indexOf(severity) << SEVERITY | flags;
  }

  static int number(int word) {
    return word >>> NUMBER;
  }

  static boolean has(int word, int flags) {
    return (word & flags) == flags;
  }

  /// How bad it is, 0 to 5, in the order of [Severity].
  static int severity(int word) {
    return word >>> SEVERITY & 7;
  }

  static Severity severityAt(int place) {
    return SEVERITIES.get(place);
  }
}
