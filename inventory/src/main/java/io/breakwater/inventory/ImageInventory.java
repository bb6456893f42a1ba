package io.breakwater.inventory;

import io.breakwater.image.ImageConfig;
import io.breakwater.inventory.files.FoundSecret;
import io.breakwater.inventory.files.ImageFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is inside one image.
///
/// @param os the release; empty when no release file is there, or nothing decides which it is
///     (then a gap says why)
/// @param packages sorted by name, arch, version
/// @param databases package databases that were found, absolute paths; empty and no packages
///     means that nothing is known, not that nothing is installed
/// @param gaps what could not be read; not empty means INCOMPLETE
/// @param subscriptions `ubuntu-pro` when the image's apt sources name Ubuntu Pro's archives
/// @param products what the image says of the Red Hat products it was built from
/// @param notes what this kind of input cannot tell
/// @param config the image's configuration; empty for a root file system and a bill of materials
/// @param secrets left in any layer or in the configuration, by layer and place
/// @param files what checks of the configuration look at; not part of the value that is compared
/// @param owners whose a file is; not part of the value that is compared
public record ImageInventory(
    Optional<OperatingSystem> os,
    List<InstalledPackage> packages,
    List<String> databases,
    List<Gap> gaps,
    Set<String> subscriptions,
    Products products,
    List<Note> notes,
    Optional<ImageConfig> config,
    List<FoundSecret> secrets,
    ImageFiles files,
    FileOwners owners) {
  public ImageInventory {
    packages = List.copyOf(packages);
    databases = List.copyOf(databases);
    gaps = List.copyOf(gaps);
    subscriptions = Set.copyOf(subscriptions);
    notes = List.copyOf(notes);
    secrets = List.copyOf(secrets);
  }

  /// An inventory that knows neither products nor files.
  public ImageInventory(
      Optional<OperatingSystem> os,
      List<InstalledPackage> packages,
      List<String> databases,
      List<Gap> gaps,
      Set<String> subscriptions) {
    this(os, packages, databases, gaps, subscriptions, Products.NONE, List.of());
  }

  /// An inventory that knows no files.
  public ImageInventory(
      Optional<OperatingSystem> os,
      List<InstalledPackage> packages,
      List<String> databases,
      List<Gap> gaps,
      Set<String> subscriptions,
      Products products,
      List<Note> notes) {
    this(
        os,
        packages,
        databases,
        gaps,
        subscriptions,
        products,
        notes,
        Optional.empty(),
        List.of(),
        ImageFiles.UNKNOWN,
        FileOwners.NONE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageInventory that
        && os.equals(that.os)
        && packages.equals(that.packages)
        && databases.equals(that.databases)
        && gaps.equals(that.gaps)
        && subscriptions.equals(that.subscriptions)
        && products.equals(that.products)
        && notes.equals(that.notes)
        && config.equals(that.config)
        && secrets.equals(that.secrets);
  }

  @Override
  public int hashCode() {
    return 31 * packages.hashCode() + gaps.hashCode();
  }
}
