package io.breakwater.accounts.tokens;

import io.breakwater.store.StoreException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What several replicas share; counts how often it was asked, and fails when told to.
final class KeysInMemory implements SigningKeyStore {
  final List<SigningKey> all = new CopyOnWriteArrayList<>();
  int looks;
  boolean down;

  @Override
  public synchronized List<SigningKey> keys() throws StoreException {
    looks++;
    if (down) {
      throw new StoreException("storage-unavailable", "keys", "down", "try again", null);
    }
    return List.copyOf(all);
  }

  @Override
  public void add(SigningKey key) {
    all.add(key);
  }

  @Override
  public void remove(String id) {
    all.removeIf(key -> key.id().equals(id));
  }
}
