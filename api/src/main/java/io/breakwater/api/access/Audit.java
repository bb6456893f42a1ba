package io.breakwater.api.access;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.audit.AuditEvent.Outcome;
import io.breakwater.accounts.audit.AuditTrail;
import io.breakwater.http.Request;
import io.breakwater.registry.RegistryException;
import io.breakwater.store.StoreException;
import java.time.InstantSource;

/// Remembers what requests did and were refused.
public final class Audit {
  static final AuditAction LOGIN = new AuditAction("account", "login");

  private final AuditTrail trail;
  private final InstantSource clock;

  public Audit(AuditTrail trail, InstantSource clock) {
    this.trail = trail;
    this.clock = clock;
  }

  /// Something that changes what there is.
  @FunctionalInterface
  public interface Work<T> {
    T run() throws RegistryException, StoreException;
  }

  /// Does something that is remembered before it is done, so that nothing is done that is not;
  /// where it does not work, that is remembered, too.
  public <T> T done(
      Request request, Caller caller, AuditAction action, String resource, Work<T> work)
      throws RegistryException, StoreException {
    var who = caller.principal();
    trail.record(event(request, action, Outcome.SUCCESS, who, resource, ""));
    try {
      return work.run();
    } catch (RegistryException | StoreException e) {
      trail.note(
          event(request, action, Outcome.FAILURE, who, resource, String.valueOf(e.getMessage())));
      throw e;
    }
  }

  /// Remembers soon that somebody was refused: nobody waits for it, so that the time of an
  /// answer tells nothing either.
  public void denied(
      Request request, Caller caller, AuditAction action, String resource, String reason) {
    trail.note(event(request, action, Outcome.DENIED, caller.principal(), resource, reason));
  }

  /// Remembers soon that a login failed.
  void denied(Request request, AuditAction action, String claimed, String reason) {
    trail.note(event(request, action, Outcome.DENIED, new Principal.Anonymous(), claimed, reason));
  }

  private AuditEvent event(
      Request request,
      AuditAction action,
      Outcome outcome,
      Principal principal,
      String resource,
      String reason) {
    return new AuditEvent(
        clock.instant(),
        action,
        outcome,
        principal,
        resource,
        reason,
        request.remoteAddress(),
        request.id());
  }
}
