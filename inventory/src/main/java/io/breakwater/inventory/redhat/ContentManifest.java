package io.breakwater.inventory.redhat;

import io.breakwater.inventory.layer.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Red Hat's image content manifests (atomic-reactor, `schemas/content_manifest.json`): JSON, of
/// which the array `content_sets` of the outermost object matters, identifiers of the
/// repositories that the image's packages are from.
///
/// ```
/// {"metadata": {"icm_version": 1, …}, "content_sets": ["rhel-8-for-x86_64-baseos-rpms"],
///  "image_contents": […]}
/// ```
///
/// The document may be `null`, the array empty or missing: an image from scratch. Names and order
/// of the other fields differ between versions, and are passed over.
///
/// Limits: 64 levels, 2,000 repositories of 400 characters.
final class ContentManifest {
  private static final int MOST = 2000;
  private static final int LONGEST = 400;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxNameLength(10_000)
                  .maxStringLength(1 << 20)
                  .maxNumberLength(1000)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private ContentManifest() {}

  /// The repositories, or why they are not known.
  ///
  /// @throws IOException only where `in` throws it
  static Content read(InputStream in) throws IOException {
    // Read first, so that what is wrong with its characters cannot pass for a fault of the layer.
    var bytes = in.readAllBytes();
    try (var json = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      return document(json);
    } catch (JacksonException e) {
      return new Content.Unread(
          ContentManifests.DAMAGED, "it is no JSON: " + e.getOriginalMessage());
    }
  }

  private static Content document(JsonParser json) {
    var repositories = new TreeSet<String>();
    var root = json.nextToken();
    if (root == JsonToken.VALUE_NULL) {
      return names(json, repositories);
    }
    if (root != JsonToken.START_OBJECT) {
      return damaged("an object", root);
    }
    for (var name = json.nextName(); name != null; name = json.nextName()) {
      var value = json.nextToken();
      if (!name.equals("content_sets") || value == JsonToken.VALUE_NULL) {
        json.skipChildren();
        continue;
      }
      if (value != JsonToken.START_ARRAY) {
        return damaged("an array as content_sets", value);
      }
      for (var one = json.nextToken(); one != JsonToken.END_ARRAY; one = json.nextToken()) {
        if (one != JsonToken.VALUE_STRING) {
          return damaged("a text in content_sets", one);
        }
        var repository = json.getString();
        if (repository.length() > LONGEST || repositories.size() >= MOST) {
          return new Content.Unread(
              ContentManifests.TOO_LARGE,
              "more than " + MOST + " content sets, or of " + LONGEST + " characters");
        }
        repositories.add(repository);
      }
    }
    return names(json, repositories);
  }

  private static Content names(JsonParser json, Set<String> repositories) {
    var behind = json.nextToken();
    return behind == null
        ? new Content.Names(List.copyOf(repositories))
        : damaged("nothing behind the document", behind);
  }

  private static Content damaged(String expected, JsonToken found) {
    return new Content.Unread(
        ContentManifests.DAMAGED, "expected " + expected + ", found " + found);
  }
}
