package io.breakwater.inventory.release;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A distribution release, as release files name it.
///
/// @param id lower case
/// @param idLike in order
/// @param versionId empty where there is none
/// @param codename null where nothing tells
/// @param prettyName for people
/// @param file absolute path of the file that says so
public record Release(
    String id,
    List<String> idLike,
    String versionId,
    @Nullable String codename,
    String prettyName,
    String file) {
  public Release {
    idLike = List.copyOf(idLike);
  }

  Release withCodename(@Nullable String other) {
    return new Release(id, idLike, versionId, other, prettyName, file);
  }
}
