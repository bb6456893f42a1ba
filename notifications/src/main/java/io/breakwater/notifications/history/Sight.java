package io.breakwater.notifications.history;

import io.breakwater.accounts.AccountId;
import io.breakwater.notifications.events.Event;
import java.time.Instant;
import java.util.Map;

/// What somebody may know of an account: what happens in some of its namespaces, since they were
/// made, and what concerns the account as a whole.
///
/// @param namespaces by name when each was made: one of the same name that was deleted before is
///     another
public record Sight(AccountId account, Map<String, Instant> namespaces) {
  public Sight {
    namespaces = Map.copyOf(namespaces);
  }

  /// Whether an event is told.
  public boolean sees(Event event) {
    if (!event.account().equals(account)) {
      return false;
    }
    var made = namespaces.get(event.namespace());
    return event.namespace().isEmpty() || (made != null && !event.time().isBefore(made));
  }
}
