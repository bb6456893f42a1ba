package io.breakwater.store.metadata;

import io.breakwater.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Tests on metadata that are empty before each, of whichever database.
abstract class OpenMetadata {
  private MetadataOptions options;
  private Metadata metadata;

  /// A new, empty place.
  abstract MetadataOptions options() throws Exception;

  @BeforeEach
  final void openEmpty() throws Exception {
    options = options();
    metadata = Metadata.open(options);
  }

  @AfterEach
  final void closeMetadata() {
    metadata.close();
  }

  final Metadata metadata() {
    return metadata;
  }

  /// Where they are.
  final MetadataOptions opened() {
    return options;
  }

  final void reopen() throws StoreException {
    metadata.close();
    metadata = Metadata.open(options);
  }

  final <T> T read(Work<T> work) throws StoreException {
    return metadata.read(work);
  }

  final <T> T write(Work<T> work) throws StoreException {
    return metadata.write(work);
  }

  /// Writes what answers nothing.
  final void change(Change change) throws StoreException {
    metadata.write(
        tx -> {
          change.make(tx);
          return true;
        });
  }

  /// What answers nothing.
  interface Change {
    void make(Transaction tx);
  }
}
