package io.breakwater.image.remote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One challenge of a `WWW-Authenticate` header (RFC 9110, section 11.6.1).
///
/// @param scheme lower case: `bearer`, `basic`
/// @param parameters names in lower case
record Challenge(String scheme, Map<String, String> parameters) {
  private static final int MAX_PARAMETERS = 32;

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /// Reads a header that may hold several challenges. What cannot be read ends the list.
  static List<Challenge> parse(String header) {
    var challenges = new ArrayList<Challenge>();
    var at = blanks(header, 0);
    while (at < header.length() && challenges.size() < MAX_PARAMETERS) {
      var end = token(header, at);
      if (end == at) {
        break;
      }
      var scheme = header.substring(at, end).toLowerCase(Locale.ROOT);
      var parameters = new HashMap<String, String>();
      at = parameters(header, blanks(header, end), parameters);
      challenges.add(new Challenge(scheme, parameters));
    }
    return challenges;
  }

  /// Reads `name=value` pairs and returns where the next scheme starts.
  private static int parameters(String header, int from, Map<String, String> parameters) {
    var at = from;
    while (at < header.length() && parameters.size() < MAX_PARAMETERS) {
      var end = token(header, at);
      var equals = blanks(header, end);
      if (end == at || equals >= header.length() || header.charAt(equals) != '=') {
        return at;
      }
      var name = header.substring(at, end).toLowerCase(Locale.ROOT);
      var value = new StringBuilder();
      at = blanks(header, value(header, blanks(header, equals + 1), value));
      parameters.put(name, value.toString());
    }
    return at;
  }

  private static int value(String header, int from, StringBuilder value) {
    if (from < header.length() && header.charAt(from) == '"') {
      var at = from + 1;
      while (at < header.length() && header.charAt(at) != '"') {
        if (header.charAt(at) == '\\' && at + 1 < header.length()) {
          at++;
        }
        value.append(header.charAt(at++));
      }
      return at + 1;
    }
    var end = token(header, from);
    value.append(header, from, end);
    return end;
  }

  private static int token(String header, int from) {
    var at = from;
    while (at < header.length() && " \t,=\"".indexOf(header.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static int blanks(String header, int from) {
    var at = from;
    while (at < header.length() && " \t,".indexOf(header.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
