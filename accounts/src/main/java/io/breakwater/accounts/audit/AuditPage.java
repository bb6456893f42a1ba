package io.breakwater.accounts.audit;

import java.util.List;
import java.util.Optional;

/// A part of a trail, the newest event first.
///
/// @param next where the next page begins: to be given back as it is; empty on the last page
public record AuditPage(List<AuditEvent> events, Optional<String> next) {
  public AuditPage {
    events = List.copyOf(events);
  }
}
