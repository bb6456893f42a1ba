package io.breakwater.accounts.stored;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.apikeys.ApiKeyHash;
import io.breakwater.accounts.apikeys.IssuedKey;
import io.breakwater.accounts.directory.AccountStore;
import io.breakwater.accounts.directory.Identity;
import io.breakwater.accounts.directory.IdentityName;
import io.breakwater.accounts.directory.NameTakenException;
import io.breakwater.accounts.passwords.PasswordHash;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredIdentity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Users, service IDs, keys and roles in the metadata.
public final class StoredAccounts implements AccountStore {
  private final Metadata metadata;
  private final InstantSource clock;

  /// Over metadata.
  ///
  /// @param clock says when somebody was added
  public StoredAccounts(Metadata metadata, InstantSource clock) {
    this.metadata = metadata;
    this.clock = clock;
  }

  @Override
  public Optional<WithPassword> named(IdentityName name) throws StoreException {
    return metadata
        .read(tx -> tx.identities().byName(name.text()))
        .map(row -> new WithPassword(Rows.identity(row), password(row)));
  }

  private static Optional<PasswordHash> password(StoredIdentity row) {
    return row.password().map(PasswordHash::parse);
  }

  @Override
  public Optional<Identity> identity(PrincipalId id) throws StoreException {
    return metadata.read(tx -> tx.identities().byId(id.toString())).map(Rows::identity);
  }

  @Override
  public Optional<Long> generation(PrincipalId id) throws StoreException {
    var text = id.toString();
    return metadata.read(tx -> tx.identities().generation(text));
  }

  @Override
  public Optional<WithOwner> key(ApiKeyHash hash) throws StoreException {
    return metadata.read(
        tx ->
            tx.apiKeys()
                .byHash(hash.hex())
                .flatMap(
                    key ->
                        tx.identities()
                            .byId(key.owner())
                            .map(owner -> new WithOwner(Rows.key(key), Rows.identity(owner)))));
  }

  @Override
  public List<Identity> identities(AccountId account) throws StoreException {
    return metadata.read(tx -> tx.identities().of(account.value())).stream()
        .map(Rows::identity)
        .toList();
  }

  @Override
  public List<IssuedKey> keys(PrincipalId owner) throws StoreException {
    return metadata.read(tx -> tx.apiKeys().of(owner.toString())).stream().map(Rows::key).toList();
  }

  @Override
  public void add(PrincipalId id, AccountId account, IdentityName name)
      throws StoreException, NameTakenException {
    var now = clock.instant();
    var added =
        metadata.write(
            tx -> tx.identities().create(id.toString(), account.value(), name.text(), now));
    if (!added) {
      throw new NameTakenException(name);
    }
  }

  @Override
  public boolean delete(PrincipalId id) throws StoreException {
    return metadata.write(tx -> tx.identities().delete(id.toString()));
  }

  @Override
  public boolean setPassword(PrincipalId id, PasswordHash password) throws StoreException {
    return metadata.write(tx -> tx.identities().password(id.toString(), password.encoded()));
  }

  @Override
  public boolean rehash(PrincipalId id, PasswordHash old, PasswordHash renewed)
      throws StoreException {
    return metadata.write(
        tx -> tx.identities().rehash(id.toString(), old.encoded(), renewed.encoded()));
  }

  @Override
  public boolean setGrants(PrincipalId id, Set<Grant> grants) throws StoreException {
    return metadata.write(tx -> tx.identities().grants(id.toString(), Rows.grants(grants)));
  }

  @Override
  public boolean addKey(IssuedKey key) throws StoreException {
    return metadata.write(tx -> tx.apiKeys().add(Rows.key(key)));
  }

  @Override
  public boolean deleteKey(PrincipalId owner, String key) throws StoreException {
    return metadata.write(tx -> tx.apiKeys().delete(owner.toString(), key));
  }

  @Override
  public void used(String key, Instant when) throws StoreException {
    metadata.write(
        tx -> {
          tx.apiKeys().used(key, when);
          return true;
        });
  }
}
