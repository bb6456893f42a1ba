package io.breakwater.configuration.sudo;

import io.breakwater.inventory.files.ImageFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A setting of a `Defaults` line.
///
/// @param binding to whom, where, as whom or for which command it applies, empty for everywhere
/// @param value null where none is written
/// @param line from 1
record Setting(
    Scope scope,
    List<Member> binding,
    String name,
    Operation operation,
    @Nullable String value,
    ImageFile file,
    int line) {
  /// What a `Defaults` line is bound to.
  enum Scope {
    GLOBAL,
    HOST,
    USER,
    RUN_AS,
    COMMAND
  }

  /// What is written: `name` or `name=value`, `!name`, `+=`, `-=`.
  enum Operation {
    SET,
    NEGATE,
    ADD,
    REMOVE
  }

  Setting {
    binding = List.copyOf(binding);
  }

  /// The line's beginning, as it is written: `Defaults:joe`.
  String words() {
    var mark =
        switch (scope) {
          case GLOBAL -> "";
          case HOST -> "@";
          case USER -> ":";
          case RUN_AS -> ">";
          case COMMAND -> "!";
        };
    var text = new StringBuilder("Defaults").append(mark);
    for (var i = 0; i < binding.size(); i++) {
      text.append(i == 0 ? "" : ",").append(binding.get(i));
    }
    return text.toString();
  }
}
