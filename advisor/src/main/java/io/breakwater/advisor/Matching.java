package io.breakwater.advisor;

import io.breakwater.advisor.version.Comparison;
import io.breakwater.advisor.version.VersionOrder;
import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.Advisory;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the vulnerabilities of an image's packages in the advisories of its release.
final class Matching {
  private final Advisories advisories;
  private final String release;
  private final VersionOrder order;
  private final Policy policy;
  private final Instant now;
  private final boolean subscribed;
  private final Map<SourceVersion, List<Match>> known = new HashMap<>();

  private Matching(
      Advisories advisories,
      String release,
      VersionOrder order,
      Policy policy,
      Instant now,
      boolean subscribed) {
    this.advisories = advisories;
    this.release = release;
    this.order = order;
    this.policy = policy;
    this.now = now;
    this.subscribed = subscribed;
  }

  /// All findings, by package in the inventory's order, then by CVE.
  static List<Finding> findings(
      ImageInventory inventory,
      Advisories advisories,
      Distribution distribution,
      String release,
      Policy policy,
      Instant now) {
    var order = distribution.order(release);
    var subscribed = Subscription.ubuntuPro(inventory);
    var matching = new Matching(advisories, release, order, policy, now, subscribed);
    var findings = new ArrayList<Finding>();
    for (var installed : inventory.packages()) {
      if (installed.ecosystem() == distribution.ecosystem()) {
        matching.add(installed, findings);
      }
    }
    return findings;
  }

  private void add(InstalledPackage installed, List<Finding> findings) {
    var key = new SourceVersion(installed.source(), installed.sourceVersion());
    var matches = known.get(key);
    if (matches == null) {
      matches = matches(key);
      known.put(key, matches);
    }
    for (var match : matches) {
      findings.add(finding(installed, match));
    }
  }

  /// Binary packages share their source's rows, so each source is judged once.
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

  private Finding finding(InstalledPackage installed, Match match) {
    var row = match.row();
    var standing = Standings.of(match, Standings.kernel(installed), subscribed, policy);
    var exemptions = Exemptions.of(row, policy.exemptions(), now);
    return new Finding(
        installed,
        row,
        match.state(),
        match.stateDetail(),
        order,
        match.comparison(),
        standing,
        exemptions.status(),
        exemptions.applied());
  }

  private record SourceVersion(String source, String version) {}
}
