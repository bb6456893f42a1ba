package io.breakwater.store.metadata;

import java.util.List;

/// What an event is found by, beside its subject, account and time.
///
/// @param cause why it happened, kind and ID with a colon between: `advisories:b4f8…`; may be empty
/// @param issues how many it tells of
/// @param tags that it is about, with their repository: `birds/robin:1`
public record EventKeys(String cause, int issues, List<String> tags) {
  /// Of what is found by itself only.
  public static final EventKeys NONE = new EventKeys("", 0, List.of());

  public EventKeys {
    tags = List.copyOf(tags);
  }
}
