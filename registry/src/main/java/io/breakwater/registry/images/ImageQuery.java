package io.breakwater.registry.images;

import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.namespaces.NamespaceState;
import java.util.List;
import java.util.Optional;

/// Which images to list.
///
/// @param namespaces those that the caller may see, or asks for; none of them lists nothing
/// @param repository only of this one
/// @param lists indexes, too, beside the images that they name
/// @param tagged only those that have a tag
public record ImageQuery(
    List<NamespaceState> namespaces,
    Optional<RepositoryName> repository,
    boolean lists,
    boolean tagged) {
  public ImageQuery {
    namespaces = List.copyOf(namespaces);
  }

  /// Tagged or not.
  public ImageQuery(
      List<NamespaceState> namespaces, Optional<RepositoryName> repository, boolean lists) {
    this(namespaces, repository, lists, false);
  }
}
