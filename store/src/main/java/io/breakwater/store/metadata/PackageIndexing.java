package io.breakwater.store.metadata;

import io.breakwater.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Prepares look-ups by package for images that were pushed since the last time: background work.
///
/// Look-ups are right without, and slower for each image that waits. What it costs is one write
/// for each package of all these images; so it is the cheaper the more it takes at once. It writes
/// in many short transactions, beside pushes, and begins again where a crash ended it.
public final class PackageIndexing {
  /// Written in one transaction: pushes wait that long, some 10 ms.
  private static final int STEP = 256;

  private PackageIndexing() {}

  /// Brings up to so many images in; to be repeated until there are none.
  ///
  /// @param limit 2,000 images of 300 packages take some 10 MB of heap
  /// @return how many
  public static int run(Metadata metadata, int limit) throws StoreException {
    var images = metadata.write(transaction -> transaction.packageIndex().begin(limit));
    if (images.isEmpty()) {
      return 0;
    }
    var step = new LinkedHashMap<Long, List<Long>>();
    for (var entry : byPackage(images).entrySet()) {
      step.put(entry.getKey(), entry.getValue());
      if (step.size() == STEP) {
        add(metadata, step);
        step.clear();
      }
    }
    if (!step.isEmpty()) {
      add(metadata, step);
    }
    var manifests = images.stream().map(PackageIndex.Waiting::manifest).toList();
    return metadata.write(
        transaction -> {
          transaction.packageIndex().end(manifests);
          return manifests.size();
        });
  }

  /// How many images wait to be brought in, in a transaction that reads.
  public static long waiting(Transaction transaction) {
    return transaction.packageIndex().waiting();
  }

  private static Map<Long, List<Long>> byPackage(List<PackageIndex.Waiting> images) {
    var manifests = new TreeMap<Long, List<Long>>();
    for (var image : images) {
      for (var pack : image.packages()) {
        manifests.computeIfAbsent(pack, none -> new ArrayList<>(4)).add(image.manifest());
      }
    }
    return manifests;
  }

  private static void add(Metadata metadata, Map<Long, List<Long>> step) throws StoreException {
    metadata.write(
        transaction -> {
          transaction.packageIndex().add(step);
          return true;
        });
  }
}
