package io.breakwater.cli.cr;

import io.breakwater.cli.cr.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A tag of an image, as `GET /api/v1/images` lists it.
///
/// @param repository with the host
/// @param digest `sha256:…`
/// @param type what its manifest is
/// @param created UNIX seconds, 0 where nothing says it
/// @param size bytes
record ListedImage(
    String repository,
    String tag,
    String digest,
    String type,
    long created,
    long size,
    SecurityStatus status) {
  /// What templates may ask for.
  static final Set<String> FIELDS =
      Set.of(
          "Created",
          "Digest",
          "ManifestType",
          "Namespace",
          "Repository",
          "SecurityStatus",
          "Size",
          "Tag");

  static final Comparator<ListedImage> ORDER =
      Comparator.comparing(ListedImage::repository).thenComparing(ListedImage::tag);

  private static final int SHORT = 12;

  /// The tags of an image: one line each.
  static List<ListedImage> of(JsonValue image) {
    var all = new ArrayList<ListedImage>();
    tags(image)
        .forEach(
            (digest, names) -> {
              for (var name : names) {
                var parts = ImageNames.of(name);
                all.add(
                    new ListedImage(
                        parts.repository(),
                        parts.tag(),
                        digest,
                        image.at("ManifestType").text(),
                        image.at("Created").number(0),
                        image.at("Size").number(-1),
                        status(image)));
              }
            });
    return all;
  }

  private static Map<String, List<String>> tags(JsonValue image) {
    var tags = new LinkedHashMap<String, List<String>>();
    image.at("DigestTags").members().forEach((digest, names) -> tags.put(digest, names.texts()));
    if (tags.isEmpty()) {
      var digests = image.at("RepoDigests").texts();
      var digest = digests.isEmpty() ? "" : ImageNames.of(digests.getFirst()).digest();
      tags.put(digest, image.at("RepoTags").texts());
    }
    return tags;
  }

  private static SecurityStatus status(JsonValue image) {
    var verdict = image.at("Vulnerable");
    return verdict.text().isEmpty() && SecurityStatus.isIndex(image.at("ManifestType").text())
        ? SecurityStatus.NONE
        : SecurityStatus.of(verdict, image.at("IssueCount"), image.at("ExemptIssueCount"));
  }

  /// The first 12 digits, or all with the algorithm.
  String digest(boolean whole) {
    var hex = digest.substring(digest.indexOf(':') + 1);
    return whole || hex.length() <= SHORT ? digest : hex.substring(0, SHORT);
  }

  String namespace() {
    return ImageNames.namespace(repository);
  }

  /// For templates.
  JsonValue json(boolean wholeDigest) {
    var members = new LinkedHashMap<String, JsonValue>();
    members.put("Repository", JsonValue.of(repository));
    members.put("Tag", JsonValue.of(tag));
    members.put("Digest", JsonValue.of(digest(wholeDigest)));
    members.put("ManifestType", JsonValue.of(type));
    members.put("Namespace", JsonValue.of(namespace()));
    members.put("Created", JsonValue.of(created));
    members.put("Size", JsonValue.of(size));
    members.put("SecurityStatus", status.json());
    return new JsonValue.Members(members);
  }
}
