package io.breakwater.cli.cr;

import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.server.Ask;
import io.breakwater.cli.cr.server.ServerClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/// Asks for images by digest.
///
/// @param excludeTagged only those without a tag
/// @param verdicts with what is to be said of their security
record Digests(Restriction restriction, boolean excludeTagged, boolean verdicts, boolean ibm) {

  /// As the server lists them.
  void each(ServerClient server, Consumer<JsonValue> consumer) {
    var members = new LinkedHashMap<String, JsonValue>();
    members.put("exclude_tagged", new JsonValue.Flag(excludeTagged));
    members.put("exclude_va", new JsonValue.Flag(!verdicts));
    members.put("include_ibm", new JsonValue.Flag(ibm));
    members.put(
        "repositories",
        new JsonValue.Elements(
            restriction.isRepository() ? List.of(JsonValue.of(restriction.name())) : List.of()));
    server.list(
        Ask.of("POST", "/api/v1/images/digests").with(new JsonValue.Members(members)),
        "listing images",
        image -> {
          if (ListedDigest.of(image).stream()
              .anyMatch(each -> restriction.matches(each.repository()))) {
            consumer.accept(image);
          }
        });
  }

  /// In the order in which people read them.
  List<ListedDigest> all(ServerClient server) {
    var images = new ArrayList<ListedDigest>();
    each(
        server,
        image ->
            ListedDigest.of(image).stream()
                .filter(each -> restriction.matches(each.repository()))
                .forEach(images::add));
    images.sort(ListedDigest.ORDER);
    return images;
  }
}
