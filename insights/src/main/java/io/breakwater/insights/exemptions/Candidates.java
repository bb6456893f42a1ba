package io.breakwater.insights.exemptions;

import io.breakwater.advisories.database.AdvisoryDatabase;
import io.breakwater.exemptions.ExemptIssue;
import io.breakwater.exemptions.ExemptionScope;
import io.breakwater.exemptions.IssueType;
import io.breakwater.image.Digest;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.registry.verdicts.ImagesByPackage;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.ImagePlace;
import io.breakwater.store.metadata.ImagesQuery;
import io.breakwater.store.metadata.ListedManifest;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the tagged images that an exemption may touch: those in its scope and, where these are
/// more than are judged for an answer, those of them that hold a package of which the advisories
/// say that it has the vulnerability. Which of them it touches is the verdict's matter.
final class Candidates {
  /// The most that are counted.
  private static final int COUNTED = 20_000;

  private static final int PAGE = 1_000;
  private static final int PARENTS = 100;

  private final Metadata metadata;
  private final CurrentAdvisories advisories;
  private final ImagesByPackage byPackage;

  Candidates(Metadata metadata, CurrentAdvisories advisories) {
    this.metadata = metadata;
    this.advisories = advisories;
    byPackage = new ImagesByPackage(metadata);
  }

  /// What was found.
  ///
  /// @param some the first of them
  /// @param inAll how many there are; with `more`, at least
  record Found(List<Candidate> some, int inAll, boolean more) {
    Found {
      some = List.copyOf(some);
    }
  }

  /// Looks for them.
  ///
  /// @param namespaces to look in
  /// @param most how many to return
  /// @param end when to stop, in [System#nanoTime()]
  Found of(ExemptionScope scope, ExemptIssue issue, Set<String> namespaces, int most, long end)
      throws StoreException {
    var within = scope.parts().namespace();
    if (!within.isEmpty() && !namespaces.contains(within)) {
      return new Found(List.of(), 0, false);
    }
    return switch (scope) {
      case ExemptionScope.Account _ -> wide(issue, namespaces, Optional.empty(), most, end);
      case ExemptionScope.Namespace(var name) ->
          wide(issue, Set.of(name), Optional.empty(), most, end);
      case ExemptionScope.Repository(var name) ->
          wide(issue, Set.of(within), Optional.of(name), most, end);
      case ExemptionScope.Image(var repository, var tag) -> found(ofTag(repository, tag), most);
      case ExemptionScope.Content(var repository, var digest) ->
          found(ofContent(repository, digest), most);
    };
  }

  private static Found found(List<Candidate> all, int most) {
    return new Found(all.subList(0, Math.min(all.size(), most)), all.size(), false);
  }

  private List<Candidate> ofTag(RepositoryName repository, TagName tag) throws StoreException {
    return metadata.read(
        tx ->
            tx.repositories()
                .find(repository.toString())
                .flatMap(there -> tx.tags().find(there, tag.toString()))
                .map(there -> new Candidate(repository, Optional.of(tag), there.manifest()))
                .map(List::of)
                .orElse(List.of()));
  }

  private List<Candidate> ofContent(RepositoryName repository, Digest digest)
      throws StoreException {
    return metadata.read(
        tx -> {
          var there = tx.repositories().find(repository.toString());
          if (there.isEmpty() || tx.manifests().find(there.get(), digest).isEmpty()) {
            return List.of();
          }
          var tagged = tagged(tx, there.get(), digest);
          return tagged.isEmpty()
              ? List.of(new Candidate(repository, Optional.empty(), digest))
              : tagged;
        });
  }

  /// The tags of a manifest, and of the indexes that name it.
  private static List<Candidate> tagged(Transaction tx, Repository repository, Digest digest) {
    var digests = new LinkedHashSet<Digest>();
    digests.add(digest);
    tx.manifests().parents(repository, digest, PARENTS).forEach(one -> digests.add(one.digest()));
    var name = RepositoryName.kept(repository.name());
    var found = new ArrayList<Candidate>();
    for (var one : digests) {
      for (var tag : tx.tags().of(repository, one)) {
        found.add(new Candidate(name, Optional.of(TagName.kept(tag.name())), one));
      }
    }
    return found;
  }

  private Found wide(
      ExemptIssue issue,
      Set<String> namespaces,
      Optional<RepositoryName> repository,
      int most,
      long end)
      throws StoreException {
    var listed = listed(namespaces, repository, most, end);
    if (listed.inAll() <= most || issue.type() != IssueType.CVE) {
      return listed;
    }
    var names = packages(issue.id());
    return names.isEmpty() ? listed : holding(names, namespaces, repository, most, end);
  }

  private Found listed(
      Set<String> namespaces, Optional<RepositoryName> repository, int most, long end)
      throws StoreException {
    var ids = ids(namespaces);
    var query = new ImagesQuery(ids, repository.map(RepositoryName::toString), true);
    var some = new ArrayList<Candidate>();
    var inAll = 0;
    Optional<ImagePlace> after = Optional.empty();
    while (true) {
      var from = after;
      var page = metadata.read(tx -> tx.images().page(query, from, PAGE));
      for (var one : page) {
        if (image(one)) {
          inAll += one.tags().size();
          add(one, some, most);
        }
      }
      if (page.size() < PAGE) {
        return new Found(some, inAll, false);
      }
      if (inAll >= COUNTED || System.nanoTime() - end >= 0) {
        return new Found(some, inAll, true);
      }
      after = Optional.of(page.getLast().place());
    }
  }

  private Set<Long> ids(Set<String> namespaces) throws StoreException {
    return metadata.read(
        tx -> {
          var ids = new HashSet<Long>();
          namespaces.forEach(
              name -> tx.namespaces().find(name).ifPresent(found -> ids.add(found.id())));
          return ids;
        });
  }

  /// What is known to be an artifact is none; of what nobody has described yet it is not known.
  private static boolean image(ListedManifest one) {
    return one.facts()
        .map(facts -> facts.config().isPresent() || facts.platform().isPresent())
        .orElse(one.manifest().artifactType().isEmpty());
  }

  private static void add(ListedManifest one, List<Candidate> some, int most) {
    var repository = RepositoryName.kept(one.repository().name());
    for (var tag : one.tags()) {
      if (some.size() < most) {
        some.add(
            new Candidate(repository, Optional.of(TagName.kept(tag)), one.manifest().digest()));
      }
    }
  }

  private Set<String> packages(String cve) {
    var names = new HashSet<String>();
    advisories
        .database()
        .map((AdvisoryDatabase some) -> some.findIssue(cve))
        .orElse(List.of())
        .forEach(row -> names.add(row.packageName()));
    return names;
  }

  private Found holding(
      Set<String> names,
      Set<String> namespaces,
      Optional<RepositoryName> repository,
      int most,
      long end)
      throws StoreException {
    var found = new LinkedHashSet<Candidate>();
    var after = 0L;
    while (true) {
      var page = byPackage.images(names, after, PAGE);
      for (var place : page.places()) {
        var name = RepositoryName.kept(place.repository().name());
        if (namespaces.contains(name.namespace()) && repository.map(name::equals).orElse(true)) {
          found.addAll(metadata.read(tx -> tagged(tx, place.repository(), place.digest())));
        }
      }
      after = page.last();
      var more = after > 0 && (found.size() >= COUNTED || System.nanoTime() - end >= 0);
      if (after == 0 || more) {
        return new Found(found.stream().limit(most).toList(), found.size(), more);
      }
    }
  }
}
