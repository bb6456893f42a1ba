package io.breakwater.testkit.feeds;

import io.breakwater.testkit.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry of `affected` in an OSV record: everything below a version.
final class OsvAffected {
  private OsvAffected() {}

  static Object of(String ecosystem, String name, @Nullable String purl, String fixed) {
    var events = List.of(Json.object("introduced", "0"), Json.object("fixed", fixed));
    return Json.object(
        "package", Json.object("ecosystem", ecosystem, "name", name, "purl", purl),
        "ranges", List.of(Json.object("type", "ECOSYSTEM", "events", events)));
  }
}
