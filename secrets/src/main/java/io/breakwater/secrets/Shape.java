package io.breakwater.secrets;

/// A token that is known by how it begins.
///
/// @param prefix with which it begins
/// @param body classes of [Text] of the characters after the prefix
/// @param least number of characters after the prefix
/// @param most number of characters after the prefix
/// @param rule what else must hold
record Shape(String prefix, int body, int least, int most, SecretKind kind, Rule rule) {
  /// How far off a vendor's name counts as near, in bytes.
  private static final int NEAR = 160;

  /// What is asked beyond the alphabet and the length.
  enum Rule {
    /// Nothing.
    PLAIN,
    /// The last six characters are the CRC-32 of those before, in base 62.
    CHECKSUM,
    /// `22_59` letters and digits.
    FINE_GRAINED,
    /// Numbers and a last part of 20 characters or more, between hyphens.
    SLACK,
    /// Has `T3BlbkFJ` in its middle.
    OPENAI,
    /// Ends in `AA`.
    ENDS_IN_AA,
    /// 32 characters, `_` and eight hexadecimal digits.
    GRAFANA,
    /// May go on after a dot.
    DOTTED,
    /// The name of the vendor stands near.
    NAMED,
    /// 32 hexadecimal digits, and perhaps `-` and a digit.
    DATABRICKS,
    /// Base64 that may go on beyond the run.
    BASE64,
    /// 24 hexadecimal digits, `-` and 34 more.
    POSTMAN
  }

  static Shape token(String prefix, int body, int length, SecretKind kind) {
    return new Shape(prefix, body, length, length, kind, Rule.PLAIN);
  }

  static Shape token(String prefix, int body, int least, int most, SecretKind kind) {
    return new Shape(prefix, body, least, most, kind, Rule.PLAIN);
  }

  static Shape token(String prefix, int body, int least, int most, SecretKind kind, Rule rule) {
    return new Shape(prefix, body, least, most, kind, rule);
  }

  /// Whether the run from `from` to `to` is such a token and not a stand-in for one.
  boolean matches(Text text, int from, int to) {
    int start = from + prefix.length();
    int stop = rule == Rule.BASE64 ? text.past(start, start + most + 1, body) : to;
    int length = stop - start;
    return length >= least
        && length <= most
        && text.all(start, stop, body)
        && holds(text, from, start, stop)
        && !Placeholders.typed(text, start, stop, leastEntropy(length));
  }

  private double leastEntropy(int length) {
    return body == Text.HEX || length < 20 ? 2.5 : 3;
  }

  private boolean holds(Text text, int from, int start, int stop) {
    return switch (rule) {
      case PLAIN, BASE64 -> true;
      case CHECKSUM -> Checksums.base62(text, start, stop);
      case FINE_GRAINED ->
          text.at(start + 22) == '_'
              && text.all(start, start + 22, Text.LETTER | Text.DIGIT)
              && text.all(start + 23, stop, Text.LETTER | Text.DIGIT);
      case SLACK -> slack(text, start, stop);
      case OPENAI -> openAi(text, start, stop);
      case ENDS_IN_AA -> text.starts(stop - 2, "AA");
      case GRAFANA ->
          text.at(start + 32) == '_'
              && text.all(start, start + 32, Text.LETTER | Text.DIGIT)
              && text.all(start + 33, stop, Text.HEX);
      case DOTTED -> text.at(stop) != '(' && mixed(text, start, stop);
      case DATABRICKS -> databricks(text, start, stop);
      case NAMED -> text.has(from - NEAR, stop + NEAR, vendor());
      case POSTMAN -> text.at(start + 24) == '-' && text.all(start, start + 24, Text.HEX);
    };
  }

  private String vendor() {
    return prefix.equals("ATBB") ? "bitbucket" : kind.id().substring(0, kind.id().indexOf('_'));
  }

  private static boolean slack(Text text, int start, int stop) {
    if (!text.is(start, Text.DIGIT)) {
      return false;
    }
    int last = stop;
    while (last > start && text.at(last - 1) != '-') {
      last--;
    }
    return stop - last >= 20 && text.past(last, stop, Text.DIGIT) < stop;
  }

  private static boolean openAi(Text text, int start, int stop) {
    for (int i = start; i + 8 <= stop; i++) {
      if (text.bytes[i] == 'T' && text.starts(i, "T3BlbkFJ")) {
        return true;
      }
    }
    return false;
  }

  private static boolean databricks(Text text, int start, int stop) {
    int end = start + 32;
    return text.all(start, end, Text.HEX)
        && (stop == end
            || (stop == end + 2 && text.at(end) == '-' && text.is(end + 1, Text.DIGIT)));
  }

  /// Digits and letters of both sizes, as in what is drawn at random.
  static boolean mixed(Text text, int from, int to) {
    int seen = 0;
    for (int i = from; i < to; i++) {
      seen |= Text.classOf(text.bytes[i]);
    }
    return (seen & Text.DIGIT) != 0 && (seen & Text.UPPER) != 0;
  }
}
