package io.breakwater.advisor;

import io.breakwater.advisor.rpm.RpmMatch;
import io.breakwater.advisor.version.Comparison;
import io.breakwater.advisor.version.VersionOrder;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The row that says that a version is vulnerable.
///
/// @param comparison how the version stands to the row's fixed one; null without one
/// @param products of the row that the image has
record Match(
    Advisory row,
    State state,
    @Nullable String stateDetail,
    @Nullable Comparison comparison,
    List<String> products) {

  private Match(
      Advisory row, State state, @Nullable String stateDetail, @Nullable Comparison comparison) {
    this(row, state, stateDetail, comparison, List.of());
  }

  static Match of(RpmMatch match) {
    return new Match(
        match.row(), match.state(), match.stateDetail(), match.comparison(), match.products());
  }

  /// Judges one source version by all rows that one CVE has for its package.
  ///
  /// - A fix for everybody that is newer than the installed version makes it vulnerable, whatever
  ///   other rows say; the newest of several fixes is asked for, since a distribution fixes
  ///   again what it had fixed in part. One exception: a version from Ubuntu's ESM that has the
  ///   fix there is fixed.
  /// - A version that has the fix for everybody is fixed, unless it is from ESM and older than
  ///   the fix there.
  /// - A fix for subscribers answers an open row: installed, the version is fixed; not installed,
  ///   it is vulnerable and subscribers can fix it.
  /// - Open rows remain as the distribution states them.
  /// - Versions that cannot be compared are never taken for fixed.
  ///
  /// @param subscribed whether fixes for subscribers are meant for this image
  /// @return null when the version is not vulnerable
  static @Nullable Match judge(
      String version, List<Advisory> rows, VersionOrder order, boolean subscribed) {
    var tally = new Tally(order);
    for (var row : rows) {
      tally.add(version, row);
    }
    var fromEsm = version.contains("esm");
    if (tally.publicFix != null) {
      return tally.subscriberCleared && fromEsm ? null : tally.publicFix;
    }
    if (tally.unclear != null) {
      return tally.unclear;
    }
    if (tally.publicCleared) {
      return fromEsm && subscribed ? tally.subscriberFix : null;
    }
    if (tally.subscriberCleared) {
      return null;
    }
    return tally.subscriberFix != null ? tally.subscriberFix : tally.open;
  }

  /// What the rows of one CVE add up to.
  private static final class Tally {
    private final VersionOrder order;
    private @Nullable Match publicFix;
    private @Nullable Match subscriberFix;
    private @Nullable Match open;
    private @Nullable Match unclear;
    private boolean publicCleared;
    private boolean subscriberCleared;

    Tally(VersionOrder order) {
      this.order = order;
    }

    void add(String version, Advisory row) {
      var fixed = row.fixedVersion();
      if (fixed != null) {
        compare(version, row, fixed);
      } else if (row.state() != State.NOT_AFFECTED && open == null) {
        open = new Match(row, row.state(), row.stateDetail(), null);
      }
    }

    private void compare(String version, Advisory row, String fixed) {
      var everybody = row.availability() == Availability.PUBLIC;
      var comparison = order.weigh(version, fixed);
      switch (comparison) {
        case Comparison.Incomparable(var reason) -> {
          var detail = "not-comparable: " + reason;
          unclear = new Match(row, State.UNDER_INVESTIGATION, detail, comparison);
        }
        case Comparison.Order.LESS -> {
          var match = new Match(row, State.FIXED, row.stateDetail(), comparison);
          if (everybody) {
            publicFix = newer(publicFix, match);
          } else {
            subscriberFix = newer(subscriberFix, match);
          }
        }
        case Comparison.Order.EQUAL, Comparison.Order.GREATER -> {
          publicCleared |= everybody;
          subscriberCleared |= !everybody;
        }
      }
    }

    private Match newer(@Nullable Match a, Match b) {
      var fixedA = a == null ? null : a.row.fixedVersion();
      var fixedB = b.row.fixedVersion();
      return a == null || fixedA == null || fixedB == null || order.compare(fixedA, fixedB) < 0
          ? b
          : a;
    }
  }
}
