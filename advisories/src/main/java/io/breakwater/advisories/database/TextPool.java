package io.breakwater.advisories.database;

import io.breakwater.advisories.FeedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every text once, by number. Guarded by itself: several feeds are read at a time.
///
/// Numbers depend on who came first; nothing of them reaches the file.
final class TextPool {
  /// Most characters of all texts together; everything published so far needs a tenth.
  private static final long LIMIT = 256L << 20;

  private final Map<String, Integer> numbers = new HashMap<>(1 << 16);
  private final List<String> texts = new ArrayList<>(1 << 16);
  private long characters;

  synchronized int number(String text) throws FeedException {
    var known = numbers.get(text);
    if (known != null) {
      return known;
    }
    characters += text.length() + 40L;
    if (characters > LIMIT) {
      throw new FeedException(
          "database-too-large",
          "advisory database",
          "the feeds hold more than " + LIMIT + " characters of different texts",
          "Check where the feeds come from; no publisher's feeds are that large",
          null);
    }
    numbers.put(text, texts.size());
    texts.add(text);
    return texts.size() - 1;
  }

  /// Not guarded: called when all feeds are read.
  String text(int number) {
    return texts.get(number);
  }

  synchronized String guardedText(int number) {
    return texts.get(number);
  }

  /// Every text, by number; not guarded.
  int size() {
    return texts.size();
  }
}
