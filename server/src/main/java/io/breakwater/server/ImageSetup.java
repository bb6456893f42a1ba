package io.breakwater.server;

import io.breakwater.registry.events.ImageListener;
import io.breakwater.registry.images.PushedDescriptions;
import io.breakwater.registry.images.RegistryImages;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.trash.RegistryTrash;
import io.breakwater.server.configuration.Configuration;
import io.breakwater.server.configuration.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The images of this server as people manage them, and the trash.
final class ImageSetup implements AutoCloseable {
  private final PushedDescriptions descriptions;
  private final RepositoryManifests manifests;
  private final RegistryImages images;
  private final RegistryTrash trash;

  /// Over stores.
  ///
  /// @param listeners are told of what happens to images
  ImageSetup(
      Stores stores,
      Judging judging,
      Configuration configuration,
      InstantSource clock,
      List<ImageListener> listeners) {
    var read = judging.descriptions();
    descriptions = new PushedDescriptions(read);
    var all = new ArrayList<ImageListener>(listeners);
    all.add(descriptions);
    var listener = ImageListener.all(all);
    manifests = new RepositoryManifests(stores.metadata(), clock, listener);
    images = new RegistryImages(stores.metadata(), stores.blobs(), manifests, read);
    trash =
        new RegistryTrash(
            stores.metadata(), clock, configuration.get(Settings.TRASH_KEEP), listener);
  }

  RepositoryManifests manifests() {
    return manifests;
  }

  RegistryImages images() {
    return images;
  }

  RegistryTrash trash() {
    return trash;
  }

  @Override
  public void close() {
    descriptions.close();
  }
}
