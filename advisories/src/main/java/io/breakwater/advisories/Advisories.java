package io.breakwater.advisories;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The current advisories, as the advisor asks for them.
public interface Advisories {
  /// Whether any feed speaks of the release (key as in [Advisory#release()]).
  boolean covers(String release);

  /// All rows of a package (source or binary name) in a release, ordered by CVE; empty when
  /// there is none,
  /// which means "nothing known" only where [#covers] holds.
  List<Advisory> find(String release, String packageName);

  /// The feeds that the rows came from, by name.
  List<Feed> feeds();

  /// Identifies the content: equal for equal feeds.
  String version();

  /// The feed that speaks of the release, if any.
  default Optional<Feed> feedOf(String release) {
    var distribution = release.substring(0, Math.max(0, release.indexOf(':')));
    return feeds().stream().filter(feed -> feed.name().equals(distribution)).findFirst();
  }

  /// A feed that the rows came from.
  ///
  /// @param name `alpine`, `debian`, `ubuntu`, `kev`
  /// @param asOf the newest date that the feed's own content shows; the publisher's, not
  ///     when it was
  ///     fetched
  /// @param records rows taken
  /// @param refused records that could not be understood
  record Feed(String name, Instant asOf, long records, long refused) {}
}
