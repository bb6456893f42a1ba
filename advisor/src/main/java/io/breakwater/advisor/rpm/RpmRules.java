package io.breakwater.advisor.rpm;

import io.breakwater.advisor.version.Comparison;
import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.Advisories.Candidate;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Kind;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.Scope;
import io.breakwater.inventory.InstalledPackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Finds what the advisories of a release say of the packages of an image.
///
/// Fixes name binary packages, unfixed states name sources; both are looked up. Most rows speak
/// of versions long gone: only those that can make the package vulnerable are read first, and
/// the others of the same issues, which may clear it, where there are any.
///
/// Not safe for use by several threads: what was looked up for a source is kept for its other
/// packages.
public final class RpmRules {
  private final Advisories advisories;
  private final List<String> keys;
  private final ImageProducts products;
  private final RpmVersions versions;
  private final Map<String, String> modules;
  private final boolean extended;
  private final Map<LookUp, Threats> sources = new HashMap<>();

  /// @param keys of the releases whose rows apply, as in [Advisory#release()]
  /// @param products of the image; empty for a distribution whose rows name no products
  /// @param modules enabled module streams by module name
  /// @param centos whether versions are those of CentOS, the rows Red Hat's
  /// @param extended whether fixes of extended support are meant for the image
  public RpmRules(
      Advisories advisories,
      List<String> keys,
      Optional<ImageProducts> products,
      Map<String, String> modules,
      boolean centos,
      boolean extended) {
    this.advisories = advisories;
    this.keys = List.copyOf(keys);
    this.products = products.orElseGet(ImageProducts::none);
    this.versions = centos ? RpmVersions.CENTOS : RpmVersions.AS_WRITTEN;
    this.modules = modules;
    this.extended = extended;
  }

  /// What makes a package vulnerable, one for each issue, by CVE.
  public List<RpmMatch> matches(InstalledPackage installed) {
    var module = InstalledModule.of(installed, modules);
    var judge = new RpmJudge(products, versions, extended, installed, module);
    var threats = new ArrayList<Threats>(2 * keys.size());
    var issues = new TreeMap<String, List<Advisory>>();
    for (var lookUp : lookUps(installed)) {
      var found =
          lookUp.kind == Kind.SOURCE
              ? sources.computeIfAbsent(lookUp, this::threats)
              : threats(lookUp);
      threats.add(found);
      for (var row : found.rows) {
        if (judge.concerns(row)) {
          issues.computeIfAbsent(row.cve(), cve -> new ArrayList<>()).add(row);
        }
      }
    }
    if (issues.isEmpty()) {
      return List.of();
    }
    for (var found : threats) {
      if (found.more) {
        for (var row : others(found.lookUp, issues.keySet())) {
          rowsOf(issues, row).add(row);
        }
      }
    }
    var matches = new ArrayList<RpmMatch>(issues.size());
    for (var rows : issues.values()) {
      var match = judge.judge(rows);
      if (match != null) {
        matches.add(match);
      }
    }
    return matches;
  }

  private static List<Advisory> rowsOf(Map<String, List<Advisory>> issues, Advisory row) {
    return issues.computeIfAbsent(row.cve(), cve -> new ArrayList<>());
  }

  private List<LookUp> lookUps(InstalledPackage installed) {
    var lookUps = new ArrayList<LookUp>(2 * keys.size());
    for (var key : keys) {
      for (var kind : Kind.values()) {
        var name = kind == Kind.BINARY ? installed.name() : installed.source();
        lookUps.add(new LookUp(key, name, kind, RpmVersions.installed(installed, kind)));
      }
    }
    return lookUps;
  }

  /// The rows that can make a version vulnerable.
  private Threats threats(LookUp lookUp) {
    var more = new boolean[1];
    var sieve = new Sieve(lookUp);
    var rows =
        advisories.find(
            lookUp.key,
            lookUp.name,
            row -> {
              if (row.kind() != lookUp.kind) {
                return false;
              }
              if (!sieve.threat(row)) {
                more[0] = true;
                return false;
              }
              return sieve.ofImage(row);
            });
    return new Threats(lookUp, rows, more[0]);
  }

  /// The rows that make a version none the worse, of these issues: they may clear it.
  private List<Advisory> others(LookUp lookUp, Set<String> issues) {
    var sieve = new Sieve(lookUp);
    return advisories.find(
        lookUp.key,
        lookUp.name,
        row ->
            row.kind() == lookUp.kind
                && !sieve.threat(row)
                && issues.contains(row.cve())
                && sieve.ofImage(row));
  }

  /// Tests rows before they are read in full. Neighbours share versions and scopes (a database
  /// gives the same object), so the last answers are kept: a kernel has thousands of rows.
  private final class Sieve {
    private final LookUp lookUp;
    private final Map<String, Boolean> older = new HashMap<>();
    private final IdentityHashMap<Scope, Boolean> scopes = new IdentityHashMap<>();

    Sieve(LookUp lookUp) {
      this.lookUp = lookUp;
    }

    boolean threat(Candidate row) {
      var fixed = row.fixedVersion();
      return fixed == null
          ? row.state() != State.NOT_AFFECTED
          : older.computeIfAbsent(fixed, this::lacks);
    }

    private boolean lacks(String fixed) {
      var comparison = versions.weigh(lookUp.version, fixed);
      return comparison != Comparison.Order.EQUAL && comparison != Comparison.Order.GREATER;
    }

    boolean ofImage(Candidate row) {
      return scopes.computeIfAbsent(row.scope(), scope -> products.any(scope.cpes()));
    }
  }

  private record LookUp(String key, String name, Kind kind, String version) {}

  /// @param more whether there are other rows
  private record Threats(LookUp lookUp, List<Advisory> rows, boolean more) {}
}
