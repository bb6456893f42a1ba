package io.breakwater.accounts.directory;

import io.breakwater.accounts.AccountId;
import io.breakwater.accounts.PrincipalId;
import io.breakwater.accounts.access.Grant;
import io.breakwater.accounts.access.Grants;
import io.breakwater.accounts.apikeys.ApiKeyHash;
import io.breakwater.accounts.apikeys.IssuedKey;
import io.breakwater.accounts.passwords.PasswordHash;
import io.breakwater.store.StoreException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Forgets everything at its end; counts reads and fails when told to.
public final class AccountsInMemory implements AccountStore {
  public int reads;
  public int generations;
  public boolean down;

  private long changes;
  private final Map<PrincipalId, WithPassword> identities = new LinkedHashMap<>();
  private final Map<String, IssuedKey> keys = new LinkedHashMap<>();

  private void read() throws StoreException {
    reads++;
    if (down) {
      throw new StoreException("storage-unavailable", "accounts", "down", "try again", null);
    }
  }

  @Override
  public synchronized Optional<WithPassword> named(IdentityName name) throws StoreException {
    read();
    return identities.values().stream()
        .filter(each -> each.identity().name().equals(name))
        .findFirst();
  }

  @Override
  public synchronized Optional<Identity> identity(PrincipalId id) throws StoreException {
    read();
    return Optional.ofNullable(identities.get(id)).map(WithPassword::identity);
  }

  @Override
  public synchronized Optional<Long> generation(PrincipalId id) throws StoreException {
    generations++;
    if (down) {
      read();
    }
    return Optional.ofNullable(identities.get(id)).map(each -> each.identity().generation());
  }

  @Override
  public synchronized Optional<WithOwner> key(ApiKeyHash hash) throws StoreException {
    read();
    return keys.values().stream()
        .filter(key -> key.hash().equals(hash))
        .map(key -> new WithOwner(key, owner(key)))
        .findFirst();
  }

  private Identity owner(IssuedKey key) {
    return Optional.ofNullable(identities.get(key.owner())).orElseThrow().identity();
  }

  @Override
  public synchronized List<Identity> identities(AccountId account) {
    return identities.values().stream()
        .map(WithPassword::identity)
        .filter(each -> each.account().equals(account))
        .sorted(Comparator.comparing(each -> each.name().text()))
        .toList();
  }

  @Override
  public synchronized List<IssuedKey> keys(PrincipalId owner) {
    return keys.values().stream()
        .filter(key -> key.owner().equals(owner))
        .sorted(Comparator.comparing(IssuedKey::created))
        .toList();
  }

  @Override
  public synchronized void add(PrincipalId id, AccountId account, IdentityName name)
      throws NameTakenException {
    for (var each : identities.values()) {
      if (each.identity().name().equals(name)) {
        throw new NameTakenException(name);
      }
    }
    var identity = new Identity(id, account, name, Grants.NONE, ++changes);
    identities.put(id, new WithPassword(identity, Optional.empty()));
  }

  @Override
  public synchronized boolean delete(PrincipalId id) {
    keys.values().removeIf(key -> key.owner().equals(id));
    return identities.remove(id) != null;
  }

  private boolean change(PrincipalId id, Grants grants, Optional<PasswordHash> password) {
    var old = identities.get(id);
    if (old == null) {
      return false;
    }
    var was = old.identity();
    var now = new Identity(was.id(), was.account(), was.name(), grants, ++changes);
    identities.put(id, new WithPassword(now, password));
    return true;
  }

  @Override
  public synchronized boolean setPassword(PrincipalId id, PasswordHash password) {
    var old = identities.get(id);
    return old != null && change(id, old.identity().grants(), Optional.of(password));
  }

  @Override
  public synchronized boolean rehash(PrincipalId id, PasswordHash old, PasswordHash renewed) {
    var was = identities.get(id);
    if (was == null || !was.password().equals(Optional.of(old))) {
      return false;
    }
    identities.put(id, new WithPassword(was.identity(), Optional.of(renewed)));
    return true;
  }

  @Override
  public synchronized boolean setGrants(PrincipalId id, Set<Grant> grants) {
    var old = identities.get(id);
    return old != null && change(id, new Grants(grants), old.password());
  }

  @Override
  public synchronized boolean addKey(IssuedKey key) {
    if (!identities.containsKey(key.owner())) {
      return false;
    }
    keys.put(key.id(), key);
    return true;
  }

  @Override
  public synchronized boolean deleteKey(PrincipalId owner, String id) {
    var key = keys.get(id);
    var old = identities.get(owner);
    if (key == null || old == null || !key.owner().equals(owner)) {
      return false;
    }
    keys.remove(id);
    return change(owner, old.identity().grants(), old.password());
  }

  @Override
  public synchronized void used(String id, Instant when) {
    keys.computeIfPresent(
        id,
        (same, key) ->
            new IssuedKey(
                key.id(),
                key.hash(),
                key.shown(),
                key.owner(),
                key.name(),
                key.created(),
                key.expires(),
                Optional.of(when)));
  }
}
