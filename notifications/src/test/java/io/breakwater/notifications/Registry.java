package io.breakwater.notifications;

import io.breakwater.accounts.AccountId;
import io.breakwater.advisor.Severity;
import io.breakwater.image.Digest;
import io.breakwater.notifications.announcements.EventLog;
import io.breakwater.notifications.events.Cause;
import io.breakwater.notifications.events.Details;
import io.breakwater.notifications.events.Event;
import io.breakwater.notifications.events.EventType;
import io.breakwater.notifications.events.IssueLine;
import io.breakwater.notifications.events.Links;
import io.breakwater.notifications.subscriptions.EventFilter;
import io.breakwater.notifications.subscriptions.Subscription;
import io.breakwater.notifications.subscriptions.Subscriptions;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.MetadataOptions;
import io.breakwater.store.metadata.NewManifest;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Metadata with the namespaces `birds` and `fish` of one account.
public final class Registry implements AutoCloseable {
  public static final AccountId ACME = AccountId.parse("acme");
  public static final Links LINKS = new Links("https://registry.example.com");

  public final MovingClock clock = new MovingClock();
  public final Metadata metadata;
  public final EventLog log;
  public final Subscriptions subscriptions;

  public Registry(Path folder) throws StoreException {
    metadata = Metadata.open(MetadataOptions.Sqlite.at(folder.resolve("metadata.db")));
    log = new EventLog(metadata);
    subscriptions = new Subscriptions(metadata, clock, new SecureRandom(), true);
    metadata.write(
        tx ->
            tx.namespaces().create("birds", "acme", clock.instant())
                && tx.namespaces().create("fish", "acme", clock.instant()));
  }

  public static Digest digest(int number) {
    return Digest.parse("sha256:" + "%064x".formatted(number));
  }

  /// A tag of a manifest that names nothing.
  public void tag(String repository, String tag, Digest digest) throws StoreException {
    metadata.write(
        tx -> {
          var namespace = repository.substring(0, repository.indexOf('/'));
          var found =
              tx.repositories()
                  .findOrCreate(
                      tx.namespaces().find(namespace).orElseThrow(), repository, clock.instant());
          tx.manifests()
              .put(
                  found,
                  new NewManifest(
                      digest,
                      "application/vnd.oci.image.manifest.v1+json",
                      Optional.empty(),
                      new byte[0],
                      Optional.empty(),
                      Optional.empty(),
                      List.of(),
                      List.of(),
                      Optional.empty()),
                  "robin",
                  clock.instant());
          return tx.tags().put(found, tag, digest, true, clock.instant());
        });
  }

  public void untag(String repository, String tag) throws StoreException {
    metadata.write(tx -> tx.tags().delete(tx.repositories().find(repository).orElseThrow(), tag));
  }

  /// All events of the account.
  public List<Event> events() throws StoreException {
    var events = new ArrayList<Event>();
    log.page(ACME, 0, 10_000).events().forEach(one -> events.add(one.event()));
    return events;
  }

  public Subscription subscribe(String kind, String target, String filter) throws Exception {
    return subscriptions.create(
        ACME, kind + " " + target.hashCode(), kind, target, EventFilter.parse(filter), "robin");
  }

  public Event appeared(String repository, int number, Cause cause) {
    return Event.of(
        EventType.ISSUE_APPEARED,
        clock.instant(),
        ACME,
        new Details.OfImage(
            cause,
            repository,
            digest(number),
            List.of("1", "latest"),
            Optional.of(new Details.Judged("FAIL", 1, "1 issue counts", "OK")),
            List.of(
                new IssueLine(
                    "CVE-2026-1", Severity.HIGH, "openssl", "3.0.11-1", "3.0.12-1", true)),
            1,
            List.of("apt-get update", "apt-get install -y openssl")));
  }

  @Override
  public void close() {
    metadata.close();
  }
}
