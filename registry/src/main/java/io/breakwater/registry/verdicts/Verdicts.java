package io.breakwater.registry.verdicts;

import io.breakwater.image.Digest;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import java.util.Optional;

/// Says what is known of images. Asked at each push and pull: quick where nothing has changed
/// since the last time. Safe for use by many threads.
public interface Verdicts {
  /// The verdict on a manifest of a repository, by the advisories and exemptions of now.
  ///
  /// @param asked what the caller named it by: a tag may be exempt by itself
  /// @return empty for what is no image (artifacts, signatures), which nothing is said of
  Optional<ImageVerdict> of(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException;

  /// The same of a manifest that was pushed just now: may wait for its layers' inventories, which
  /// are made while they arrive, longer than somebody who pulls should.
  default Optional<ImageVerdict> pushed(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    return of(repository, asked, manifest);
  }

  /// The same as far as it is known without looking: from memory, for lists of thousands of
  /// images. [WarmVerdicts]
  /// sees to it that what is said of tagged images is known.
  ///
  /// @return empty where it is not known, or is not known any more, since the advisories, the
  ///     policy or the day is another
  default Optional<ImageVerdict> known(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    return of(repository, asked, manifest);
  }
}
