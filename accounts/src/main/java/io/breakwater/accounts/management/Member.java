package io.breakwater.accounts.management;

import io.breakwater.accounts.directory.Identity;
import io.breakwater.accounts.stored.Rows;
import io.breakwater.store.metadata.StoredIdentity;
import java.time.Instant;

/// A user or service ID as it is listed.
///
/// @param password whether it can log in with one
public record Member(Identity identity, boolean password, Instant created) {
  static Member of(StoredIdentity row) {
    return new Member(Rows.identity(row), row.password().isPresent(), row.created());
  }
}
