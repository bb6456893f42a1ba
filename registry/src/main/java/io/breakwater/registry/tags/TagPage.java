package io.breakwater.registry.tags;

import java.util.List;

/// A part of the list of a repository's tags.
///
/// @param names by their bytes, which are ASCII
/// @param more whether there are others behind them
public record TagPage(List<String> names, boolean more) {
  public TagPage {
    names = List.copyOf(names);
  }
}
