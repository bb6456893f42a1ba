package io.breakwater.registry.trash;

import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.store.metadata.TrashPlace;
import java.time.Instant;
import java.util.regex.Pattern;

/// Where a list of trashed images goes on, as a text: `birds/robin@MILLISECONDS@ID`.
final class PlaceText {
  private static final int LIMIT = 300;
  private static final Pattern SHAPE = Pattern.compile("([^@]{1,255})@([0-9]{1,15})@([0-9]{1,18})");

  private PlaceText() {}

  static String of(TrashPlace place) {
    return place.repository() + "@" + place.trashed().toEpochMilli() + "@" + place.manifest();
  }

  /// @throws RegistryException `NAME_INVALID`
  static TrashPlace parse(String text) throws RegistryException {
    var matcher = SHAPE.matcher(text);
    if (text.length() > LIMIT || !matcher.matches()) {
      throw new RegistryException(
          ErrorCode.NAME_INVALID,
          "not a place in the trash; go on with what the last page says, or begin again without"
              + " one",
          new Detail.Name(text));
    }
    return new TrashPlace(
        RepositoryName.parse(matcher.group(1)).toString(),
        Instant.ofEpochMilli(Long.parseLong(matcher.group(2))),
        Long.parseLong(matcher.group(3)));
  }
}
