package io.breakwater.configuration.nginx;

import io.breakwater.configuration.Installed;
import io.breakwater.inventory.Ecosystem;
import java.util.Set;

/// What is known of how the server in the image was built.
///
/// @param installed where it comes from, with its version
/// @param foreign whether modules that are not nginx's own may be built in
/// @param lean whether `stream`, `mail` and the like have to be loaded, as in Debian's packages
record Build(Installed installed, boolean foreign, boolean lean) {
  /// Packages of Debian and Ubuntu that were built with others' modules in some releases.
  private static final Set<String> RICH = Set.of("nginx-full", "nginx-extras", "nginx-light");

  static Build of(Installed installed) {
    var owner = installed.owner();
    if (owner == null) {
      return new Build(installed, true, false);
    }
    var plain = owner.name().startsWith("nginx") && !RICH.contains(owner.name());
    var lean = owner.ecosystem() == Ecosystem.DEB && !owner.version().contains("~");
    return new Build(installed, !plain, plain && lean);
  }

  /// Whether the version may have what came with another; true where the version is not known.
  boolean mayHave(String since) {
    if (since.isEmpty()) {
      return true;
    }
    var parts = since.split("\\.", -1);
    return installed
        .atLeast(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
        .orElse(true);
  }
}
