package io.breakwater.insights.issues;

import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.Verdict;
import io.breakwater.advisories.Advisory;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.image.Digest;
import io.breakwater.insights.reports.Judge;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.portfolio.Portfolio;
import io.breakwater.registry.verdicts.AssessedImage;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.registry.verdicts.ImagesByPackage;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Manifests.Place;
import io.breakwater.store.metadata.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Looks for the images that have an issue. Of a vulnerability, or a security notice (DSA, USN,
/// RHSA, …), the advisories tell the packages, the index the images that hold them, and the verdict
/// whether they have it; of an issue of the configuration the portfolio tells the tagged images.
public final class IssueSearch {
  /// After this an answer ends, with where to go on.
  private static final Duration LONGEST = Duration.ofSeconds(3);

  /// In names of issues of the configuration, and in no others.
  private static final String CONFIGURATION = "_configuration:";

  private static final int MOST_ROWS = 5_000;

  /// `DSA-5678-1`, `USN-1234-1`, `RHSA-2026:1` and whatever the like is called, but for CVEs.
  private static final Pattern NOTICE = Pattern.compile("(?!CVE-)[A-Z]{2,12}-[A-Z0-9.:_-]{1,60}");

  /// Images that are looked up at once.
  private static final int STEP = 50;

  private final CurrentAdvisories advisories;
  private final ImagesByPackage images;
  private final Metadata metadata;
  private final Judge judge;
  private final Portfolio portfolio;
  private final SinceSource since;

  /// @param portfolio knows where issues of the configuration are
  /// @param since remembers since when
  public IssueSearch(
      CurrentAdvisories advisories,
      ImagesByPackage images,
      Metadata metadata,
      Judge judge,
      Portfolio portfolio,
      SinceSource since) {
    this.portfolio = portfolio;
    this.since = since;
    this.advisories = advisories;
    this.images = images;
    this.metadata = metadata;
    this.judge = judge;
  }

  /// An image that has the issue.
  ///
  /// @param tags that name it now; may be none
  /// @param findings of a vulnerability or notice at least one
  /// @param configuration of an issue of the configuration at least one
  /// @param since when it was first told of; empty where nobody remembers
  public record Hit(
      RepositoryName repository,
      Digest manifest,
      List<String> tags,
      Verdict.Status verdict,
      List<Finding> findings,
      List<ConfigurationIssue> configuration,
      Optional<Instant> since) {
    public Hit {
      tags = List.copyOf(tags);
      findings = List.copyOf(findings);
      configuration = List.copyOf(configuration);
    }

    /// Whether it counts there.
    public boolean active() {
      return findings.stream().anyMatch(Finding::active)
          || configuration.stream().anyMatch(ConfigurationIssue::active);
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
  /// @param issue a CVE or the like, a notice, in capitals as the advisories write them; or the
  ///     name of a configuration issue, which has `_configuration:`
  /// @param namespaces to look in
  /// @param after 0 for the first answer
  /// @param limit the most images to look at
  public Found search(String issue, Set<String> namespaces, long after, int limit)
      throws StoreException {
    if (ofConfiguration(issue)) {
      return configuration(issue, namespaces, after, limit);
    }
    var database = advisories.database();
    if (database.isEmpty()) {
      return new Found(advisories.current().version(), List.of(), List.of(), 0, 0, 0);
    }
    var rows = rows(database.get(), issue);
    var names = new HashSet<String>();
    rows.forEach(row -> names.add(row.packageName()));
    var search = new Search(issue, namespaces);
    var next = search.run(names, after, limit);
    return new Found(
        database.get().version(), rows, search.hits, search.lookedAt, search.notJudged, next);
  }

  /// Whether an issue's name is that of one of the configuration.
  static boolean ofConfiguration(String issue) {
    return issue.contains(CONFIGURATION);
  }

  private static List<Advisory> rows(AdvisoryDatabase database, String issue) {
    var rows = database.findIssue(issue);
    if (!rows.isEmpty() || !NOTICE.matcher(issue).matches()) {
      return rows;
    }
    var found = new ArrayList<Advisory>();
    try {
      database.forEachRow(
          row -> {
            if (found.size() < MOST_ROWS && hasNotice(row, issue)) {
              found.add(row);
            }
          });
    } catch (FeedException e) {
      throw new IllegalStateException("advisories that were verified cannot be read", e);
    }
    return found;
  }

  private static boolean hasNotice(Advisory row, String notice) {
    // CentOS announced Red Hat's notices under the same numbers.
    var twin = notice.startsWith("CESA-") ? "RHSA-" + notice.substring(5) : notice;
    return row.notices().stream().anyMatch(one -> one.id().equalsIgnoreCase(twin));
  }

  private Found configuration(String issue, Set<String> namespaces, long after, int limit)
      throws StoreException {
    var search = new Search(issue, namespaces);
    var images = portfolio.view().imagesWith(issue, namespaces);
    var end = System.nanoTime() + LONGEST.toNanos();
    var at = (int) Math.min(after, images.size());
    while (at < images.size() && search.lookedAt < limit && System.nanoTime() < end) {
      var image = images.get(at++);
      search.look(RepositoryName.kept(image.repository()), image.digest(), image.tags());
    }
    return new Found(
        advisories.current().version(),
        List.of(),
        search.hits,
        search.lookedAt,
        search.notJudged,
        at < images.size() ? at : 0);
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
      if (namespaces.contains(repository.namespace())) {
        look(repository, place.digest(), tags(place));
      }
    }

    void look(RepositoryName repository, Digest digest, List<String> tags) throws StoreException {
      lookedAt++;
      var judged = judge.assessment(repository, new Reference.ByDigest(digest), digest);
      if (judged.isEmpty()) {
        notJudged++;
        return;
      }
      var findings =
          judged.get().platforms().stream()
              .flatMap(one -> one.assessment().findings().stream())
              .filter(this::named)
              .toList();
      var configuration =
          judged.get().platforms().stream()
              .flatMap(one -> one.assessment().configurationIssues().stream())
              .filter(one -> one.id().equals(issue))
              .toList();
      if (!findings.isEmpty() || !configuration.isEmpty()) {
        var told = since(repository, digest, findings);
        hits.add(
            new Hit(repository, digest, tags, worst(judged.get()), findings, configuration, told));
      }
    }

    /// Of a notice the first of its vulnerabilities.
    private Optional<Instant> since(
        RepositoryName repository, Digest digest, List<Finding> findings) throws StoreException {
      var names = new TreeSet<String>();
      findings.forEach(finding -> names.add(finding.cve()));
      Optional<Instant> first = Optional.empty();
      for (var name : names.isEmpty() ? Set.of(issue) : names) {
        var one = since.since(repository, digest, name);
        first =
            one.isPresent() && (first.isEmpty() || one.get().isBefore(first.get())) ? one : first;
      }
      return first;
    }

    private static Verdict.Status worst(AssessedImage image) {
      return Verdict.worst(
              image.platforms().stream().map(one -> one.assessment().verdict()).toList())
          .status();
    }

    private boolean named(Finding finding) {
      return finding.cve().toUpperCase(Locale.ROOT).equals(issue)
          || hasNotice(finding.advisory(), issue);
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
