package io.breakwater.notifications.events;

import io.breakwater.accounts.AccountId;
import io.breakwater.advisor.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/// Something that happened.
///
/// @param id unique, and the same however often and to whomever it is told
/// @param subject what it happened to: `birds/robin@sha256:…`, or the scope of an exemption
/// @param namespace empty where it concerns the whole account
public record Event(
    String id,
    EventType type,
    Instant time,
    AccountId account,
    String namespace,
    String subject,
    Details details) {
  /// Makes one with an ID of its own.
  public static Event of(EventType type, Instant time, AccountId account, Details details) {
    return of("evt_" + UUID.randomUUID(), type, time, account, details);
  }

  /// Makes one.
  public static Event of(
      String id, EventType type, Instant time, AccountId account, Details details) {
    return switch (details) {
      case Details.OfImage image ->
          new Event(
              id,
              type,
              time,
              account,
              namespace(image.repository()),
              image.repository() + "@" + image.digest(),
              details);
      case Details.OfExemption exemption -> {
        var scope = exemption.scope();
        var namespace = exemption.everyImage() ? "" : namespace(scope);
        yield new Event(id, type, time, account, namespace, scope, details);
      }
      case Details.Several _ -> new Event(id, type, time, account, "", "", details);
      case Details.OfTest test ->
          new Event(id, type, time, account, "", test.subscription(), details);
    };
  }

  private static String namespace(String name) {
    var slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  /// Why it happened, for grouping; one of its own where nothing says.
  public String cause() {
    return switch (details) {
      case Details.OfImage image -> image.cause().toString();
      case Details.OfExemption exemption -> exemption.cause().toString();
      case Details.Several _, Details.OfTest _ -> id;
    };
  }

  /// How bad the worst of its issues is; [Severity#UNKNOWN] without any.
  public Severity severity() {
    return details instanceof Details.OfImage image
        ? image.issues().stream()
            .map(IssueLine::severity)
            .max(Comparator.naturalOrder())
            .orElse(Severity.UNKNOWN)
        : Severity.UNKNOWN;
  }
}
