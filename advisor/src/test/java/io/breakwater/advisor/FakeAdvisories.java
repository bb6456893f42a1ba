package io.breakwater.advisor;

import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.Advisory.Availability;
import io.breakwater.advisories.Advisory.State;
import io.breakwater.advisories.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Advisories in memory.
final class FakeAdvisories implements Advisories {
  private final List<Advisory> rows = new ArrayList<>();
  private final List<Feed> feeds = new ArrayList<>();
  private final Map<String, List<String>> repositories = new HashMap<>();
  private final TreeSet<String> releases = new TreeSet<>();

  FakeAdvisories feed(String name, @Nullable Instant asOf, String... covered) {
    feeds.add(new Feed(name, asOf, 1, 0));
    releases.addAll(List.of(covered));
    return this;
  }

  FakeAdvisories rows(RpmRow... added) {
    for (var row : added) {
      row(row.row());
    }
    return this;
  }

  FakeAdvisories repository(String name, String... cpes) {
    repositories.put(name, List.of(cpes));
    return this;
  }

  FakeAdvisories row(Advisory row) {
    rows.add(row);
    rows.sort(Comparator.comparing(Advisory::cve));
    return this;
  }

  FakeAdvisories fixed(String release, String source, String cve, String version) {
    return row(of(release, source, cve, State.FIXED, version, Availability.PUBLIC));
  }

  FakeAdvisories pro(String release, String source, String cve, String version) {
    return row(of(release, source, cve, State.FIXED, version, Availability.UBUNTU_PRO));
  }

  FakeAdvisories open(String release, String source, String cve, State state) {
    return row(of(release, source, cve, state, null, Availability.PUBLIC));
  }

  static Advisory of(
      String release,
      String source,
      String cve,
      State state,
      @Nullable String fixed,
      Availability availability) {
    return of(release, source, cve, state, fixed, availability, "medium", false, List.of());
  }

  static Advisory of(
      String release,
      String source,
      String cve,
      State state,
      @Nullable String fixed,
      Availability availability,
      String severity,
      boolean knownExploited,
      List<Advisory.Notice> notices) {
    return new Advisory(
        release,
        source,
        Advisory.Kind.SOURCE,
        cve,
        List.of(),
        notices,
        state,
        null,
        fixed,
        availability,
        severity,
        List.of(),
        null,
        null,
        List.of(),
        "",
        knownExploited,
        Scope.ANY,
        release.substring(0, release.indexOf(':')),
        source + "/" + cve);
  }

  @Override
  public boolean covers(String release) {
    return releases.contains(release);
  }

  @Override
  public List<Advisory> find(String release, String packageName) {
    return rows.stream()
        .filter(row -> row.release().equals(release) && row.packageName().equals(packageName))
        .toList();
  }

  @Override
  public List<String> cpesOf(String repository) {
    return repositories.getOrDefault(repository, List.of());
  }

  @Override
  public List<Feed> feeds() {
    return feeds;
  }

  @Override
  public String version() {
    return "fake";
  }
}
