package io.breakwater.configuration.apache;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What weak ciphers a list of OpenSSL lets in (openssl-ciphers(1)). mod_ssl itself adds
/// `!aNULL:!eNULL:!EXP` to every list, so these need not be looked for.
final class CipherList {
  /// Kinds of weak ciphers, and the words of a list that bring them.
  private static final Map<String, Set<String>> BROUGHT_BY =
      Map.of(
          "RC4", Set.of("ALL", "COMPLEMENTOFDEFAULT", "MEDIUM", "RC4", "MD5"),
          "DES", Set.of("LOW", "DES"),
          "3DES", Set.of("ALL", "COMPLEMENTOFDEFAULT", "MEDIUM", "3DES"),
          "MD5", Set.of("MD5"));

  private static final Map<String, Set<String>> TAKEN_BY =
      Map.of(
          "RC4", Set.of("RC4", "MEDIUM"),
          "DES", Set.of("LOW", "DES"),
          "3DES", Set.of("3DES", "MEDIUM"),
          "MD5", Set.of("MD5"));

  private CipherList() {}

  /// Names of what is let in, sorted.
  static List<String> weak(String list) {
    var on = new LinkedHashSet<String>();
    var dead = new LinkedHashSet<String>();
    for (var word : list.split("[:, ]+", -1)) {
      if (word.isEmpty() || word.startsWith("@")) {
        continue;
      }
      var sign = word.charAt(0);
      var plain = sign == '!' || sign == '-' || sign == '+' ? word.substring(1) : word;
      var name = plain.toUpperCase(Locale.ROOT);
      if (sign == '!' || sign == '-') {
        TAKEN_BY.forEach((kind, words) -> take(kind, words, name, sign == '!', on, dead));
      } else if (sign != '+') {
        BROUGHT_BY.forEach((kind, words) -> bring(kind, words, name, on));
      }
    }
    on.removeAll(dead);
    return on.stream().sorted().toList();
  }

  private static void take(
      String kind, Set<String> words, String name, boolean ever, Set<String> on, Set<String> dead) {
    if (words.contains(name)) {
      on.remove(kind);
      if (ever) {
        dead.add(kind);
      }
    }
  }

  /// `A+B` means what is both, and a name of a suite (`DES-CBC3-SHA`) itself.
  private static void bring(String kind, Set<String> words, String name, Set<String> on) {
    var suite =
        switch (kind) {
          case "RC4" -> name.contains("RC4-") || name.contains("_RC4_");
          case "3DES" -> name.contains("DES-CBC3") || name.contains("3DES_EDE");
          case "DES" -> name.contains("DES-CBC-") || name.contains("_DES_CBC_");
          default -> name.endsWith("-MD5") || name.endsWith("_MD5");
        };
    if (suite || words.contains(name)) {
      on.add(kind);
      return;
    }
    var parts = name.split("\\+", -1);
    if (parts.length > 1 && List.of(parts).stream().anyMatch(kind::equals)) {
      on.add(kind);
    }
  }
}
