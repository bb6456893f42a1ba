package io.breakwater.cli.cr;

import io.breakwater.cli.cr.json.JsonValue;
import io.breakwater.cli.cr.server.Ask;
import io.breakwater.cli.cr.server.ServerClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Images that an index with a tag names: they have no tag of their own, and are needed.
final class IndexMembers {
  private final ServerClient server;
  private final Map<String, Set<String>> byRepository = new HashMap<>();

  IndexMembers(ServerClient server) {
    this.server = server;
  }

  boolean contain(ListedDigest image) {
    return byRepository.computeIfAbsent(image.repository(), this::members).contains(image.digest());
  }

  private Set<String> members(String repository) {
    var members = new HashSet<String>();
    var all = new Digests(Restriction.of(repository), false, false, false);
    for (var each : all.all(server)) {
      if (SecurityStatus.isIndex(each.type()) && !each.tags().isEmpty()) {
        var path = "/api/v1/images/" + ImageNames.segment(each.name()) + "/manifest";
        var json = server.send(Ask.get(path), "reading index '" + each.name() + "'").json();
        for (JsonValue member : json.at("manifests").elements()) {
          members.add(member.at("digest").text());
        }
      }
    }
    return members;
  }
}
