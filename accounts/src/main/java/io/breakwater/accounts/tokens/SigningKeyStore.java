package io.breakwater.accounts.tokens;

import io.breakwater.store.StoreException;
import java.util.List;

/// Where all replicas of a server find the keys that sign tokens. Safe for use by many threads
/// and processes.
public interface SigningKeyStore {
  /// All there are, in any order.
  List<SigningKey> keys() throws StoreException;

  /// Keeps a new one; two replicas may each add one at the same time, and both stay.
  void add(SigningKey key) throws StoreException;

  /// Forgets one; nothing happens where there is none.
  void remove(String id) throws StoreException;
}
