package io.breakwater.reports.cyclonedx;

import io.breakwater.reports.Json;
import org.jspecify.annotations.Nullable;

/// Properties: of our own in the namespace `breakwater:`, and [SyftProperties].
final class Properties {
  private Properties() {}

  static void write(Json json, String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return;
    }
    json.object();
    json.text("name", name);
    json.text("value", value);
    json.endObject();
  }
}
