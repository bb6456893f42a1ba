package io.breakwater.cli.cr;

import io.breakwater.cli.cr.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// An image in a repository, with its tags or without, as `POST /api/v1/images/digests` lists it.
///
/// @param repository with the host
/// @param created UNIX seconds, 0 where nothing says it
/// @param size bytes
record ListedDigest(
    String repository,
    String digest,
    List<String> tags,
    String type,
    long created,
    long size,
    SecurityStatus status) {
  /// What templates may ask for.
  static final Set<String> FIELDS =
      Set.of("Created", "Digest", "ManifestType", "Repository", "SecurityStatus", "Size", "Tags");

  static final Comparator<ListedDigest> ORDER =
      Comparator.comparing(ListedDigest::repository)
          .thenComparing(Comparator.comparingLong(ListedDigest::created).reversed())
          .thenComparing(ListedDigest::digest);

  ListedDigest {
    tags = List.copyOf(tags);
  }

  /// The repositories in which an image is.
  static List<ListedDigest> of(JsonValue image) {
    var all = new ArrayList<ListedDigest>();
    image
        .at("repoTags")
        .members()
        .forEach(
            (repository, tags) ->
                all.add(
                    new ListedDigest(
                        repository,
                        image.at("id").text(),
                        tags.members().keySet().stream().sorted().toList(),
                        image.at("manifestType").text(),
                        image.at("created").number(0),
                        image.at("size").number(-1),
                        status(tags))));
    return all;
  }

  /// The worst of its tags, which differ by exemptions only.
  private static SecurityStatus status(JsonValue tags) {
    return tags.members().values().stream()
        .filter(tag -> !tag.at("vulnerable").text().isEmpty())
        .map(
            tag ->
                SecurityStatus.of(
                    tag.at("vulnerable"), tag.at("issueCount"), tag.at("exemptIssueCount")))
        .max(Comparator.comparingLong(SecurityStatus::issues))
        .orElse(SecurityStatus.NONE);
  }

  String name() {
    return repository + "@" + digest;
  }

  /// For templates.
  JsonValue json() {
    var members = new LinkedHashMap<String, JsonValue>();
    members.put("Repository", JsonValue.of(repository));
    members.put("Digest", JsonValue.of(digest));
    members.put("Tags", new JsonValue.Elements(tags.stream().map(JsonValue::of).toList()));
    members.put("ManifestType", JsonValue.of(type));
    members.put("Created", JsonValue.of(created));
    members.put("Size", JsonValue.of(size));
    members.put("SecurityStatus", status.json());
    return new JsonValue.Members(members);
  }
}
