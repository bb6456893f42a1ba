package io.breakwater.management.images;

import io.breakwater.registry.RegistryException;
import io.breakwater.registry.images.ImagePage;
import io.breakwater.registry.images.ImageQuery;
import io.breakwater.registry.images.ListedImage;
import io.breakwater.registry.images.RegistryImages;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The images of some queries, one after the other, of which a page at a time is in memory.
final class ImagesInTurn {
  private static final int PAGE = 500;

  private final RegistryImages images;
  private final List<ImageQuery> queries;
  private final Optional<ImagePage> first;

  private ImagesInTurn(RegistryImages images, List<ImageQuery> queries, Optional<ImagePage> first) {
    this.images = images;
    this.queries = queries;
    this.first = first;
  }

  /// Reads the first page, so that what fails does so before the answer begins.
  static ImagesInTurn of(RegistryImages images, List<ImageQuery> queries)
      throws RegistryException, StoreException {
    return new ImagesInTurn(
        images,
        queries,
        queries.isEmpty()
            ? Optional.empty()
            : Optional.of(images.list(queries.getFirst(), Optional.empty(), PAGE)));
  }

  /// Takes one.
  @FunctionalInterface
  interface Taker {
    void take(ListedImage image) throws StoreException;
  }

  /// Hands all over.
  ///
  /// @throws IOException the rest cannot be read: the answer is to be cut
  void each(Taker taker) throws IOException {
    try {
      var page = first;
      for (var query : queries) {
        var current = page.isPresent() ? page.get() : images.list(query, Optional.empty(), PAGE);
        page = Optional.empty();
        take(current, taker);
        while (current.next().isPresent()) {
          current = images.list(query, current.next(), PAGE);
          take(current, taker);
        }
      }
    } catch (RegistryException | StoreException e) {
      throw new IOException("the list of images cannot be read to its end", e);
    }
  }

  private static void take(ImagePage page, Taker taker) throws StoreException {
    for (var image : page.images()) {
      taker.take(image);
    }
  }
}
