package io.breakwater.store.metadata;

import io.breakwater.image.Digest;
import java.util.Optional;

/// What became of setting a tag.
public sealed interface Tagged {
  /// It names the manifest.
  ///
  /// @param previous what it named before; the same digest where nothing changed but the time
  record Done(Optional<Digest> previous) implements Tagged {}

  /// It names something else and was not to be replaced; nothing was changed.
  record Taken(Digest by) implements Tagged {}

  /// The repository does not have the manifest; nothing was changed.
  record Unknown() implements Tagged {}
}
