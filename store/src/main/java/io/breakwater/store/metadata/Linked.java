package io.breakwater.store.metadata;

/// What became of a blob on its way into a repository.
public sealed interface Linked {
  /// The repository has it.
  ///
  /// @param blob the copy that is kept: where its key is not the one that was offered, that one
  ///     is superfluous and can be deleted once the transaction is done
  record Done(StoredBlob blob) implements Linked {}

  /// It does not fit; nothing was changed, and the copy that was offered is superfluous.
  record OverQuota(StorageLimit limit) implements Linked {}

  /// The source of a mount does not have it; nothing was changed.
  record Unknown() implements Linked {}
}
