package io.breakwater.inventory;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What an image says of the Red Hat products that its packages are of.
///
/// @param repositories identifiers of the repositories that it was built from
///     (`rhel-8-for-x86_64-baseos-rpms`), from content manifests
///     (`/root/buildinfo/content_manifests/*.json`, `/usr/share/buildinfo/*.json`); sorted
/// @param cpes product names of the image's own label `cpe`, as written; sorted
/// @param modules enabled module streams by module name, from `/etc/dnf/modules.d/*.module`
public record Products(List<String> repositories, List<String> cpes, Map<String, String> modules) {
  /// The image says nothing.
  public static final Products NONE = new Products(List.of(), List.of(), Map.of());

  public Products {
    repositories = List.copyOf(new TreeSet<>(repositories));
    cpes = List.copyOf(new TreeSet<>(cpes));
    modules = java.util.Collections.unmodifiableMap(new TreeMap<>(modules));
  }
}
