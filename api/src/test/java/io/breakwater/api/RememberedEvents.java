package io.breakwater.api;

import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.audit.AuditTrail;
import io.breakwater.store.StoreException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An audit trail in memory, which can be told to fail.
public final class RememberedEvents implements AuditTrail {
  public final List<AuditEvent> events = new CopyOnWriteArrayList<>();
  public volatile boolean failing;

  @Override
  public void record(AuditEvent event) throws StoreException {
    if (failing) {
      throw new StoreException("storage-full", "remembering", "no space", "Make room", null);
    }
    events.add(event);
  }

  @Override
  public void note(AuditEvent event) {
    events.add(event);
  }

  /// What there is.
  public List<AuditEvent> events() {
    return List.copyOf(events);
  }

  /// What there is, a line an event: `DENIED container-registry.image.pull robin`.
  public List<String> lines() {
    return events.stream()
        .map(
            event ->
                event.outcome()
                    + " "
                    + event.action()
                    + " "
                    + event.principal().display()
                    + " "
                    + event.resource())
        .toList();
  }
}
