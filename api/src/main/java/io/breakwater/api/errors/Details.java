package io.breakwater.api.errors;

import io.breakwater.image.Digest;
import io.breakwater.registry.Detail;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// What is said of a refusal for programs: members of an object that is open.
final class Details {
  private Details() {}

  static void write(JsonGenerator json, Detail detail) {
    switch (detail) {
      case Detail.None _ -> {}
      case Detail.Name(var text) -> json.writeStringProperty("name", text);
      case Detail.Missing(var blobs, var manifests) -> {
        digests(json, "blobs", blobs);
        digests(json, "manifests", manifests);
      }
      case Detail.WrongDigest(var stated, var actual) -> {
        json.writeStringProperty("stated", stated.toString());
        json.writeStringProperty("actual", actual.toString());
      }
      case Detail.WrongSizes(var sizes) -> sizes(json, sizes);
      case Detail.WrongLength(var stated, var actual) ->
          numbers(json, "stated", stated, "actual", actual);
      case Detail.Held(var bytes) -> json.writeNumberProperty("bytes", bytes);
      case Detail.TooLarge(var limit) -> json.writeNumberProperty("limit", limit);
      case Detail.Quota(var used, var quota) ->
          numbers(json, "usedBytes", used, "quotaBytes", quota);
      case Detail.Busy(var after) ->
          json.writeNumberProperty("retryAfterSeconds", after.toSeconds());
    }
  }

  private static void digests(JsonGenerator json, String name, List<Digest> digests) {
    json.writeArrayPropertyStart(name);
    for (var digest : digests) {
      json.writeString(digest.toString());
    }
    json.writeEndArray();
  }

  private static void sizes(JsonGenerator json, List<Detail.WrongSize> sizes) {
    json.writeArrayPropertyStart("sizes");
    for (var size : sizes) {
      json.writeStartObject();
      json.writeStringProperty("digest", size.digest().toString());
      json.writeNumberProperty("stated", size.stated());
      json.writeNumberProperty("actual", size.actual());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void numbers(
      JsonGenerator json, String first, long one, String second, long other) {
    json.writeNumberProperty(first, one);
    json.writeNumberProperty(second, other);
  }
}
