package io.breakwater.rpmdb.blob;

import org.jspecify.annotations.Nullable;

/// Keeps the first damage of a store; a reader goes on behind it for what else can be had.
public final class Damages {
  private @Nullable Malformed first;

  public void tell(Malformed damage) {
    if (first == null) {
      first = damage;
    }
  }

  /// Null where nothing is wrong.
  public @Nullable Malformed first() {
    return first;
  }
}
