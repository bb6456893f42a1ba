package io.breakwater.registry.portfolio;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Gives texts small numbers, the same to the same text as long as the server runs. Number 0 is
/// the empty text, which also stands for whatever comes after the last number that there may be.
final class Words {
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final int most;
  private volatile String[] texts = new String[1 << 10];
  private volatile int size;

  /// @param most how many texts there may be
  Words(int most) {
    this.most = most;
    number("");
  }

  int number(String text) {
    var known = numbers.get(text);
    return known == null ? add(text) : known;
  }

  private synchronized int add(String text) {
    var known = numbers.get(text);
    if (known != null) {
      return known;
    }
    var number = size;
    if (number >= most) {
      return 0;
    }
    var room = texts;
    if (number == room.length) {
      room = Arrays.copyOf(room, number * 2);
    }
    room[number] = text;
    texts = room;
    size = number + 1;
    numbers.put(text, number);
    return number;
  }

  /// The number of a text; -1 where it has none.
  int find(String text) {
    return numbers.getOrDefault(text, -1);
  }

  String text(int number) {
    return texts[number];
  }

  /// How many there are.
  int size() {
    return size;
  }

  /// Whether a text contains another, in whatever case; allocates nothing, since it is asked of
  /// thousands for each answer.
  ///
  /// @param lower not empty, in lower case
  static boolean contains(String text, String lower) {
    var first = lower.charAt(0);
    for (var i = 0; i <= text.length() - lower.length(); i++) {
      if (Character.toLowerCase(text.charAt(i)) == first
          && text.regionMatches(true, i, lower, 0, lower.length())) {
        return true;
      }
    }
    return false;
  }
}
