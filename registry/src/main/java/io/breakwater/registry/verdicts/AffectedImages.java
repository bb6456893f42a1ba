package io.breakwater.registry.verdicts;

import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.Policy;
import io.breakwater.advisories.Advisories;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.advisories.database.DatabaseDelta;
import io.breakwater.advisories.database.DatabaseDelta.Change;
import io.breakwater.inventory.Ecosystem;
import io.breakwater.inventory.ImageInventory;
import io.breakwater.inventory.InstalledPackage;
import io.breakwater.inventory.OperatingSystem;
import io.breakwater.inventory.Origin;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Manifests.Place;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Packages.Interned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Finds what new advisories change, by the distinct packages of all images and not by the
/// images: a million images share perhaps a hundred thousand packages.
///
/// What is found tells whom to notify, and nothing else depends on it: verdicts are made of the
/// current advisories whenever somebody looks.
public final class AffectedImages {
  private static final int PAGE = 5_000;

  private final Metadata metadata;

  public AffectedImages(Metadata metadata) {
    this.metadata = metadata;
  }

  /// A package of which something else is said now.
  ///
  /// @param appeared issues that concern it now, and did not before or otherwise; of packages of
  ///     the rpm family those that may, since products and modules of an image decide
  /// @param gone issues that concern it no longer
  public record ChangedPackage(
      Interned interned, PackageCoordinates coordinates, Set<String> appeared, Set<String> gone) {
    public ChangedPackage {
      appeared = Set.copyOf(appeared);
      gone = Set.copyOf(gone);
    }
  }

  /// Passes on the packages of which something else is said by the new advisories.
  ///
  /// @param at the day on which both are asked
  /// @return how many rows of the advisories are others
  public DatabaseDelta.Counts packages(
      AdvisoryDatabase before, AdvisoryDatabase now, Instant at, Consumer<ChangedPackage> consumer)
      throws FeedException, StoreException {
    var names = new HashMap<String, Set<String>>();
    var counts = DatabaseDelta.between(before, now, change -> note(change, names));
    if (names.isEmpty()) {
      return counts;
    }
    var after = 0L;
    while (true) {
      var from = after;
      var page = metadata.read(tx -> tx.packages().page(from, PAGE));
      if (page.isEmpty()) {
        return counts;
      }
      compare(candidates(page, names), names, before, now, at, consumer);
      after = page.getLast().id();
    }
  }

  private static void note(Change change, Map<String, Set<String>> names) {
    switch (change) {
      case Change.Added(var row) -> note(row, names);
      case Change.Changed(var old, var row) -> note(row, names);
      case Change.Withdrawn(var row) -> note(row, names);
    }
  }

  private static void note(Advisory row, Map<String, Set<String>> names) {
    names.computeIfAbsent(row.packageName(), name -> new TreeSet<>()).add(row.cve());
  }

  private record Candidate(Interned interned, PackageCoordinates coordinates) {}

  private static List<Candidate> candidates(List<Interned> page, Map<String, Set<String>> names) {
    var candidates = new ArrayList<Candidate>();
    for (var interned : page) {
      var coordinates = PackageCoordinates.parse(interned.coordinates());
      if (names.containsKey(coordinates.name()) || names.containsKey(coordinates.source())) {
        candidates.add(new Candidate(interned, coordinates));
      }
    }
    return candidates;
  }

  private record Release(String id, String version, Optional<String> codename) {
    static Release of(PackageCoordinates one) {
      return new Release(
          one.releaseId(), one.releaseVersion(), Optional.ofNullable(one.codename()));
    }
  }

  private static void compare(
      List<Candidate> candidates,
      Map<String, Set<String>> names,
      Advisories before,
      Advisories now,
      Instant at,
      Consumer<ChangedPackage> consumer) {
    var byRelease = new LinkedHashMap<Release, List<Candidate>>();
    for (var candidate : candidates) {
      var coordinates = candidate.coordinates();
      if (coordinates.ecosystem() == Ecosystem.RPM) {
        var issues = new TreeSet<>(names.getOrDefault(coordinates.name(), Set.of()));
        issues.addAll(names.getOrDefault(coordinates.source(), Set.of()));
        consumer.accept(new ChangedPackage(candidate.interned(), coordinates, issues, Set.of()));
      } else {
        byRelease
            .computeIfAbsent(Release.of(coordinates), none -> new ArrayList<>())
            .add(candidate);
      }
    }
    byRelease.forEach((release, some) -> compare(release, some, before, now, at, consumer));
  }

  /// All packages of a release as if one image held them.
  private static void compare(
      Release release,
      List<Candidate> candidates,
      Advisories before,
      Advisories now,
      Instant at,
      Consumer<ChangedPackage> consumer) {
    var packages = new ArrayList<InstalledPackage>();
    candidates.forEach(candidate -> packages.add(installed(candidate.coordinates())));
    var os =
        new OperatingSystem(
            release.id(), List.of(), release.version(), release.codename().orElse(null), "", "");
    var inventory = new ImageInventory(Optional.of(os), packages, List.of(), List.of(), Set.of());
    var old = issues(inventory, before, at);
    var current = issues(inventory, now, at);
    for (var i = 0; i < packages.size(); i++) {
      var was = old.getOrDefault(packages.get(i), Map.of());
      var is = current.getOrDefault(packages.get(i), Map.of());
      if (!was.equals(is)) {
        var candidate = candidates.get(i);
        consumer.accept(
            new ChangedPackage(
                candidate.interned(), candidate.coordinates(), others(is, was), lost(was, is)));
      }
    }
  }

  private static Set<String> others(Map<String, String> is, Map<String, String> was) {
    var others = new HashSet<String>();
    is.forEach(
        (cve, said) -> {
          if (!said.equals(was.get(cve))) {
            others.add(cve);
          }
        });
    return others;
  }

  private static Set<String> lost(Map<String, String> was, Map<String, String> is) {
    var lost = new HashSet<>(was.keySet());
    lost.removeAll(is.keySet());
    return lost;
  }

  /// What is said of each package: by CVE, the state and the fixed version.
  private static Map<InstalledPackage, Map<String, String>> issues(
      ImageInventory inventory, Advisories advisories, Instant at) {
    var issues = new IdentityHashMap<InstalledPackage, Map<String, String>>();
    var assessment = Advisor.assess(inventory, advisories, Policy.DEFAULT, at);
    for (Finding finding : assessment.findings()) {
      issues
          .computeIfAbsent(finding.installed(), none -> new HashMap<>())
          .merge(
              finding.cve(),
              finding.state() + " " + finding.fixedVersion() + " " + finding.severity(),
              (one, other) -> one + ", " + other);
    }
    return issues;
  }

  private static InstalledPackage installed(PackageCoordinates one) {
    return new InstalledPackage(
        one.ecosystem(),
        one.name(),
        one.version(),
        one.arch(),
        one.source(),
        one.sourceVersion(),
        one.module(),
        null,
        null,
        "",
        new Origin(0, Optional.empty(), "", false));
  }

  /// Where images are that hold a package.
  ///
  /// @param last to go on behind; 0 behind the last page
  public record Page(List<Place> places, long last) {
    public Page {
      places = List.copyOf(places);
    }
  }

  /// The images that hold a package.
  ///
  /// @param after 0 for the first page
  /// @param limit images, each of which may be in several repositories
  public Page images(Interned pack, long after, int limit) throws StoreException {
    return metadata.read(
        tx -> {
          var manifests = tx.packages().images(pack, after, limit);
          return new Page(
              tx.manifests().places(manifests), manifests.size() < limit ? 0 : manifests.getLast());
        });
  }

  /// Passes on the tags of images of which something else may be said by the new advisories, each
  /// once: of the images that hold a package that changed, and of the indexes that name them. What
  /// is said is to be compared by whoever wants to tell of it.
  ///
  /// @param at the day on which both are asked
  /// @return how many rows of the advisories are others
  public DatabaseDelta.Counts tags(
      AdvisoryDatabase before, AdvisoryDatabase now, Instant at, AffectedTags.Consumer consumer)
      throws FeedException, StoreException {
    var packages = new ArrayList<Interned>();
    var counts = packages(before, now, at, changed -> packages.add(changed.interned()));
    new AffectedTags(metadata, consumer).of(packages);
    return counts;
  }
}
