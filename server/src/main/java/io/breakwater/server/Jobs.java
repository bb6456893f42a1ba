package io.breakwater.server;

import io.breakwater.accounts.stored.StoredAuditLog;
import io.breakwater.registry.garbage.CollectionOptions;
import io.breakwater.registry.garbage.GarbageCollection;
import io.breakwater.registry.mirror.Mirrors;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.server.background.Job;
import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.Settings;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.PackageIndexing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The work beside the requests.
final class Jobs {
  private static final int UPLOADS = 100;
  private static final int IMAGES = 500;
  private static final int EVENTS = 1_000;
  private static final int MANIFESTS = 200;

  private final Stores stores;
  private final Configuration configuration;
  private final InstantSource clock;
  private final GarbageCounts garbage;

  Jobs(Stores stores, Configuration configuration, InstantSource clock, GarbageCounts garbage) {
    this.stores = stores;
    this.configuration = configuration;
    this.clock = clock;
    this.garbage = garbage;
  }

  List<Job> all(Uploads uploads, Mirrors mirrors, AdvisoryFeeds advisories, PolicyWatch policy) {
    var expire = configuration.get(Settings.UPLOADS_EXPIRE);
    var jobs = new ArrayList<Job>();
    jobs.add(new Job("uploads", between(expire, 4), true, () -> uploads.sweep(expire, UPLOADS)));
    jobs.add(new Job("mirrors", Duration.ofMinutes(1), true, () -> mirrors.sweep(MANIFESTS)));
    jobs.add(new Job("garbage", configuration.get(Settings.GARBAGE_EVERY), true, this::collect));
    jobs.add(
        new Job(
            "package-index",
            Duration.ofSeconds(30),
            true,
            () -> PackageIndexing.run(stores.metadata(), IMAGES)));
    jobs.add(new Job("audit", Duration.ofHours(1), true, this::forgetEvents));
    jobs.add(new Job("advisories", Duration.ofSeconds(5), false, advisories::watch));
    jobs.add(new Job("policy", Duration.ofSeconds(5), false, policy::look));
    if (advisories.fetches()) {
      // Each server: the advisories are in a folder of its own.
      var every = configuration.get(Settings.ADVISORIES_EVERY);
      jobs.add(new Job("feeds", between(every, 2), false, advisories::fetch));
    }
    return jobs;
  }

  /// A part of a time, at most some minutes.
  private static Duration between(Duration time, int parts) {
    var part = time.dividedBy(parts);
    var most = Duration.ofMinutes(10);
    return part.compareTo(most) < 0 ? part : most;
  }

  private int collect() throws StoreException {
    return new GarbageCollection(
            stores.metadata(), stores.blobs(), clock, collection(configuration))
        .run(() -> Thread.currentThread().isInterrupted())
        .map(garbage::add)
        .orElse(0);
  }

  static CollectionOptions collection(Configuration configuration) {
    return new CollectionOptions(
        configuration.get(Settings.TRASH_KEEP),
        configuration.get(Settings.GARBAGE_GRACE),
        configuration.get(Settings.GARBAGE_SWEEP),
        MANIFESTS);
  }

  private int forgetEvents() throws StoreException {
    var before = clock.instant().minus(configuration.get(Settings.AUDIT_KEEP));
    return new StoredAuditLog(stores.metadata()).forget(before, EVENTS);
  }
}
