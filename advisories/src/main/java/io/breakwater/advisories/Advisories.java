package io.breakwater.advisories;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The current advisories, as the advisor asks for them.
public interface Advisories {
  /// Whether any feed speaks of the release (key as in [Advisory#release()]).
  boolean covers(String release);

  /// All rows of a package (source or binary name) in a release, ordered by CVE; empty when
  /// there is none,
  /// which means "nothing known" only where [#covers] holds.
  List<Advisory> find(String release, String packageName);

  /// The rows of a package that may matter, ordered by CVE.
  ///
  /// Most rows of a package speak of versions long gone. A database shows what decides first
  /// and leaves the rest of an unwanted row alone, which is much quicker.
  default List<Advisory> find(String release, String packageName, Wanted wanted) {
    return find(release, packageName).stream().filter(wanted::test).toList();
  }

  /// What the feeds of a release can tell; empty where no feed speaks of it.
  default Optional<Coverage> coverage(String release) {
    return covers(release) ? Optional.of(new Coverage(release, -1, false)) : Optional.empty();
  }

  /// The entry of an issue in the catalogue of known exploited vulnerabilities, if any.
  default Optional<FeedSink.Exploited> exploited(String cve) {
    return Optional.empty();
  }

  /// The products (CPE 2.2 URIs) whose packages a repository of Red Hat holds; empty where the
  /// repository is not known.
  default List<String> cpesOf(String repository) {
    return List.of();
  }

  /// The feeds that the rows came from, by name.
  List<Feed> feeds();

  /// Identifies the content: equal for equal feeds.
  String version();

  /// The feed that speaks of the release, if any.
  default Optional<Feed> feedOf(String release) {
    var name = feedName(release);
    return feeds().stream().filter(feed -> feed.name().equals(name)).findFirst();
  }

  /// Name of the feed that speaks of a release: `redhat` for `rhel:9`, else what stands before
  /// the colon; empty where there is no colon.
  static String feedName(String release) {
    var distribution = release.substring(0, Math.max(0, release.indexOf(':')));
    return distribution.equals("rhel") ? "redhat" : distribution;
  }

  /// Chooses rows before they are read in full.
  @FunctionalInterface
  interface Wanted {
    /// Whether to read the row in full.
    ///
    /// @param row must not be kept: it may be another row after the call
    boolean test(Candidate row);
  }

  /// A row before it is read in full: each part is read when it is asked for.
  interface Candidate {
    Advisory.Kind kind();

    String cve();

    Advisory.State state();

    /// Set exactly when the state is FIXED.
    @Nullable String fixedVersion();

    Advisory.Availability availability();

    Scope scope();
  }

  /// What the feeds of a release can tell.
  ///
  /// @param rows how many rows speak of the release, -1 where it is not known
  /// @param fixesOnly only fixed issues are published (Alpine, and Debian releases that only
  ///     notices speak of): issues without a fix are unknown, not absent
  record Coverage(String release, long rows, boolean fixesOnly) {}

  /// A feed that the rows came from.
  ///
  /// @param name `alpine`, `debian`, `ubuntu`, `redhat`, `almalinux`, `rocky`, `kev`
  /// @param asOf the newest date that the feed's own content or its publisher's file date
  ///     shows, not when it was fetched; null where neither tells, and then nobody may call
  ///     it fresh
  /// @param records rows taken
  /// @param refused records that could not be understood
  record Feed(String name, @Nullable Instant asOf, long records, long refused) {}
}
