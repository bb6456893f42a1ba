package io.breakwater.registry.referrers;

import io.breakwater.store.metadata.StoredManifest;
import java.util.List;

/// A part of the list of a manifest's referrers.
///
/// @param manifests in the order in which their contents were first pushed
/// @param more whether there are others behind them
/// @param last what to ask on with: `after` of the next page
public record ReferrerPage(List<StoredManifest> manifests, boolean more, long last) {
  public ReferrerPage {
    manifests = List.copyOf(manifests);
  }
}
