package io.breakwater.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The distribution release that an image says it is.
///
/// @param id `ID` of os-release in lower case (`alpine`, `debian`, `ubuntu`, …) or derived
///     from another
///     release file
/// @param idLike `ID_LIKE`, in order
/// @param versionId `VERSION_ID`, for Alpine as written there (`3.20.3`); empty where there
///     is none
///     (Debian testing and sid)
/// @param codename `VERSION_CODENAME` or what tells testing from sid; null where nothing tells
/// @param prettyName for people
/// @param file the file that says so, absolute
public record OperatingSystem(
    String id,
    List<String> idLike,
    String versionId,
    @Nullable String codename,
    String prettyName,
    String file) {
  public OperatingSystem {
    idLike = List.copyOf(idLike);
  }
}
