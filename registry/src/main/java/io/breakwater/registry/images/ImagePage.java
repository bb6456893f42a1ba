package io.breakwater.registry.images;

import java.util.List;
import java.util.Optional;

/// A part of a list of images.
///
/// @param images by the names of their repositories, then in the order in which their contents
///     were first pushed anywhere
/// @param next where the list goes on; empty on the last page. A page may hold fewer images than
///     were asked for and not be the last
public record ImagePage(List<ListedImage> images, Optional<String> next) {
  public ImagePage {
    images = List.copyOf(images);
  }
}
