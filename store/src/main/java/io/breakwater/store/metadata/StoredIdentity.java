package io.breakwater.store.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Somebody who can log in, as they are in one transaction. Never printed whole: it has the hash of
/// a password.
///
/// @param id never given twice to different ones
/// @param account their home
/// @param name nobody else has it
/// @param password its hash, in its reader's form; empty where they cannot log in with one
/// @param generation see [Identities]
public record StoredIdentity(
    String id,
    String account,
    String name,
    Optional<String> password,
    long generation,
    Instant created,
    List<StoredGrant> grants) {
  public StoredIdentity {
    grants = List.copyOf(grants);
  }

  @Override
  public String toString() {
    return id + " (" + name + " of " + account + ")";
  }
}
