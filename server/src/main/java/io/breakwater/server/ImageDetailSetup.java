package io.breakwater.server;

import io.breakwater.api.RouteSource;
import io.breakwater.insights.images.details.ImageDetailRoutes;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.images.details.ImageDetailReader;

/// Puts the answers about one image in depth together.
final class ImageDetailSetup {
  private ImageDetailSetup() {}

  static RouteSource routes(Content content, Stores stores, Judging judging) {
    return new ImageDetailRoutes(
        content,
        new ImageDetailReader(stores.metadata(), stores.blobs()),
        judging.images()::packages);
  }
}
