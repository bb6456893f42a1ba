package io.breakwater.inventory;

import io.breakwater.image.Image;
import io.breakwater.image.ImageConfig;
import io.breakwater.inventory.database.PackageRecord;
import io.breakwater.inventory.layer.InventoryLimits;
import io.breakwater.inventory.layer.LayerInventory;
import io.breakwater.inventory.layer.RootTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Merges the layers' inventories into the image's.
///
/// The package databases are looked at after every layer: a package's origin is the lowest layer
/// since which it is there at this version without a break.
final class Merge {
  /// The whole record: several packages of one name may be installed side by side, and one of the
  /// same version from another vendor is another package.
  private record Key(Ecosystem ecosystem, PackageRecord one) {}

  private final RootTree tree;
  private final List<Gap> gaps;
  private final Provenance provenance;
  private final ImageConfig config;
  private final InventoryLimits limits;
  private final SecretsView secrets = new SecretsView();
  private Map<Key, Integer> since = new HashMap<>();

  private Merge(Image image, InventoryLimits limits, List<Gap> gaps) {
    this.tree = new RootTree(PackageDatabases.directoriesThatMatter(), limits.steps());
    this.gaps = gaps;
    this.provenance = new Provenance(image);
    this.config = image.config();
    this.limits = limits;
  }

  /// @param layers one for each of the image's layers, null for a layer that is a gap
  /// @param layerGaps gaps found so far
  static ImageInventory of(
      Image image,
      List<@Nullable LayerInventory> layers,
      List<Gap> layerGaps,
      InventoryLimits limits) {
    return new Merge(image, limits, new ArrayList<>(layerGaps)).merge(layers);
  }

  private ImageInventory merge(List<@Nullable LayerInventory> layers) {
    var view = DatabaseView.of(tree);
    for (int i = 0; i < layers.size(); i++) {
      var layer = layers.get(i);
      if (layer != null) {
        apply(layer, i);
        var next = DatabaseView.of(tree);
        boolean changed = !next.sameParts(view);
        if (changed) {
          remember(next, i);
        }
        view = next;
        secrets.add(tree, layer, i, changed ? owners(view) : FileOwners.NONE);
      }
    }
    var incomplete = incomplete();
    gaps.addAll(view.gaps);
    var packages = packages(view);
    var release = new ReleaseView(tree, view, packages);
    gaps.addAll(release.gaps);
    var products = products(packages);
    return new ImageInventory(
        release.os,
        packages,
        view.databases,
        List.copyOf(new LinkedHashSet<>(gaps)),
        release.subscriptions,
        products,
        secrets.notes(),
        config.equals(ImageConfig.NONE) ? Optional.empty() : Optional.of(config),
        secrets.secrets(tree, config),
        new MergedFiles(tree, layers, limits.steps(), incomplete),
        new ListedOwners(tree, view, packages));
  }

  /// Owners of files by the databases at hand; they are read only where a secret was found.
  private FileOwners owners(DatabaseView view) {
    return tree.secretsOfLayer().isEmpty()
        ? FileOwners.NONE
        : new ListedOwners(tree, view, packages(view));
  }

  /// Why a file may be there that is not known of: the first gap, before those of the databases.
  private String incomplete() {
    return gaps.isEmpty() ? "" : gaps.getFirst().message();
  }

  /// Only packages of rpm are of such products.
  private Products products(List<InstalledPackage> packages) {
    if (packages.stream().noneMatch(one -> one.ecosystem() == Ecosystem.RPM)) {
      return Products.NONE;
    }
    var view = new ProductsView(tree, config.labels());
    gaps.addAll(view.gaps);
    return view.products;
  }

  private void apply(LayerInventory layer, int index) {
    var why = tree.apply(layer, index);
    if (why != null) {
      gap(
          "layer-not-applicable",
          "layer " + index + " cannot be unpacked: " + why,
          "build the image again: no container runtime accepts this layer",
          index);
    }
    if (tree.exhausted()) {
      gap(
          "inventory-too-complex",
          "the layers were not merged to the end: their links and deletions take too many steps",
          "look at what layer " + index + " holds: no ordinary layer needs a hundredth of this",
          index);
    }
  }

  private void gap(String code, String message, String next, int layer) {
    gaps.add(new Gap(code, message, next, OptionalInt.of(layer), OptionalLong.empty()));
  }

  private void remember(DatabaseView view, int layer) {
    // Where a database cannot be read for a while, its packages are taken to have stayed.
    var now = view.gaps.isEmpty() ? new HashMap<Key, Integer>() : new HashMap<>(since);
    for (var part : view.parts) {
      var ecosystem = PackageDatabases.ecosystem(part.database());
      for (var one : part.list().packages()) {
        var key = new Key(ecosystem, one);
        var before = since.get(key);
        now.put(key, before == null ? layer : before);
      }
    }
    since = now;
  }

  private List<InstalledPackage> packages(DatabaseView view) {
    var packages = new ArrayList<InstalledPackage>();
    Set<Key> seen = new HashSet<>();
    for (var part : view.parts) {
      var ecosystem = PackageDatabases.ecosystem(part.database());
      for (var one : part.list().packages()) {
        var key = new Key(ecosystem, one);
        if (seen.add(key)) {
          int layer = since.getOrDefault(key, part.node().layer());
          packages.add(
              new InstalledPackage(
                  ecosystem,
                  one.name(),
                  one.version(),
                  one.arch(),
                  one.source(),
                  one.sourceVersion(),
                  one.module(),
                  one.sourceRpm(),
                  one.vendor(),
                  part.file(),
                  provenance.of(layer)));
        }
      }
    }
    packages.sort(
        Comparator.comparing(InstalledPackage::name)
            .thenComparing(InstalledPackage::arch)
            .thenComparing(InstalledPackage::version)
            .thenComparing(InstalledPackage::ecosystem)
            .thenComparing(InstalledPackage::sourceVersion)
            .thenComparing(one -> String.valueOf(one.vendor()))
            .thenComparing(one -> String.valueOf(one.module())));
    return packages;
  }
}
