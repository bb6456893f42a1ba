package io.breakwater.server;

import io.breakwater.registry.images.ImageDescriptions;
import io.breakwater.registry.verdicts.ImageVerdicts;
import io.breakwater.registry.verdicts.Policies;
import io.breakwater.registry.verdicts.VerdictOptions;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.registry.verdicts.layers.IntakeOptions;
import io.breakwater.registry.verdicts.layers.LaterWrites;
import io.breakwater.registry.verdicts.layers.LayerIntake;
import io.breakwater.registry.verdicts.layers.LayerInventories;
import java.time.InstantSource;

/// What makes verdicts: layers read while they arrive, and images judged by them.
final class Judging implements AutoCloseable {
  private final LaterWrites writes;
  private final LayerInventories inventories;
  private final LayerIntake intake;
  private final ImageVerdicts verdicts;
  private final ImageDescriptions descriptions;

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
    verdicts =
        new ImageVerdicts(
            stores.metadata(),
            stores.blobs(),
            inventories,
            writes,
            advisories.current(),
            policies,
            clock,
            VerdictOptions.standard().withHost(host));
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

  @Override
  public void close() {
    intake.close();
    inventories.close();
    writes.close();
  }
}
