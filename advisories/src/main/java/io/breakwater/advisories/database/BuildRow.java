package io.breakwater.advisories.database;

import java.util.Comparator;

/// A row while the database is built: numbers of texts, in an array of [#WIDTH].
///
/// The order is that of the file and total over everything a row says, so that the same rows
/// come out in the same order whichever feed was read first.
final class BuildRow {
  static final int RELEASE = 0;
  static final int PACKAGE = 1;
  static final int CVE = 2;
  static final int FLAGS = 3;
  /// -1 when there is none.
  static final int FIXED = 4;
  /// -1 when there is none.
  static final int DETAIL = 5;
  static final int SEVERITY = 6;
  static final int SCOPE = 7;
  static final int NOTICES = 8;
  static final int INFO = 9;
  static final int WIDTH = 10;

  private static final int[] ORDER = {
    RELEASE, PACKAGE, CVE, FLAGS, FIXED, DETAIL, SEVERITY, SCOPE, NOTICES, INFO
  };

  private BuildRow() {}

  static Comparator<int[]> order(TextPool pool) {
    return (a, b) -> {
      for (var column : ORDER) {
        var x = a[column];
        var y = b[column];
        if (x != y) {
          return column == FLAGS || x < 0 || y < 0
              ? Integer.compare(x, y)
              : pool.text(x).compareTo(pool.text(y));
        }
      }
      return 0;
    };
  }

  static boolean sameIssue(int[] a, int[] b) {
    return a[RELEASE] == b[RELEASE] && a[PACKAGE] == b[PACKAGE] && a[CVE] == b[CVE];
  }
}
