package io.breakwater.sbom;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads package URLs as ECMA-427, "How to parse a package URL", says, and what tools write
/// beside it: slashes behind the scheme, an `@` in the namespace (`pkg:npm/@angular/core`),
/// characters that should have been percent-encoded, qualifiers without value. Where the
/// specification takes the last `#` and `?` and this takes the first, the text is not canonical.
///
/// At most 8,192 characters and 64 qualifiers. Refused: another scheme, no type or name,
/// malformed percent-encoding, control characters, keys that are none or that are given twice.
final class PackageUrlParser {
  private static final int MAX_LENGTH = 8192;
  private static final int MAX_QUALIFIERS = 64;

  private PackageUrlParser() {}

  static PackageUrl parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("it has more than " + MAX_LENGTH + " characters");
    }
    var rest = text.strip();
    var subpath = "";
    var hash = rest.indexOf('#');
    if (hash >= 0) {
      subpath = rest.substring(hash + 1);
      rest = rest.substring(0, hash);
    }
    var qualifiers = "";
    var question = rest.indexOf('?');
    if (question >= 0) {
      qualifiers = rest.substring(question + 1);
      rest = rest.substring(0, question);
    }
    if (!rest.regionMatches(true, 0, "pkg:", 0, 4)) {
      throw new IllegalArgumentException("it does not begin with 'pkg:'");
    }
    return path(trimSlashes(rest.substring(4)), qualifiers(qualifiers), subpath);
  }

  private static PackageUrl path(
      String path, SortedMap<String, String> qualifiers, String subpath) {
    var slash = path.indexOf('/');
    var type = path.substring(0, Math.max(slash, 0)).toLowerCase(Locale.ROOT);
    if (!isType(type)) {
      throw new IllegalArgumentException("no type of packages stands behind 'pkg:'");
    }
    var rest = path.substring(slash + 1);
    var version = "";
    var at = rest.lastIndexOf('@');
    if (at == 0 || (at > 0 && rest.charAt(at - 1) == '/')) {
      // The scope of an npm package, where a name follows.
      if (rest.indexOf('/', at) < 0) {
        throw new IllegalArgumentException("it names no package");
      }
    } else if (at > 0) {
      version = Percent.decode(rest.substring(at + 1));
      rest = rest.substring(0, at);
    }
    rest = trimSlashes(rest);
    var last = rest.lastIndexOf('/');
    var name = Percent.decode(rest.substring(last + 1));
    if (name.isBlank()) {
      throw new IllegalArgumentException("it names no package");
    }
    var namespace = decodeSegments(rest.substring(0, Math.max(last, 0)));
    return new PackageUrl(type, namespace, name, version, qualifiers, decodeSegments(subpath));
  }

  private static String decodeSegments(String encoded) {
    var decoded = new StringBuilder(encoded.length());
    for (var segment : encoded.split("/", -1)) {
      var text = Percent.decode(segment);
      if (text.indexOf('/') >= 0) {
        throw new IllegalArgumentException("a part of its namespace or subpath holds a slash");
      }
      decoded.append(decoded.isEmpty() ? "" : "/").append(text);
    }
    return decoded.toString();
  }

  private static SortedMap<String, String> qualifiers(String text) {
    var qualifiers = new TreeMap<String, String>();
    if (text.isEmpty()) {
      return qualifiers;
    }
    for (var pair : text.split("&", -1)) {
      var equals = pair.indexOf('=');
      var key = pair.substring(0, Math.max(equals, 0)).toLowerCase(Locale.ROOT);
      var value = equals < 0 ? "" : Percent.decode(pair.substring(equals + 1));
      if (value.isEmpty()) {
        continue;
      }
      if (!isKey(key)) {
        throw new IllegalArgumentException("'" + key + "' is no key of a qualifier");
      }
      if (qualifiers.put(key, value) != null) {
        throw new IllegalArgumentException("the qualifier '" + key + "' is there twice");
      }
      if (qualifiers.size() > MAX_QUALIFIERS) {
        throw new IllegalArgumentException("it has more than " + MAX_QUALIFIERS + " qualifiers");
      }
    }
    return qualifiers;
  }

  private static String trimSlashes(String text) {
    var start = 0;
    var end = text.length();
    while (start < end && text.charAt(start) == '/') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(start, end);
  }

  /// The segments that are not empty; of a subpath neither `.` nor `..`.
  static String segments(String path, boolean subpath) {
    var kept = new StringBuilder(path.length());
    for (var segment : path.split("/", -1)) {
      var dots = subpath && (segment.equals(".") || segment.equals(".."));
      if (!segment.isEmpty() && !dots) {
        kept.append(kept.isEmpty() ? "" : "/").append(segment);
      }
    }
    return kept.toString();
  }

  /// ASCII letters, digits, `.`, `+` and `-`, not beginning with a digit.
  static boolean isType(String text) {
    return isWord(text, "+-.");
  }

  /// ASCII letters, digits, `.`, `-` and `_`, not beginning with a digit.
  static boolean isKey(String text) {
    return isWord(text, ".-_") && text.equals(text.toLowerCase(Locale.ROOT));
  }

  private static boolean isWord(String text, String others) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      var digit = i > 0 && c >= '0' && c <= '9';
      if (!letter && !digit && others.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
