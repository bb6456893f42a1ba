package io.breakwater.advisor;

import io.breakwater.inventory.InstalledPackage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What changed from one image to another.
///
/// An issue is the same in both when it is the same CVE in a package of the same name, or the same
/// check with the same file; versions and architectures may differ.
///
/// @param vulnerabilities new ones, then fixed ones, then unchanged ones; each worst first
/// @param configuration in the same order
/// @param packages those that differ, by name
public record Difference(
    Assessment before,
    Assessment after,
    List<Change<Finding>> vulnerabilities,
    List<Change<ConfigurationIssue>> configuration,
    List<PackageChange> packages) {
  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing((Finding finding) -> !finding.active())
          .thenComparing(finding -> !finding.advisory().knownExploited())
          .thenComparing(Finding::severity, Comparator.reverseOrder())
          .thenComparing(finding -> finding.installed().source())
          .thenComparing(Finding::cve, Comparator.reverseOrder());

  public Difference {
    vulnerabilities = List.copyOf(vulnerabilities);
    configuration = List.copyOf(configuration);
    packages = List.copyOf(packages);
  }

  /// What became of an issue.
  public enum Kind {
    NEW("new"),
    FIXED("fixed"),
    UNCHANGED("unchanged");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// The word in reports.
    public String word() {
      return word;
    }
  }

  /// One issue in both images.
  ///
  /// @param before null for a new one
  /// @param after null for a fixed one
  public record Change<T>(Kind kind, @Nullable T before, @Nullable T after) {
    /// The issue as the later image has it, else as the earlier one had it.
    public T latest() {
      var latest = after == null ? before : after;
      if (latest == null) {
        throw new IllegalStateException("a change of nothing");
      }
      return latest;
    }
  }

  /// A package that only one image has, or in other versions.
  ///
  /// @param before its versions in the first image, empty where it has none
  /// @param after its versions in the second
  public record PackageChange(String name, List<String> before, List<String> after) {
    public PackageChange {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /// Compares two assessments.
  public static Difference of(Assessment before, Assessment after) {
    return new Difference(
        before,
        after,
        changes(
            before.findings(),
            after.findings(),
            finding -> finding.cve() + " " + finding.installed().name(),
            WORST_FIRST),
        changes(
            before.configurationIssues(),
            after.configurationIssues(),
            issue -> issue.id() + " " + issue.file(),
            Comparator.comparing((ConfigurationIssue issue) -> !issue.active())
                .thenComparing(ConfigurationIssue::severity, Comparator.reverseOrder())
                .thenComparing(ConfigurationIssue::id)),
        packages(before.packages(), after.packages()));
  }

  /// Whether the later image has an issue that counts which the earlier one had not, or which did
  /// not count there.
  public boolean worse() {
    return vulnerabilities.stream().anyMatch(change -> worse(change, Finding::active))
        || configuration.stream().anyMatch(change -> worse(change, ConfigurationIssue::active));
  }

  private static <T> boolean worse(Change<T> change, Function<T, Boolean> active) {
    var before = change.before();
    var after = change.after();
    return after != null && active.apply(after) && (before == null || !active.apply(before));
  }

  private static <T> List<Change<T>> changes(
      List<T> before, List<T> after, Function<T, String> key, Comparator<T> order) {
    var old = new LinkedHashMap<String, T>();
    before.forEach(one -> old.merge(key.apply(one), one, (a, b) -> worst(a, b, order)));
    var now = new LinkedHashMap<String, T>();
    after.forEach(one -> now.merge(key.apply(one), one, (a, b) -> worst(a, b, order)));
    var changes = new ArrayList<Change<T>>();
    now.forEach((id, one) -> changes.add(change(old.get(id), one)));
    old.forEach(
        (id, one) -> {
          if (!now.containsKey(id)) {
            changes.add(new Change<>(Kind.FIXED, one, null));
          }
        });
    changes.sort(
        Comparator.comparing((Change<T> change) -> change.kind())
            .thenComparing(Change::latest, order));
    return changes;
  }

  private static <T> T worst(T a, T b, Comparator<T> order) {
    return order.compare(a, b) <= 0 ? a : b;
  }

  private static <T> Change<T> change(@Nullable T before, T after) {
    return new Change<>(before == null ? Kind.NEW : Kind.UNCHANGED, before, after);
  }

  private static List<PackageChange> packages(
      List<InstalledPackage> before, List<InstalledPackage> after) {
    var old = versions(before);
    var now = versions(after);
    var names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    var changes = new ArrayList<PackageChange>();
    for (var name : names) {
      var was = List.copyOf(old.getOrDefault(name, new TreeSet<>()));
      var is = List.copyOf(now.getOrDefault(name, new TreeSet<>()));
      if (!was.equals(is)) {
        changes.add(new PackageChange(name, was, is));
      }
    }
    return changes;
  }

  private static Map<String, TreeSet<String>> versions(List<InstalledPackage> packages) {
    var versions = new TreeMap<String, TreeSet<String>>();
    for (var one : packages) {
      versions.computeIfAbsent(one.name(), name -> new TreeSet<>()).add(one.version());
    }
    return versions;
  }
}
