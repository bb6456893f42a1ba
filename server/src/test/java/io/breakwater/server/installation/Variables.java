package io.breakwater.server.installation;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Settings as variables of the environment: secrets are not told in other ways.
public final class Variables {
  private Variables() {}

  /// `uploads.expire` becomes `BREAKWATER_UPLOADS_EXPIRE`.
  public static Map<String, String> of(Map<String, String> settings) {
    var variables = new TreeMap<String, String>();
    settings.forEach(
        (key, value) ->
            variables.put(
                "BREAKWATER_" + key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT), value));
    return variables;
  }
}
