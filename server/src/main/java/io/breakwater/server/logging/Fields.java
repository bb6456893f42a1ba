package io.breakwater.server.logging;

import java.util.List;
import java.util.logging.LogRecord;

/// A message that consists of fields: that of a request.
record Fields(List<Field> fields) {
  Fields {
    fields = List.copyOf(fields);
  }

  /// One of them; numbers stay numbers in JSON.
  record Field(String name, Object value) {}

  /// Those of an entry; none of an ordinary message.
  static List<Field> of(LogRecord entry) {
    var given = entry.getParameters();
    return given != null && given.length == 1 && given[0] instanceof Fields(var fields)
        ? fields
        : List.of();
  }
}
