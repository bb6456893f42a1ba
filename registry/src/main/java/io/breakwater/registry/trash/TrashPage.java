package io.breakwater.registry.trash;

import java.util.List;

/// What is in a namespace's trash.
///
/// @param images by repository, the first deleted first
/// @param more whether there are others
public record TrashPage(List<TrashedImage> images, boolean more) {
  public TrashPage {
    images = List.copyOf(images);
  }
}
