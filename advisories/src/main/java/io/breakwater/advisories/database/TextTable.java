package io.breakwater.advisories.database;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The texts of a database that is being written, by their number in the file.
final class TextTable {
  private final TextPool pool;
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /// Number in the file by number in the pool, -1 unless written.
  private int[] ofPool = new int[0];

  TextTable(TextPool pool) {
    this.pool = pool;
    // Number 0 is the empty text, so that a varint of 0 can mean it everywhere.
    of("");
  }

  /// Number of a text of the pool.
  int ofPool(int number) {
    if (number >= ofPool.length) {
      var old = ofPool.length;
      ofPool = Arrays.copyOf(ofPool, Math.max(number + 1, old * 2));
      Arrays.fill(ofPool, old, ofPool.length, -1);
    }
    if (ofPool[number] < 0) {
      ofPool[number] = of(pool.text(number));
    }
    return ofPool[number];
  }

  /// Number of a text that may exist only as a piece of the pool's.
  int of(String text) {
    var known = numbers.putIfAbsent(text, texts.size());
    if (known != null) {
      return known;
    }
    texts.add(text);
    return texts.size() - 1;
  }

  byte[] utf8(int number) {
    return texts.get(number).getBytes(StandardCharsets.UTF_8);
  }

  ByteList bytes() {
    var bytes = new ByteList(1 << 20);
    for (var text : texts) {
      bytes.addBytes(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes;
  }

  /// Where each text starts, and where the last one ends.
  ByteList index() {
    var index = new ByteList(texts.size() * 4 + 4);
    var at = 0;
    for (var text : texts) {
      index.addInt(at);
      at += text.getBytes(StandardCharsets.UTF_8).length;
    }
    index.addInt(at);
    return index;
  }
}
