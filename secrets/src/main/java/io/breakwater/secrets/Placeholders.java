package io.breakwater.secrets;

/// Tells what stands for a secret in documentation from what was drawn at random.
final class Placeholders {
  /// Words that a random text of 40 characters holds once in 100,000 times or less.
  private static final String[] WORDS = {
    "example",
    "sample",
    "dummy",
    "placehold",
    "changeme",
    "change_me",
    "change-me",
    "redacted",
    "yourtoken",
    "your_",
    "your-",
    "yourapi",
    "yourkey",
    "notreal",
    "not_a_",
    "not-a-",
    "xxxxx",
    "insert",
    "replace",
    "foobar",
    "secret",
    "password",
    "testkey",
    "testtoken",
    "abcdef",
    "qwerty",
    "deadbeef",
    "cafebabe"
  };

  /// Values of variables and settings that are put there to be replaced.
  private static final String[] VALUES = {
    "changeme",
    "change_me",
    "change-me",
    "changeit",
    "change-it",
    "replaceme",
    "replace_me",
    "replace-me",
    "todo",
    "tbd",
    "none",
    "null",
    "nil",
    "undefined",
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "unset",
    "empty",
    "default",
    "required",
    "optional",
    "placeholder",
    "redacted",
    "hidden",
    "masked",
    "example",
    "dummy",
    "sample",
    "prompt",
    "ask",
    "auto",
    "enabled",
    "disabled"
  };

  /// Runs of one character as long as this come once in 10,000 random hex texts of 64 digits.
  private static final int REPEATS = 6;

  private static final int STEPS = 6;

  private Placeholders() {}

  /// Whether a token was evidently typed by a person.
  ///
  /// @param least bits of entropy per character that random ones exceed
  static boolean typed(Text text, int from, int to, double least) {
    return steady(text, from, to) || entropy(text, from, to) < least || words(text, from, to);
  }

  private static boolean words(Text text, int from, int to) {
    for (var word : WORDS) {
      if (text.has(from, to, word)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a character repeats itself, or characters follow each other as in `abcdefg`.
  private static boolean steady(Text text, int from, int to) {
    int same = 1;
    int up = 1;
    for (int i = from + 1; i < to; i++) {
      int step = text.bytes[i] - text.bytes[i - 1];
      same = step == 0 ? same + 1 : 1;
      up = step == 1 ? up + 1 : 1;
      if (same >= REPEATS || up >= STEPS) {
        return true;
      }
    }
    return false;
  }

  /// Bits per character (Shannon).
  static double entropy(Text text, int from, int to) {
    int length = to - from;
    if (length <= 0) {
      return 0;
    }
    var counts = new int[256];
    for (int i = from; i < to; i++) {
      counts[text.bytes[i] & 0xff]++;
    }
    double sum = 0;
    for (int count : counts) {
      if (count > 1) {
        sum += count * Math.log(count);
      }
    }
    return (Math.log(length) - sum / length) / Math.log(2);
  }

  /// Whether the value of a setting is empty, a reference, a path, a word that waits for a value.
  static boolean value(String value) {
    var text = value.strip();
    if (text.length() < 3 || reference(text) || path(text)) {
      return true;
    }
    for (var word : VALUES) {
      if (text.equalsIgnoreCase(word)) {
        return true;
      }
    }
    return oneCharacter(text) || form(text);
  }

  private static boolean reference(String text) {
    char first = text.charAt(0);
    char last = text.charAt(text.length() - 1);
    return first == '$'
        || (first == '%' && last == '%')
        || (first == '<' && last == '>')
        || (first == '[' && last == ']')
        || (first == '@' && last == '@')
        || first == '{'
        || first == '`'
        || text.contains("${")
        || text.contains("$(")
        || text.contains("{{");
  }

  private static boolean path(String text) {
    return (text.startsWith("/") && text.indexOf('/', 1) > 0)
        || text.startsWith("./")
        || text.startsWith("../")
        || text.startsWith("~/")
        || text.startsWith("file:");
  }

  private static boolean oneCharacter(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) != text.charAt(0)) {
        return false;
      }
    }
    return true;
  }

  private static boolean form(String text) {
    var lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    var small = lower.toString();
    return small.contains("xxxx")
        || small.contains("your_")
        || small.contains("your-")
        || small.contains("<your")
        || small.contains("changeme")
        || small.contains("change_me")
        || small.contains("change-me")
        || small.contains("placeholder")
        || small.contains("example")
        || small.contains("redacted");
  }
}
