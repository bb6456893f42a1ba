package io.breakwater.api.access;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.audit.AuditEvent.Outcome;
import io.breakwater.accounts.audit.AuditTrail;
import io.breakwater.accounts.audit.EventLimit;
import io.breakwater.http.Request;
import io.breakwater.registry.RegistryException;
import io.breakwater.store.StoreException;
import java.time.InstantSource;
import java.util.HexFormat;

/// Remembers what requests did and were refused.
public final class Audit {
  static final AuditAction LOGIN = new AuditAction("account", "login");

  /// Events a minute of somebody who is known.
  private static final int OF_ONE = 300;

  /// Events a minute from an address of nobody known, and from all of them.
  private static final int OF_ADDRESS = 30;

  private static final int OF_ALL = 1_000;

  private final AuditTrail trail;
  private final InstantSource clock;
  private final EventLimit known;
  private final EventLimit unknown;

  public Audit(AuditTrail trail, InstantSource clock) {
    this.trail = trail;
    this.clock = clock;
    known = new EventLimit(OF_ONE, OF_ALL, clock);
    unknown = new EventLimit(OF_ADDRESS, OF_ALL, clock);
  }

  /// Something that changes what there is.
  ///
  /// @param <E> what else it throws where it does not work, such as a refusal
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E, RegistryException, StoreException;
  }

  /// Does something of which it is remembered first that it is going to be tried, so that nothing
  /// is done that is not; and afterwards how it ended.
  ///
  /// The attempt is on disk before anything is done; the end follows within half a second.
  public <T, E extends Exception> T done(
      Request request, Caller caller, AuditAction action, String resource, Work<T, E> work)
      throws E, RegistryException, StoreException {
    var who = caller.principal();
    trail.record(event(request, action, Outcome.PENDING, who, resource, ""));
    try {
      var done = work.run();
      trail.note(event(request, action, Outcome.SUCCESS, who, resource, ""));
      return done;
    } catch (Exception e) {
      trail.note(
          event(request, action, Outcome.FAILURE, who, resource, String.valueOf(e.getMessage())));
      throw e;
    }
  }

  /// Remembers soon that somebody was refused: nobody waits for it, so that the time of an
  /// answer tells nothing either. Of one caller up to [#OF_ONE] a minute.
  public void denied(
      Request request, Caller caller, AuditAction action, String resource, String reason) {
    var source =
        caller.principal() instanceof Principal.Known one ? one.id().toString() : from(request);
    denied(
        known,
        source,
        event(request, action, Outcome.DENIED, caller.principal(), resource, reason));
  }

  /// Remembers soon that a login failed: of one address up to [#OF_ADDRESS] a minute.
  void denied(Request request, AuditAction action, String claimed, String reason) {
    var nobody = new Principal.Anonymous();
    denied(unknown, from(request), event(request, action, Outcome.DENIED, nobody, claimed, reason));
  }

  private void denied(EventLimit limit, String source, AuditEvent event) {
    var before = limit.admit(source);
    if (before.isEmpty()) {
      return;
    }
    var more = before.getAsLong();
    trail.note(more == 0 ? event : event.because(event.reason() + "; left out before: " + more));
  }

  /// An address, of IPv6 the network: who has one has all of it.
  private static String from(Request request) {
    var address = Authentication.address(request).getAddress();
    return HexFormat.of().formatHex(address, 0, Math.min(address.length, 8));
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
