package io.breakwater.inventory;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is inside one image.
///
/// @param os the release; empty when no release file is there
/// @param packages sorted by name, arch, version
/// @param databases package databases that were found, absolute paths; empty and no packages
///     means that
///     nothing is known, not that nothing is installed
/// @param gaps what could not be read; not empty means INCOMPLETE
/// @param subscriptions `ubuntu-pro` when the image's apt sources name Ubuntu Pro's archives
public record ImageInventory(
    Optional<OperatingSystem> os,
    List<InstalledPackage> packages,
    List<String> databases,
    List<Gap> gaps,
    Set<String> subscriptions) {
  public ImageInventory {
    packages = List.copyOf(packages);
    databases = List.copyOf(databases);
    gaps = List.copyOf(gaps);
    subscriptions = Set.copyOf(subscriptions);
  }
}
