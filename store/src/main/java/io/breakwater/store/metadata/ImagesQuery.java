package io.breakwater.store.metadata;

import java.util.Optional;
import java.util.Set;

/// Which manifests to list.
///
/// @param namespaces their ids
/// @param repository only of this one, by its name in full
/// @param onlyTagged only those that have a tag
public record ImagesQuery(Set<Long> namespaces, Optional<String> repository, boolean onlyTagged) {
  public ImagesQuery {
    namespaces = Set.copyOf(namespaces);
  }
}
