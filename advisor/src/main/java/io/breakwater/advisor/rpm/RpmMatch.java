package io.breakwater.advisor.rpm;

import io.breakwater.advisor.version.Comparison;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The row that says that a package is vulnerable.
///
/// @param state of the row; UNDER_INVESTIGATION also where versions cannot be compared or the
///     module is not known, AFFECTED where the fix is out of the image's stream
/// @param stateDetail the publisher's own word, or why the state is not the row's
/// @param comparison how the installed version stands to the fixed one; null without one
/// @param products of the row that the image has
public record RpmMatch(
    Advisory row,
    State state,
    @Nullable String stateDetail,
    @Nullable Comparison comparison,
    List<String> products) {
  /// Begins the detail of a match whose package's or row's module stream is not known.
  public static final String MODULE_UNKNOWN = "module-unknown";

  public RpmMatch {
    products = List.copyOf(products);
  }
}
