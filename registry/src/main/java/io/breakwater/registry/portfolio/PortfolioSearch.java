package io.breakwater.registry.portfolio;

import io.breakwater.advisor.Severity;
import io.breakwater.advisor.Verdict.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// What a text leads to. Of each kind what is called exactly so comes first, then what begins so,
/// then what contains it, each by name; in whatever case.
///
/// @param packages those, or their sources, in which an issue counts
public record PortfolioSearch(
    List<FoundImage> images,
    List<FoundRepository> repositories,
    List<String> namespaces,
    List<FoundIssue> issues,
    List<FoundPackage> packages) {
  public PortfolioSearch {
    images = List.copyOf(images);
    repositories = List.copyOf(repositories);
    namespaces = List.copyOf(namespaces);
    issues = List.copyOf(issues);
    packages = List.copyOf(packages);
  }

  /// A tag.
  public record FoundImage(String repository, String tag, Status verdict) {}

  /// A repository with a tagged image.
  ///
  /// @param tags how many of its tags name images
  public record FoundRepository(String repository, int tags) {}

  /// An issue, and how many images have it.
  public record FoundIssue(String id, boolean configuration, Severity severity, int images) {}

  /// A package, and in how many images an issue of it counts.
  public record FoundPackage(String name, int images) {}

  /// Searches some namespaces.
  ///
  /// @param text nothing is found by an empty one
  /// @param limit the most of each kind
  public static PortfolioSearch of(
      PortfolioView view, Set<String> namespaces, String text, int limit) {
    if (text.isEmpty()) {
      return new PortfolioSearch(List.of(), List.of(), List.of(), List.of(), List.of());
    }
    return new Search(view, namespaces, text.toLowerCase(Locale.ROOT), limit).run();
  }

  private record Search(PortfolioView view, Set<String> namespaces, String text, int limit) {
    PortfolioSearch run() {
      var images = new ArrayList<PortfolioImage>();
      var repositories = new TreeMap<String, Integer>();
      view.forEach(
          namespaces,
          image -> {
            if (image.tagged().lower().contains(text)) {
              images.add(image);
            }
            if (image.repository().contains(text)) {
              repositories.merge(image.repository(), 1, Integer::sum);
            }
          });
      return new PortfolioSearch(
          best(images, image -> image.tagged().lower()).stream()
              .map(one -> new FoundImage(one.repository(), one.tag(), one.status()))
              .toList(),
          best(repositories.keySet(), name -> name).stream()
              .map(name -> new FoundRepository(name, repositories.getOrDefault(name, 0)))
              .toList(),
          best(namespaces.stream().filter(name -> name.contains(text)).toList(), name -> name),
          issues(),
          packages());
    }

    private <T> List<T> best(Collection<T> found, Function<T, String> name) {
      return found.stream()
          .sorted(Comparator.<T>comparingInt(one -> rank(name.apply(one))).thenComparing(name))
          .limit(limit)
          .toList();
    }

    private int rank(String name) {
      return name.equals(text) ? 0 : name.startsWith(text) ? 1 : 2;
    }

    private List<FoundIssue> issues() {
      var table = view.table(namespaces);
      var numbers = new ArrayList<Integer>();
      for (var number = 1; number < table.size(); number++) {
        if (table.images(number) > 0 && Words.contains(table.id(number), text)) {
          numbers.add(number);
        }
      }
      return best(numbers, number -> table.id(number).toLowerCase(Locale.ROOT)).stream()
          .map(
              number ->
                  new FoundIssue(
                      table.id(number),
                      table.configuration(number),
                      table.severity(number),
                      table.images(number)))
          .toList();
    }

    private List<FoundPackage> packages() {
      var matches = view.packages().matching(name -> Words.contains(name, text));
      var counting = new PackageCounting(matches, view.packages().names());
      view.forEach(namespaces, image -> counting.add(image.said()));
      var names = new ArrayList<Integer>();
      for (var i = 1; i < counting.images.length; i++) {
        if (counting.images[i] > 0) {
          names.add(i);
        }
      }
      return best(names, number -> view.packages().name(number).toLowerCase(Locale.ROOT)).stream()
          .map(number -> new FoundPackage(view.packages().name(number), counting.images[number]))
          .toList();
    }
  }

  /// Counts the images of each package, each once.
  private static final class PackageCounting {
    private final int[][] matches;
    private final int[] images;
    private final int[] last;
    private int number;

    PackageCounting(int[][] matches, int names) {
      this.matches = matches;
      images = new int[names];
      last = new int[names];
    }

    void add(Said said) {
      number++;
      var before = 0;
      for (var set : said.packages) {
        if (set == before || set >= matches.length) {
          continue;
        }
        before = set;
        for (var name : matches[set]) {
          if (last[name] != number) {
            last[name] = number;
            images[name]++;
          }
        }
      }
    }
  }
}
