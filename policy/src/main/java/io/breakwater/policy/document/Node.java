package io.breakwater.policy.document;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of a document, with the line on which it begins, from 1.
sealed interface Node {
  int line();

  /// A scalar; numbers and truth values as they are written.
  ///
  /// @param text null for YAML's and JSON's null
  record Text(@Nullable String text, int line) implements Node {}

  /// A sequence or array.
  record Items(List<Node> items, int line) implements Node {
    public Items {
      items = Collections.unmodifiableList(items);
    }
  }

  /// A mapping or object, in the document's order.
  record Fields(Map<String, Node> fields, Map<String, Integer> lines, int line) implements Node {
    public Fields {
      fields = Collections.unmodifiableMap(fields);
      lines = Collections.unmodifiableMap(lines);
    }
  }
}
