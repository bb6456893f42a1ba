package io.breakwater.accounts.stored;

import io.breakwater.accounts.tokens.SigningKey;
import io.breakwater.accounts.tokens.SigningKeyStore;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.StoredSigningKey;
import java.util.List;

/// Keys that sign tokens in the metadata, which all replicas share.
public final class StoredSigningKeys implements SigningKeyStore {
  private final Metadata metadata;

  /// Over metadata.
  public StoredSigningKeys(Metadata metadata) {
    this.metadata = metadata;
  }

  @Override
  public List<SigningKey> keys() throws StoreException {
    return metadata.read(tx -> tx.signingKeys().all()).stream()
        .map(row -> new SigningKey(row.id(), row.secret(), row.created()))
        .toList();
  }

  @Override
  public void add(SigningKey key) throws StoreException {
    metadata.write(
        tx -> {
          tx.signingKeys().add(new StoredSigningKey(key.id(), key.secret(), key.created()));
          return true;
        });
  }

  @Override
  public void remove(String id) throws StoreException {
    metadata.write(tx -> tx.signingKeys().remove(id));
  }
}
