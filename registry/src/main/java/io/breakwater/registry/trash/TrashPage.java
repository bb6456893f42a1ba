package io.breakwater.registry.trash;

import java.util.List;
import java.util.Optional;

/// A part of what is in the trash of some namespaces.
///
/// @param images by repository, the first deleted first
/// @param next where the list goes on; empty on the last page
public record TrashPage(List<TrashedImage> images, Optional<String> next) {
  public TrashPage {
    images = List.copyOf(images);
  }
}
