package io.breakwater.accounts.management;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.Principal;
import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.access.Permission;
import io.breakwater.accounts.access.Resource;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.accounts.audit.AuditEvent;
import io.breakwater.accounts.audit.AuditTrail;
import io.breakwater.accounts.stored.Rows;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Transaction;
import io.breakwater.store.metadata.Work;
import java.time.InstantSource;
import java.util.function.Function;

/// Calls with their rights and their audit events.
final class Audited {
  private final Metadata metadata;
  private final AuditTrail trail;
  private final InstantSource clock;

  /// What is to be remembered of a call.
  ///
  /// @param action `<noun>.<verb>`
  record Call(Caller caller, String action, String resource) {
    AuditAction name() {
      return AuditAction.parse("container-registry." + action);
    }

    AccountId account() {
      return known().account();
    }

    /// Who asks, once it is decided that they may: so they are known.
    Principal.Known known() {
      return switch (caller.principal()) {
        case Principal.Known known -> known;
        case Principal.Anonymous nobody -> throw new IllegalStateException("nobody may");
      };
    }
  }

  /// Undoes a transaction with what is to be told.
  private static final class Undone extends RuntimeException {
    private final transient Refusal why;

    Undone(Refusal why) {
      super(why.told(), null, false, false);
      this.why = why;
    }
  }

  Audited(Metadata metadata, AuditTrail trail, InstantSource clock) {
    this.metadata = metadata;
    this.trail = trail;
    this.clock = clock;
  }

  /// Whether somebody may; a denial is noted.
  boolean allowed(Call call, Permission permission) {
    var decision = call.caller().grants().decide(call.caller().principal(), permission);
    if (!decision.granted()) {
      var told = new Refusal.NotAllowed(decision).told();
      trail.note(event(call, AuditEvent.Outcome.DENIED, told));
    }
    return decision.granted();
  }

  /// Tells somebody who has not logged in to do so.
  <T> Outcome<T> nobody(Call call, Action action) {
    // The account does not matter: nobody has a role in any.
    var permission = new Permission(action, new Resource.Account(new AccountId("-")));
    allowed(call, permission);
    return notAllowed(call, permission);
  }

  static <T> Outcome<T> notAllowed(Call call, Permission permission) {
    var caller = call.caller();
    return refused(new Refusal.NotAllowed(caller.grants().decide(caller.principal(), permission)));
  }

  static <T> Outcome<T> refused(Refusal why) {
    return new Outcome.Refused<>(why);
  }

  /// A call that failed before its transaction.
  <T> Outcome<T> failed(Call call, Refusal why) throws StoreException {
    trail.record(event(call, AuditEvent.Outcome.FAILURE, why.told()));
    return refused(why);
  }

  /// Changes something, with identities locked; refused, it leaves nothing but the event.
  <T> Outcome<T> change(Call call, Function<Transaction, Outcome<T>> change) throws StoreException {
    Work<Outcome<T>> work =
        tx -> {
          tx.identities().lock();
          var outcome = change.apply(tx);
          if (outcome instanceof Outcome.Refused<T> refused) {
            throw new Undone(refused.why());
          }
          var event = event(call, AuditEvent.Outcome.SUCCESS, "");
          tx.auditEvents().add(Rows.event(event, call.account()));
          return outcome;
        };
    try {
      return metadata.write(work);
    } catch (Undone e) {
      return failed(call, e.why);
    }
  }

  /// Reads something; that it was read is noted.
  <T> Outcome<T> read(Call call, Function<Transaction, Outcome<T>> read) throws StoreException {
    var outcome = metadata.read(read::apply);
    trail.note(
        outcome instanceof Outcome.Refused<T> refused
            ? event(call, AuditEvent.Outcome.FAILURE, refused.why().told())
            : event(call, AuditEvent.Outcome.SUCCESS, ""));
    return outcome;
  }

  private AuditEvent event(Call call, AuditEvent.Outcome outcome, String reason) {
    var caller = call.caller();
    return new AuditEvent(
        clock.instant(),
        call.name(),
        outcome,
        caller.principal(),
        call.resource(),
        reason,
        caller.address().getHostAddress(),
        caller.requestId());
  }
}
