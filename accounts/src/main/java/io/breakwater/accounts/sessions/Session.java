package io.breakwater.accounts.sessions;

import io.breakwater.accounts.PrincipalId;
import java.time.Instant;

/// A session of a browser.
///
/// @param hash under which it is stored
/// @param owner who logged in
/// @param used when the browser last asked for something, a minute ago at most noted
/// @param expires when it ends, whatever is asked for
/// @param idleExpires when it ends unless something is asked for
public record Session(
    SessionHash hash, PrincipalId owner, Instant used, Instant expires, Instant idleExpires) {
  /// Whether it holds still.
  boolean lives(Instant now) {
    return now.isBefore(expires) && now.isBefore(idleExpires);
  }
}
