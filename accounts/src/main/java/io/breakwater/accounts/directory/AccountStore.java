package io.breakwater.accounts.directory;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.apikeys.ApiKeyHash;
import io.breakwater.accounts.apikeys.IssuedKey;
import io.breakwater.accounts.passwords.PasswordHash;
import io.breakwater.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keeps users, service IDs, API keys and roles. Safe for use by many threads, and by several
/// processes where the store is shared.
///
/// Each call is one transaction, and what it answered is on disk. Every change of a password, a
/// key's end or roles raises the generation of its identity in the same transaction; a
/// generation never falls and never comes back, not even when the identity is deleted.
public interface AccountStore {
  /// A user or service ID with the password it has, read at the same moment.
  ///
  /// @param password empty where it cannot log in with one
  record WithPassword(Identity identity, Optional<PasswordHash> password) {}

  /// An API key with its owner, read at the same moment.
  record WithOwner(IssuedKey key, Identity owner) {}

  /// Whoever has a name.
  Optional<WithPassword> named(IdentityName name) throws StoreException;

  /// Whoever has an ID.
  Optional<Identity> identity(PrincipalId id) throws StoreException;

  /// The generation of an identity, cheaper than all of it; empty where there is none.
  Optional<Long> generation(PrincipalId id) throws StoreException;

  /// An API key that was not deleted, ended or not.
  Optional<WithOwner> key(ApiKeyHash hash) throws StoreException;

  /// Those whose home an account is, by name.
  List<Identity> identities(AccountId account) throws StoreException;

  /// The keys of somebody, by when they were made.
  List<IssuedKey> keys(PrincipalId owner) throws StoreException;

  /// Adds somebody, without password, keys or roles.
  void add(PrincipalId id, AccountId account, IdentityName name)
      throws StoreException, NameTakenException;

  /// Deletes somebody with their keys and roles; says whether there was one.
  boolean delete(PrincipalId id) throws StoreException;

  /// Gives a new password; says whether there is such an identity.
  boolean setPassword(PrincipalId id, PasswordHash password) throws StoreException;

  /// Stores another hash of the same password, where that has not changed meanwhile. The
  /// generation stays: nothing that holds for the old hash is wrong for the new.
  ///
  /// @return whether it was replaced
  boolean rehash(PrincipalId id, PasswordHash old, PasswordHash renewed) throws StoreException;

  /// Gives exactly these roles; says whether there is such an identity.
  boolean setGrants(PrincipalId id, Set<Grant> grants) throws StoreException;

  /// Adds a key; says whether there is such an owner. The generation stays.
  boolean addKey(IssuedKey key) throws StoreException;

  /// Deletes a key; says whether its owner had it.
  boolean deleteKey(PrincipalId owner, String key) throws StoreException;

  /// Notes a use. May be lost in a crash; nothing happens where there is no such key.
  void used(String key, Instant when) throws StoreException;
}
