package io.breakwater.accounts.audit;

import io.breakwater.accounts.Principal;
import java.time.Instant;

/// Somebody did something, or was refused.
///
/// Texts from outside are kept on one line and short: control characters, line separators and
/// what reverses the direction of writing become U+FFFD, and what is longer than 512 characters
/// is cut, so that no name forges a line of a log or fills the trail.
///
/// @param principal who; for a login that failed, anonymous
/// @param resource what it was done to, or the name that was tried to log in with
/// @param reason for a denial or failure, in words; empty for a success or an attempt
/// @param address where the request came from
/// @param requestId the one in the log and the answer
public record AuditEvent(
    Instant time,
    AuditAction action,
    Outcome outcome,
    Principal principal,
    String resource,
    String reason,
    String address,
    String requestId) {
  private static final int LONGEST = 512;

  /// How it ended.
  public enum Outcome {
    /// It is going to be tried: on disk before it is. How it ended says another event of the
    /// same request; where there is none, the server was cut off in between, and nobody knows.
    PENDING,
    SUCCESS,
    /// Refused for a missing right, a wrong password or a missing login.
    DENIED,
    /// Allowed, and did not work.
    FAILURE
  }

  public AuditEvent {
    resource = tame(resource);
    reason = tame(reason);
    address = tame(address);
    requestId = tame(requestId);
  }

  /// The same for another reason.
  public AuditEvent because(String why) {
    return new AuditEvent(time, action, outcome, principal, resource, why, address, requestId);
  }

  private static String tame(String text) {
    var tamed = new StringBuilder(Math.min(text.length(), LONGEST));
    for (var at = 0; at < text.length(); ) {
      var c = text.codePointAt(at);
      at += Character.charCount(c);
      if (tamed.length() + Character.charCount(c) > LONGEST) {
        break;
      }
      tamed.appendCodePoint(wild(c) ? 0xFFFD : c);
    }
    return tamed.toString();
  }

  private static boolean wild(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
