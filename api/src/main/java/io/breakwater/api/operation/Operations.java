package io.breakwater.api.operation;

import io.breakwater.store.StoreException;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// What a server tells of itself. Safe for use by many threads.
public interface Operations {
  /// Whether it can do its work now.
  Readiness ready();

  /// Writes its metrics in Prometheus' text format, version 0.0.4.
  void metrics(Writer out) throws IOException, StoreException;

  /// Whether a server can do its work.
  ///
  /// @param missing what it waits for, in words without paths or hosts; empty when it is ready
  /// @param advisories how old they are, or that there are none yet, which is no reason not to
  ///     serve; may be empty
  record Readiness(List<String> missing, String advisories) {
    public Readiness {
      missing = List.copyOf(missing);
    }

    public Readiness(List<String> missing) {
      this(missing, "");
    }

    public boolean ready() {
      return missing.isEmpty();
    }
  }
}
