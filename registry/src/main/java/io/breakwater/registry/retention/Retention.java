package io.breakwater.registry.retention;

import io.breakwater.accounts.AccountId;
import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.images.ImageQuery;
import io.breakwater.registry.images.ListedImage;
import io.breakwater.registry.images.RegistryImages;
import io.breakwater.registry.manifests.ManifestReader;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.retention.RetentionRules.Candidate;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The policies of namespaces, and what they do: what is not kept goes to the trash, and comes back
/// with its tags for 30 days.
public final class Retention {
  /// Who deletes what goes by a policy, in the trash and in events.
  public static final String BY = "retention";

  static final String POLICY = "retention";
  private static final int PAGE = 1_000;

  private final Metadata metadata;
  private final RegistryNamespaces namespaces;
  private final RegistryImages images;
  private final InstantSource clock;

  public Retention(
      Metadata metadata,
      RegistryNamespaces namespaces,
      RegistryImages images,
      InstantSource clock) {
    this.metadata = metadata;
    this.namespaces = namespaces;
    this.images = images;
    this.clock = clock;
  }

  /// The policy of each namespace of an account, by its name.
  public Map<String, RetentionPolicy> policies(AccountId account) throws StoreException {
    return metadata.read(
        tx -> {
          var kept = tx.settings().everywhere(POLICY);
          var policies = new LinkedHashMap<String, RetentionPolicy>();
          for (var namespace : tx.namespaces().of(account.value())) {
            policies.put(
                namespace.name(),
                Optional.ofNullable(kept.get(Settings.scope(namespace)))
                    .map(RetentionPolicy::kept)
                    .orElse(RetentionPolicy.KEEP_ALL));
          }
          return policies;
        });
  }

  /// The policy of a namespace.
  ///
  /// @throws RegistryException `NAME_UNKNOWN`
  public RetentionPolicy policy(String namespace) throws RegistryException, StoreException {
    Optional<RetentionPolicy> found =
        metadata.read(
            tx ->
                tx.namespaces()
                    .find(namespace)
                    .map(
                        one ->
                            tx.settings()
                                .get(Settings.scope(one), POLICY)
                                .map(RetentionPolicy::kept)
                                .orElse(RetentionPolicy.KEEP_ALL)));
    return found.orElseThrow(() -> RegistryException.noNamespace(namespace));
  }

  /// Sets a policy, which [RetentionRun] carries out from then on; what it does at once is
  /// [#run]'s.
  ///
  /// @throws RegistryException `NAME_UNKNOWN`
  public void set(String namespace, RetentionPolicy policy)
      throws RegistryException, StoreException {
    var at = clock.instant();
    boolean there =
        metadata.write(
            tx -> {
              var found = tx.namespaces().lock(namespace);
              found.ifPresent(
                  one -> {
                    var scope = Settings.scope(one);
                    if (policy.equals(RetentionPolicy.KEEP_ALL)) {
                      tx.settings().delete(scope, POLICY);
                    } else {
                      tx.settings().put(scope, POLICY, policy.text());
                    }
                    tx.namespaces().touch(one, at);
                  });
              return found.isPresent();
            });
    if (!there) {
      throw RegistryException.noNamespace(namespace);
    }
  }

  /// What would go by a policy: by repository, the newest first. Nothing is changed.
  ///
  /// @throws RegistryException `NAME_UNKNOWN`
  public Map<RepositoryName, List<GoingImage>> analyze(String namespace, RetentionPolicy policy)
      throws RegistryException, StoreException {
    var state =
        namespaces.current(namespace).orElseThrow(() -> RegistryException.noNamespace(namespace));
    var going = new LinkedHashMap<RepositoryName, List<GoingImage>>();
    if (policy.keepsAll()) {
      return going;
    }
    var query = new ImageQuery(List.of(state), Optional.empty(), true);
    var candidates = new ArrayList<Candidate>();
    Optional<RepositoryName> repository = Optional.empty();
    Optional<String> place = Optional.empty();
    do {
      var page = images.list(query, place, PAGE);
      for (var image : page.images()) {
        if (repository.isPresent() && !repository.get().equals(image.repository())) {
          decide(repository.get(), candidates, policy, going);
        }
        repository = Optional.of(image.repository());
        candidates.add(candidate(state, image));
      }
      place = page.next();
    } while (place.isPresent());
    if (repository.isPresent()) {
      decide(repository.get(), candidates, policy, going);
    }
    return going;
  }

  private void decide(
      RepositoryName repository,
      List<Candidate> candidates,
      RetentionPolicy policy,
      Map<RepositoryName, List<GoingImage>> going) {
    var gone = RetentionRules.going(candidates, policy, clock.instant());
    if (!gone.isEmpty()) {
      going.put(
          repository,
          gone.stream()
              .map(one -> new GoingImage(one.digest(), one.tags(), one.created()))
              .toList());
    }
    candidates.clear();
  }

  private Candidate candidate(NamespaceState state, ListedImage image) throws StoreException {
    var name = image.repository().toString();
    var immutable = image.tags().stream().anyMatch(tag -> state.immutable(name, tag.toString()));
    return new Candidate(
        image.digest(),
        image.tags(),
        image.created(),
        immutable,
        image.kind().list() ? children(name, image.digest()) : Set.of());
  }

  private Set<Digest> children(String repository, Digest index) throws StoreException {
    return metadata.read(
        tx ->
            tx.manifests()
                .byDigest(repository, index)
                .map(content -> Set.copyOf(ManifestReader.children(content)))
                .orElse(Set.of()));
  }

  /// Carries a policy out, at once.
  ///
  /// @return what went; what somebody made immutable, or needs for an index, meanwhile stayed
  /// @throws RegistryException `NAME_UNKNOWN`
  public Map<RepositoryName, List<GoingImage>> run(String namespace, RetentionPolicy policy)
      throws RegistryException, StoreException {
    var gone = new LinkedHashMap<RepositoryName, List<GoingImage>>();
    for (var repository : analyze(namespace, policy).entrySet()) {
      var removed = remove(repository.getKey(), repository.getValue());
      if (!removed.isEmpty()) {
        gone.put(repository.getKey(), removed);
      }
    }
    return gone;
  }

  private List<GoingImage> remove(RepositoryName repository, List<GoingImage> going)
      throws RegistryException, StoreException {
    var removed = new ArrayList<GoingImage>();
    var waiting = going;
    while (!waiting.isEmpty()) {
      var inUse = new ArrayList<GoingImage>();
      for (var image : waiting) {
        try {
          images.remove(repository, new Reference.ByDigest(image.digest()), BY);
          removed.add(image);
        } catch (RegistryException e) {
          switch (e.code()) {
            // An index of those that go, which comes behind it.
            case UNSUPPORTED -> inUse.add(image);
            // It is gone, or immutable, since the look.
            case MANIFEST_UNKNOWN, DENIED -> {}
            default -> throw e;
          }
        }
      }
      waiting = inUse.size() < waiting.size() ? inUse : List.of();
    }
    return removed;
  }
}
