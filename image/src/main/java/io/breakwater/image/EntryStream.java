package io.breakwater.image;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The entries of one layer, read once and in order.
public interface EntryStream extends AutoCloseable {
  /// The next entry, null behind the last. Whatever was not read of the one before is skipped.
  ///
  /// @throws ImageException when the layer is damaged, or a limit is passed
  @Nullable LayerEntry next() throws ImageException;

  /// The content of the entry that [#next()] returned last; ends with the entry. A damaged
  /// layer shows
  /// as an [java.io.IOException] whose cause is the [ImageException].
  InputStream content();

  /// Reads what follows the last entry and compares the layer's digest and diff ID with the
  /// expected
  /// ones. To be called once, after [#next()] returned null.
  ///
  /// @throws ImageException `layer-digest-mismatch` or `layer-diff-id-mismatch`
  void verify() throws ImageException;

  /// Uncompressed bytes read so far.
  long position();

  @Override
  void close();
}
