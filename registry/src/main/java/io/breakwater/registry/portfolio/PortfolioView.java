package io.breakwater.registry.portfolio;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// All rows as they were at one time, by name. Immutable.
public final class PortfolioView {
  private final long version;
  private final PortfolioImage[] images;
  private final Map<String, Integer> beyond;
  private final Condensation condensation;

  /// @param beyond how many tags have no row, by namespace
  PortfolioView(
      long version,
      List<PortfolioImage> images,
      Map<String, Integer> beyond,
      Condensation condensation) {
    this.version = version;
    this.images = images.toArray(PortfolioImage[]::new);
    this.beyond = beyond;
    this.condensation = condensation;
  }

  long version() {
    return version;
  }

  Words issues() {
    return condensation.issues();
  }

  PackageSets packages() {
    return condensation.packages();
  }

  /// How much an answer rests on.
  ///
  /// @param images tags of images that there are, in the namespaces that were asked for
  /// @param listed those of them that have a row here, and are looked at for an answer
  /// @param judged those of them that were judged by the advisories and the policy in force
  public record Known(int images, int listed, int judged) {}

  /// How much is known of some namespaces.
  public Known known(Set<String> namespaces) {
    var listed = new int[1];
    var judged = new int[1];
    forEach(
        namespaces,
        image -> {
          listed[0]++;
          judged[0] += image.judged() ? 1 : 0;
        });
    var behind =
        beyond.entrySet().stream()
            .filter(one -> namespaces.contains(one.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sum();
    return new Known(listed[0] + behind, listed[0], judged[0]);
  }

  /// Passes the rows of some namespaces on, by name.
  public void forEach(Set<String> namespaces, Consumer<PortfolioImage> consumer) {
    var last = "";
    var wanted = false;
    for (var image : images) {
      if (!image.namespace().equals(last)) {
        last = image.namespace();
        wanted = namespaces.contains(last);
      }
      if (wanted) {
        consumer.accept(image);
      }
    }
  }
}
