package io.breakwater.accounts.management;

import io.breakwater.accounts.Principal;
import io.breakwater.accounts.access.Grants;
import io.breakwater.accounts.sessions.SessionHash;
import java.net.InetAddress;
import java.util.Optional;

/// Who asks for something, and from where.
///
/// @param principal with the account worked in
/// @param address where the request came from
/// @param requestId the one in the log and the answer
/// @param session that of their browser, where they ask from within one
public record Caller(
    Principal principal,
    Grants grants,
    InetAddress address,
    String requestId,
    Optional<SessionHash> session) {
  /// Somebody who asks without a session.
  public Caller(Principal principal, Grants grants, InetAddress address, String requestId) {
    this(principal, grants, address, requestId, Optional.empty());
  }
}
