package io.breakwater.configuration.ssh;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A connection that `Match` blocks look at, as `sshd -T -C` describes one; null is not known, and
/// then no criterion of that kind is met.
///
/// @param groups names of the groups of the user
/// @param localPort -1 where it is not known
record Connection(
    @Nullable String user,
    Set<String> groups,
    @Nullable String host,
    @Nullable String address,
    @Nullable String localAddress,
    int localPort,
    @Nullable String domain) {
  /// Nothing is known of it.
  static final Connection ANY = new Connection(null, Set.of(), null, null, null, -1, null);

  Connection {
    groups = Set.copyOf(groups);
  }
}
