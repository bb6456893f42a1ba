package io.breakwater.registry.portfolio;

import io.breakwater.image.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// All rows as they were at one time, by name. Immutable.
public final class PortfolioView {
  /// Tables that are kept: one of 20,000 issues has half a megabyte.
  private static final int TABLES = 8;

  private final long version;
  private final PortfolioImage[] images;
  private final Map<String, Integer> beyond;
  private final Condensation condensation;
  private final Map<Set<String>, IssueTable> tables = new ConcurrentHashMap<>();

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

  /// The issues of some namespaces; counted once for all that ask the same of this view.
  IssueTable table(Set<String> namespaces) {
    var known = tables.get(namespaces);
    if (known != null) {
      return known;
    }
    var table = new IssueTable(this, namespaces);
    if (tables.size() >= TABLES) {
      tables.clear();
    }
    tables.put(Set.copyOf(namespaces), table);
    return table;
  }

  Words issues() {
    return condensation.issues();
  }

  /// Security notices, in capitals.
  Words notices() {
    return condensation.notices();
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

  /// How many images of some namespaces there are of each release, such as `debian:12`, as far as
  /// they were judged.
  public Map<String, Integer> releases(Set<String> namespaces) {
    var counts = new TreeMap<String, Integer>();
    forEach(
        namespaces, image -> image.release().ifPresent(key -> counts.merge(key, 1, Integer::sum)));
    return counts;
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

  /// An image with those of its tags that have rows.
  public record Tagged(String repository, Digest digest, List<String> tags) {
    public Tagged {
      tags = List.copyOf(tags);
    }
  }

  /// The images of some namespaces that have an issue, whether it counts or not; by the names of
  /// their repositories, then by digest.
  public List<Tagged> imagesWith(String issue, Set<String> namespaces) {
    var number = issues().find(issue);
    var found = new TreeMap<String, TreeMap<Digest, List<String>>>();
    if (number > 0) {
      forEach(
          namespaces,
          image -> {
            if (image.said().word(number) != 0) {
              found
                  .computeIfAbsent(image.repository(), none -> new TreeMap<>())
                  .computeIfAbsent(image.digest(), none -> new ArrayList<>())
                  .add(image.tag());
            }
          });
    }
    var images = new ArrayList<Tagged>();
    found.forEach(
        (repository, some) ->
            some.forEach((digest, tags) -> images.add(new Tagged(repository, digest, tags))));
    return images;
  }
}
