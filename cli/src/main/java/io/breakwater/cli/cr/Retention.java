package io.breakwater.cli.cr;

import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.server.Ask;
import io.breakwater.cli.cr.server.ServerClient;
import java.util.ArrayList;
import java.util.List;

/// What a retention policy would delete: `POST /api/v1/retentions/analyze`.
final class Retention {
  private Retention() {}

  static List<ListedDigest> analyze(ServerClient server, String namespace, JsonValue policy) {
    var json =
        server
            .send(
                Ask.of("POST", "/api/v1/retentions/analyze").with(policy),
                "looking for images to delete in '" + namespace + "'")
            .json();
    var known = new Digests(Restriction.of(namespace), false, false, false).all(server);
    var images = new ArrayList<ListedDigest>();
    json.members()
        .forEach(
            (repository, names) ->
                names.texts().forEach(name -> images.add(found(known, repository, name))));
    images.sort(ListedDigest.ORDER);
    return images;
  }

  /// Named by a digest, a tag, or the whole name.
  private static ListedDigest found(List<ListedDigest> known, String repository, String name) {
    var version = name.startsWith(repository) ? name.substring(repository.length() + 1) : name;
    var local = ImageNames.local(repository);
    return known.stream()
        .filter(image -> ImageNames.local(image.repository()).equals(local))
        .filter(image -> image.digest().equals(version) || image.tags().contains(version))
        .findFirst()
        .orElseGet(
            () -> new ListedDigest(repository, version, List.of(), "", 0, -1, SecurityStatus.NONE));
  }
}
