package io.breakwater.policy.document;

import java.util.Collection;
import java.util.Optional;

/// Finds the word that was probably meant.
public final class Nearest {
  private static final int LONGEST = 64;

  private Nearest() {}

  /// The nearest of some words; empty where none is near: more than a third of its letters
  /// would have to change.
  public static Optional<String> of(String word, Collection<String> words) {
    var best = Optional.<String>empty();
    var least = Integer.MAX_VALUE;
    if (word.length() > LONGEST) {
      return best;
    }
    for (var one : words.stream().sorted().toList()) {
      var begun = word.length() > 2 && (one.startsWith(word) || word.startsWith(one));
      var distance = begun ? 1 : distance(word, one);
      if (distance < least && distance <= Math.max(1, one.length() / 3)) {
        best = Optional.of(one);
        least = distance;
      }
    }
    return best;
  }

  /// Insertions, deletions and changes between two words (Levenshtein).
  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
