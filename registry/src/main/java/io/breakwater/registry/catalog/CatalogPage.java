package io.breakwater.registry.catalog;

import java.util.List;

/// A part of the list of repositories.
///
/// @param names in full, by their bytes, which are ASCII
/// @param more whether there are others behind them
public record CatalogPage(List<String> names, boolean more) {
  public CatalogPage {
    names = List.copyOf(names);
  }
}
