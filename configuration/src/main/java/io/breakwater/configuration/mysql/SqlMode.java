package io.breakwater.configuration.mysql;

import io.breakwater.configuration.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The SQL mode: a list of words, or a number whose bits stand for them.
final class SqlMode {
  /// In the order of their bits (`sql_mode_names` in `sql/sys_vars.cc`); MySQL
  /// has the same except for the last three.
  private static final List<String> WORDS =
      List.of(
          "REAL_AS_FLOAT",
          "PIPES_AS_CONCAT",
          "ANSI_QUOTES",
          "IGNORE_SPACE",
          "IGNORE_BAD_TABLE_OPTIONS",
          "ONLY_FULL_GROUP_BY",
          "NO_UNSIGNED_SUBTRACTION",
          "NO_DIR_IN_CREATE",
          "POSTGRESQL",
          "ORACLE",
          "MSSQL",
          "DB2",
          "MAXDB",
          "NO_KEY_OPTIONS",
          "NO_TABLE_OPTIONS",
          "NO_FIELD_OPTIONS",
          "MYSQL323",
          "MYSQL40",
          "ANSI",
          "NO_AUTO_VALUE_ON_ZERO",
          "NO_BACKSLASH_ESCAPES",
          "STRICT_TRANS_TABLES",
          "STRICT_ALL_TABLES",
          "NO_ZERO_IN_DATE",
          "NO_ZERO_DATE",
          "ALLOW_INVALID_DATES",
          "ERROR_FOR_DIVISION_BY_ZERO",
          "TRADITIONAL",
          "NO_AUTO_CREATE_USER",
          "HIGH_NOT_PRECEDENCE",
          "NO_ENGINE_SUBSTITUTION",
          "PAD_CHAR_TO_FULL_LENGTH",
          "EMPTY_STRING_IS_NULL",
          "SIMULTANEOUS_ASSIGNMENT",
          "TIME_ROUND_FRACTIONAL");

  /// What MySQL has instead of the last three.
  private static final String OF_MYSQL = "TIME_TRUNCATE_FRACTIONAL";

  private static final long STRICT =
      bit("STRICT_TRANS_TABLES") | bit("STRICT_ALL_TABLES") | bit("TRADITIONAL");

  private SqlMode() {}

  private static long bit(String word) {
    return 1L << WORDS.indexOf(word);
  }

  static Outcome judge(Facts facts) {
    var set = facts.options().last("sql-mode");
    if (set.isEmpty()) {
      return byDefault(facts);
    }
    var bits = bits(set.get().text(), facts.server().isMariaDb());
    if (bits.isEmpty()) {
      return new Outcome.CannotTell(
          "%s: the words of sql_mode are not all known".formatted(set.get().place()));
    }
    return (bits.get() & STRICT) != 0
        ? Facts.PASS
        : facts.fail(
            set.get().place(),
            "sql_mode is \"%s\", which is not strict: add STRICT_ALL_TABLES."
                .formatted(set.get().text()));
  }

  private static Outcome byDefault(Facts facts) {
    var strict =
        facts.server().isMariaDb()
            ? facts.server().atLeast(10, 2, 4)
            : facts.server().atLeast(5, 7, 5);
    if (strict.isEmpty()) {
      return facts.unknownVersion("sql_mode");
    }
    return strict.get()
        ? Facts.PASS
        : facts.missing(
            "sql_mode is not specified in %s and is not strict by default: write \"sql_mode = STRICT_ALL_TABLES\" below [mysqld]."
                .formatted(facts.main()));
  }

  /// The bits of a value; empty where a word is unknown or begins more than one (`find_typeset`).
  static Optional<Long> bits(String value, boolean mariaDb) {
    if (value.isEmpty()) {
      return Optional.of(0L);
    }
    var bits = 0L;
    for (var word : value.split(",", -1)) {
      var upper = word.toUpperCase(Locale.ROOT);
      if (!mariaDb && upper.equals(OF_MYSQL)) {
        continue;
      }
      var bit = one(upper);
      if (bit < 0) {
        return number(value);
      }
      bits |= 1L << bit;
    }
    return Optional.of(bits);
  }

  private static int one(String word) {
    var found = -1;
    for (var i = 0; i < WORDS.size() && !word.isEmpty(); i++) {
      if (WORDS.get(i).equals(word)) {
        return i;
      }
      if (WORDS.get(i).startsWith(word)) {
        found = found == -1 ? i : -2;
      }
    }
    return found;
  }

  private static Optional<Long> number(String value) {
    for (var i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    var bits = value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value);
    return bits >= 1L << WORDS.size() ? Optional.empty() : Optional.of(bits);
  }
}
