package io.breakwater.notifications.changes;

import io.breakwater.exemptions.ExemptionListener;
import io.breakwater.exemptions.ExemptionScope;
import io.breakwater.exemptions.KeptExemption;
import io.breakwater.image.Digest;
import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.events.Cause;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.EventType;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Repository;
import io.breakwater.store.metadata.Tag;
import io.breakwater.store.metadata.Transaction;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes known what becomes of exemptions, and has the images looked at that they are for.
public final class ExemptionEvents implements ExemptionListener {
  private static final System.Logger LOG = System.getLogger(ExemptionEvents.class.getName());
  private static final int REPOSITORIES = 200;
  private static final int TAGS = 200;

  /// Where more images are concerned, all are looked at by the one server that does so.
  private static final int IMAGES = 2_000;

  private final Metadata metadata;
  private final EventLog log;
  private final TagWatch watch;
  private final InstantSource clock;

  public ExemptionEvents(Metadata metadata, EventLog log, TagWatch watch, InstantSource clock) {
    this.metadata = metadata;
    this.log = log;
    this.watch = watch;
    this.clock = clock;
  }

  @Override
  public void added(KeptExemption exemption, boolean created) {
    announce(EventType.EXEMPTION_ADDED, exemption, exemption.terms().author(), Optional.empty());
  }

  @Override
  public void removed(KeptExemption exemption, String by) {
    announce(EventType.EXEMPTION_REMOVED, exemption, by, Optional.empty());
  }

  /// Told again where a server ends before it has taken note: under the same ID.
  @Override
  public void expired(KeptExemption exemption) {
    var until = exemption.terms().expires().map(at -> at.toEpochMilli()).orElse(0L);
    announce(
        EventType.EXEMPTION_EXPIRED,
        exemption,
        exemption.terms().author(),
        Optional.of("evt_expired-" + exemption.id() + "-" + until));
  }

  private void announce(
      EventType type, KeptExemption exemption, String author, Optional<String> id) {
    var cause = Cause.exemption(exemption.id());
    var now = clock.instant();
    var details =
        new Details.OfExemption(
            cause,
            exemption.scope() instanceof ExemptionScope.Account
                ? Details.OfExemption.EVERY_IMAGE
                : exemption.scope().toString(),
            exemption.issue().type().word(),
            exemption.issue().id(),
            author,
            exemption.terms().reason(),
            exemption.terms().expires());
    var event =
        id.isPresent()
            ? Event.of(id.get(), type, now, exemption.account(), details)
            : Event.of(type, now, exemption.account(), details);
    try {
      log.announce(List.of(event), now);
      look(exemption, cause);
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "nobody is told of " + type.word() + ": " + e.getMessage());
    }
  }

  private void look(KeptExemption exemption, Cause cause) throws StoreException {
    var images = metadata.read(tx -> images(tx, exemption));
    var count = images.values().stream().mapToInt(Set::size).sum();
    if (count >= IMAGES) {
      watch.lookAgain();
      return;
    }
    for (var entry : images.entrySet()) {
      try {
        var name = RepositoryName.parse(entry.getKey());
        entry.getValue().forEach(digest -> watch.changed(name, digest, cause));
      } catch (RegistryException e) {
        throw new IllegalStateException("a repository of no name: " + entry.getKey(), e);
      }
    }
  }

  /// The tagged images of a scope by repository; [#IMAGES] or more where there are too many.
  private static Map<String, Set<Digest>> images(Transaction tx, KeptExemption exemption) {
    var images = new LinkedHashMap<String, Set<Digest>>();
    switch (exemption.scope()) {
      case ExemptionScope.Account _ -> {
        for (var namespace : tx.namespaces().of(exemption.account().value())) {
          inNamespace(tx, namespace.name(), images);
        }
      }
      case ExemptionScope.Namespace(var name) -> inNamespace(tx, name, images);
      case ExemptionScope.Repository(var name) -> inRepository(tx, name, images);
      case ExemptionScope.Image(var name, var tag) ->
          tx.repositories()
              .find(name.toString())
              .flatMap(repository -> tx.tags().find(repository, tag.toString()))
              .ifPresent(found -> images.put(name.toString(), Set.of(found.manifest())));
      case ExemptionScope.Content(var name, var digest) ->
          images.put(name.toString(), Set.of(digest));
    }
    return images;
  }

  private static void inNamespace(Transaction tx, String name, Map<String, Set<Digest>> images) {
    var namespace = tx.namespaces().find(name);
    if (namespace.isEmpty()) {
      return;
    }
    var after = "";
    while (size(images) < IMAGES) {
      var page = tx.repositories().of(namespace.get(), after, REPOSITORIES);
      if (page.isEmpty()) {
        return;
      }
      page.forEach(repository -> inRepository(tx, repository, images));
      after = page.getLast().name();
    }
  }

  private static void inRepository(
      Transaction tx, RepositoryName name, Map<String, Set<Digest>> images) {
    tx.repositories()
        .find(name.toString())
        .ifPresent(repository -> inRepository(tx, repository, images));
  }

  private static void inRepository(
      Transaction tx, Repository repository, Map<String, Set<Digest>> images) {
    var digests = new LinkedHashSet<Digest>();
    var after = "";
    while (size(images) + digests.size() < IMAGES) {
      var page = tx.tags().page(repository, after, TAGS);
      if (page.isEmpty()) {
        break;
      }
      page.stream().map(Tag::manifest).forEach(digests::add);
      after = page.getLast().name();
    }
    if (!digests.isEmpty()) {
      images.put(repository.name(), digests);
    }
  }

  private static int size(Map<String, Set<Digest>> images) {
    return images.values().stream().mapToInt(Set::size).sum();
  }
}
