package io.breakwater.management.namespaces;

import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The resource groups of namespaces: a word by which their owners sort them, such as a team or a
/// cost centre. It gives nobody a right. Kept among the namespace's settings, with which it goes.
///
/// | name | value |
/// |---|---|
/// | `resource-group` | since when, a blank, and the group: `2026-01-31T10:00:00Z team-a` |
final class ResourceGroups {
  private static final String NAME = "resource-group";
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:/-]{1,128}");

  private final Metadata metadata;
  private final InstantSource clock;

  ResourceGroups(Metadata metadata, InstantSource clock) {
    this.metadata = metadata;
    this.clock = clock;
  }

  /// A group that a namespace is in.
  record Assigned(String group, Instant since) {}

  /// Whether a text may be the ID of one: 1 to 128 letters, digits, `.`, `_`, `:`, `/` and `-`.
  static boolean valid(String group) {
    return SHAPE.matcher(group).matches();
  }

  /// Assigns a namespace; false where there is none of that name.
  boolean assign(String namespace, String group) throws StoreException {
    var at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return metadata.write(
        tx -> {
          var found = tx.namespaces().lock(namespace);
          found.ifPresent(
              one -> {
                tx.settings().put(Settings.scope(one), NAME, at + " " + group);
                tx.namespaces().touch(one, at);
              });
          return found.isPresent();
        });
  }

  /// The groups of namespaces, by name; those without one are missing.
  Map<String, Assigned> of(List<String> namespaces) throws StoreException {
    return metadata.read(
        tx -> {
          var groups = new HashMap<String, Assigned>();
          for (var name : namespaces) {
            tx.namespaces()
                .find(name)
                .flatMap(one -> tx.settings().get(Settings.scope(one), NAME))
                .flatMap(ResourceGroups::kept)
                .ifPresent(assigned -> groups.put(name, assigned));
          }
          return groups;
        });
  }

  private static Optional<Assigned> kept(String text) {
    var blank = text.indexOf(' ');
    return blank < 0
        ? Optional.empty()
        : Optional.of(
            new Assigned(text.substring(blank + 1), Instant.parse(text.substring(0, blank))));
  }
}
