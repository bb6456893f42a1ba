package io.breakwater.server;

import io.breakwater.registry.events.ImageListener;
import io.breakwater.registry.images.ImageDescriptions;
import io.breakwater.registry.images.RegistryImages;
import io.breakwater.registry.portfolio.Portfolio;
import io.breakwater.registry.portfolio.PortfolioWatch;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.registry.verdicts.ImageVerdicts;
import io.breakwater.registry.verdicts.Policies;
import io.breakwater.registry.verdicts.VerdictOptions;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.registry.verdicts.WarmVerdicts;
import io.breakwater.registry.verdicts.layers.IntakeOptions;
import io.breakwater.registry.verdicts.layers.LaterWrites;
import io.breakwater.registry.verdicts.layers.LayerIntake;
import io.breakwater.registry.verdicts.layers.LayerInventories;
import io.breakwater.server.background.Job;
import io.breakwater.store.metadata.Metadata;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// What makes verdicts: layers read while they arrive, and images judged by them.
final class Judging implements AutoCloseable {
  private final LaterWrites writes;
  private final LayerInventories inventories;
  private final LayerIntake intake;
  private final ImageVerdicts verdicts;
  private final ImageDescriptions descriptions;
  private final Portfolio portfolio;
  private final PortfolioWatch watch;

  Judging(
      Stores stores,
      AdvisoryFeeds advisories,
      Policies policies,
      String host,
      InstantSource clock) {
    writes = new LaterWrites(stores.metadata());
    inventories =
        new LayerInventories(
            stores.metadata(), stores.blobs(), clock, writes, IntakeOptions.standard());
    intake = new LayerIntake(inventories);
    descriptions = new ImageDescriptions(stores.metadata(), stores.blobs(), writes);
    portfolio = new Portfolio(advisories.current(), policies, clock);
    verdicts =
        new ImageVerdicts(
            stores.metadata(),
            stores.blobs(),
            inventories,
            writes,
            advisories.current(),
            policies,
            clock,
            VerdictOptions.standard().withHost(host),
            portfolio);
    watch = new PortfolioWatch(portfolio, stores.metadata(), verdicts);
  }

  LayerInventories inventories() {
    return inventories;
  }

  LayerIntake intake() {
    return intake;
  }

  /// What lists say of images.
  ImageDescriptions descriptions() {
    return descriptions;
  }

  /// What is said of images, as a line and in full.
  ImageVerdicts images() {
    return verdicts;
  }

  Verdicts verdicts() {
    return verdicts;
  }

  /// All tagged images with what is said of them.
  Portfolio portfolio() {
    return portfolio;
  }

  /// Whether all tagged images were listed once since the start.
  boolean allListed() {
    return watch.listed();
  }

  /// Is to be told of what happens to images.
  ImageListener watch() {
    return watch;
  }

  /// Keeps the portfolio as the store is. Each server does so for itself.
  ///
  /// @param images where they are listed
  Job keep(RegistryImages images) {
    watch.start(images);
    return new Job("portfolio", Duration.ofSeconds(5), false, watch::look);
  }

  /// Keeps verdicts on tagged images in memory, for lists of them. Each server does so for itself.
  ///
  /// @param advisories that a new verdict follows from
  /// @param policy likewise
  Job warm(
      Metadata metadata, CurrentAdvisories advisories, PolicyWatch policy, InstantSource clock) {
    var warm =
        new WarmVerdicts(metadata, verdicts, clock, VerdictOptions.standard().summaries() / 2);
    advisories.listen(_ -> warm.changed());
    var seen = new AtomicReference<>(policy.version());
    return new Job(
        "verdicts",
        Duration.ofSeconds(5),
        false,
        () -> {
          var now = policy.version();
          if (!now.equals(seen.getAndSet(now))) {
            warm.changed();
          }
          var judged = warm.run(() -> Thread.currentThread().isInterrupted());
          return judged + watch.judge(() -> Thread.currentThread().isInterrupted());
        });
  }

  @Override
  public void close() {
    watch.close();
    intake.close();
    inventories.close();
    writes.close();
  }
}
