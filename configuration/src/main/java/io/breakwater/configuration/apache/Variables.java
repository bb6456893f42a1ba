package io.breakwater.configuration.apache;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `${NAME}` and `<IfDefine NAME>` see (`ap_resolve_env`, `set_define` in httpd's
/// `server/core.c`): values of `Define`, whose names have no case, before the environment, whose
/// names have. A name that nothing defines stays as it is written.
final class Variables {
  /// No line of a real configuration comes near; httpd's own limit is 16 MiB.
  private static final int LONGEST = 1 << 16;

  private final Map<String, String> environment;
  private final Set<String> uncertain;
  private final Map<String, String> values = new HashMap<>();
  private final Set<String> defined = new HashSet<>();

  /// @param environment that of the server's process
  /// @param uncertain names in it of which only a running shell knows the value
  Variables(Map<String, String> environment, Set<String> uncertain, Set<String> defined) {
    this.environment = environment;
    this.uncertain = uncertain;
    this.defined.addAll(defined);
  }

  boolean defined(String name) {
    return defined.contains(name);
  }

  void define(String name, String value) {
    defined.add(name);
    if (!value.isEmpty()) {
      values.put(name.toLowerCase(Locale.ROOT), value);
    }
  }

  void undefine(String name) {
    defined.remove(name);
    values.remove(name.toLowerCase(Locale.ROOT));
  }

  /// A line with its variables replaced, once.
  ///
  /// @throws ConfigException on a variable whose value is not known, on a line that grows too long
  String resolve(String line, Place place) throws ConfigException {
    if (!line.contains("${")) {
      return line;
    }
    var resolved = new StringBuilder(line.length());
    var at = 0;
    while (at < line.length()) {
      var from = line.indexOf("${", at);
      var end = from < 0 ? -1 : line.indexOf('}', from + 2);
      if (end < 0) {
        break;
      }
      resolved.append(line, at, from);
      var name = line.substring(from + 2, end);
      var value = value(name, place);
      resolved.append(value == null ? line.substring(from, end + 1) : value);
      at = end + 1;
      if (resolved.length() > LONGEST) {
        throw ConfigException.unknown(place, "a line of more than " + LONGEST + " characters");
      }
    }
    return resolved.append(line, at, line.length()).toString();
  }

  private @Nullable String value(String name, Place place) throws ConfigException {
    var value = values.get(name.toLowerCase(Locale.ROOT));
    if (value != null) {
      return value;
    }
    if (uncertain.contains(name)
        || (uncertain.contains(Envvars.ANY) && !environment.containsKey(name))) {
      throw ConfigException.unknown(
          place, "the value of ${" + name + "} is known only to the shell that starts httpd");
    }
    return environment.get(name);
  }
}
