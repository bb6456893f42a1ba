package io.breakwater.advisor;

import io.breakwater.advisor.version.Comparison;
import io.breakwater.advisor.version.VersionOrder;
import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.Advisory;
import io.breakwater.inventory.InstalledPackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Judges packages by the rows of their sources, as Alpine, Debian and Ubuntu publish them.
final class SourceMatching {
  private final Advisories advisories;
  private final String release;
  private final VersionOrder order;
  private final boolean subscribed;
  private final Map<SourceVersion, List<Match>> known = new HashMap<>();

  /// @param subscribed whether fixes for subscribers are meant for the image
  SourceMatching(Advisories advisories, String release, VersionOrder order, boolean subscribed) {
    this.advisories = advisories;
    this.release = release;
    this.order = order;
    this.subscribed = subscribed;
  }

  /// Binary packages share their source's rows, so each source is judged once.
  List<Match> matches(InstalledPackage installed) {
    var key = new SourceVersion(installed.source(), installed.sourceVersion());
    var matches = known.get(key);
    if (matches == null) {
      matches = matches(key);
      known.put(key, matches);
    }
    return matches;
  }

  private List<Match> matches(SourceVersion key) {
    var rows = rows(key);
    var matches = new ArrayList<Match>();
    for (var from = 0; from < rows.size(); ) {
      var to = from + 1;
      while (to < rows.size() && rows.get(to).cve().equals(rows.get(from).cve())) {
        to++;
      }
      var ofSource =
          rows.subList(from, to).stream().filter(r -> r.kind() == Advisory.Kind.SOURCE).toList();
      var match = Match.judge(key.version(), ofSource, order, subscribed);
      if (match != null) {
        matches.add(match);
      }
      from = to;
    }
    return matches;
  }

  /// Rows that cannot make the version vulnerable are not even read; but a fix for everybody
  /// that is installed matters where the same issue has another row for subscribers.
  private List<Advisory> rows(SourceVersion key) {
    var forSubscribers = new boolean[1];
    var rows =
        advisories.find(
            release,
            key.source(),
            row -> {
              forSubscribers[0] |= row.availability() != Advisory.Availability.PUBLIC;
              var fixed = row.fixedVersion();
              return row.state() != Advisory.State.NOT_AFFECTED
                  && (fixed == null
                      || order.compare(key.version(), fixed) < 0
                      || suspect(key, fixed));
            });
    return forSubscribers[0] ? advisories.find(release, key.source()) : rows;
  }

  private boolean suspect(SourceVersion key, String fixed) {
    return !(order.weigh(key.version(), fixed) instanceof Comparison.Order);
  }

  private record SourceVersion(String source, String version) {}
}
