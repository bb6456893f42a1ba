package io.breakwater.insights.issues;

import io.breakwater.advisor.Finding;
import io.breakwater.advisor.Verdict;
import io.breakwater.advisories.Advisory;
import io.breakwater.image.Digest;
import io.breakwater.insights.reports.Judge;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.verdicts.AssessedImage;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.registry.verdicts.ImagesByPackage;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Manifests.Place;
import io.breakwater.store.metadata.Metadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Looks for the images that have a vulnerability: the advisories tell the packages, the index the
/// images that hold them, and the verdict whether they have it.
public final class IssueSearch {
  /// After this an answer ends, with where to go on.
  private static final Duration LONGEST = Duration.ofSeconds(3);

  /// Images that are looked up at once.
  private static final int STEP = 50;

  private final CurrentAdvisories advisories;
  private final ImagesByPackage images;
  private final Metadata metadata;
  private final Judge judge;

  public IssueSearch(
      CurrentAdvisories advisories, ImagesByPackage images, Metadata metadata, Judge judge) {
    this.advisories = advisories;
    this.images = images;
    this.metadata = metadata;
    this.judge = judge;
  }

  /// An image that has the issue.
  ///
  /// @param tags that name it now; may be none
  /// @param findings at least one
  public record Hit(
      RepositoryName repository,
      Digest manifest,
      List<String> tags,
      Verdict.Status verdict,
      List<Finding> findings) {
    public Hit {
      tags = List.copyOf(tags);
      findings = List.copyOf(findings);
    }
  }

  /// What was found.
  ///
  /// @param version of the advisories
  /// @param rows what the advisories say of the issue; empty where they do not know it
  /// @param lookedAt images that were judged for this answer
  /// @param notJudged those among them that could not be: whether they have it is not known
  /// @param next where to go on; 0 where all was looked at
  public record Found(
      String version, List<Advisory> rows, List<Hit> hits, int lookedAt, int notJudged, long next) {
    public Found {
      rows = List.copyOf(rows);
      hits = List.copyOf(hits);
    }
  }

  /// Looks for them.
  ///
  /// @param issue as the advisories write it
  /// @param namespaces to look in
  /// @param after 0 for the first answer
  /// @param limit the most images to look at
  public Found search(String issue, Set<String> namespaces, long after, int limit)
      throws StoreException {
    var database = advisories.database();
    if (database.isEmpty()) {
      return new Found(advisories.current().version(), List.of(), List.of(), 0, 0, 0);
    }
    var rows = database.get().findIssue(issue);
    var names = new HashSet<String>();
    rows.forEach(row -> names.add(row.packageName()));
    var search = new Search(issue, namespaces);
    var next = search.run(names, after, limit);
    return new Found(
        database.get().version(), rows, search.hits, search.lookedAt, search.notJudged, next);
  }

  /// One search.
  private final class Search {
    private final String issue;
    private final Set<String> namespaces;
    private final List<Hit> hits = new ArrayList<>();
    private int lookedAt;
    private int notJudged;

    Search(String issue, Set<String> namespaces) {
      this.issue = issue;
      this.namespaces = namespaces;
    }

    /// @return where to go on
    long run(Set<String> names, long after, int limit) throws StoreException {
      var end = System.nanoTime() + LONGEST.toNanos();
      var from = after;
      do {
        var page = images.images(names, from, Math.min(STEP, limit));
        for (var place : page.places()) {
          look(place);
        }
        from = page.last();
      } while (from > 0 && lookedAt < limit && System.nanoTime() < end);
      return from;
    }

    private void look(Place place) throws StoreException {
      RepositoryName repository;
      try {
        repository = RepositoryName.parse(place.repository().name());
      } catch (RegistryException e) {
        throw new IllegalStateException("a repository of an impossible name", e);
      }
      if (!namespaces.contains(repository.namespace())) {
        return;
      }
      lookedAt++;
      var asked = new Reference.ByDigest(place.digest());
      var judged = judge.assessment(repository, asked, place.digest());
      if (judged.isEmpty()) {
        notJudged++;
        return;
      }
      var findings =
          judged.get().platforms().stream()
              .flatMap(one -> one.assessment().findings().stream())
              .filter(this::named)
              .toList();
      if (!findings.isEmpty()) {
        hits.add(new Hit(repository, place.digest(), tags(place), worst(judged.get()), findings));
      }
    }

    private static Verdict.Status worst(AssessedImage image) {
      return Verdict.worst(
              image.platforms().stream().map(one -> one.assessment().verdict()).toList())
          .status();
    }

    private boolean named(Finding finding) {
      return finding.cve().toUpperCase(Locale.ROOT).equals(issue);
    }

    private List<String> tags(Place place) throws StoreException {
      return metadata.read(
          tx ->
              tx.tags().of(place.repository(), place.digest()).stream()
                  .map(tag -> tag.name())
                  .toList());
    }
  }
}
