package io.breakwater.registry.portfolio;

import io.breakwater.advisor.Severity;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Every issue of the images of some namespaces, counted: one pass over all rows.
final class IssueTable {
  private final PortfolioView view;
  private final Set<String> namespaces;
  private final int[] images;
  private final int[] active;
  private final int[] fixable;
  private final byte[] flags;
  private final byte[] severity;
  private final byte[] activeSeverity;

  IssueTable(PortfolioView view, Set<String> namespaces) {
    this.view = view;
    this.namespaces = namespaces;
    var size = view.issues().size();
    images = new int[size];
    active = new int[size];
    fixable = new int[size];
    flags = new byte[size];
    severity = new byte[size];
    activeSeverity = new byte[size];
    view.forEach(namespaces, image -> add(image.said().issues, size));
  }

  private void add(int[] words, int size) {
    for (var word : words) {
      var number = IssueWord.number(word);
      if (number >= size) {
        continue;
      }
      images[number]++;
      flags[number] |= (byte) (word & (IssueWord.EXPLOITED | IssueWord.CONFIGURATION));
      fixable[number] += IssueWord.has(word, IssueWord.FIXABLE) ? 1 : 0;
      var bad = (byte) IssueWord.severity(word);
      severity[number] = bad > severity[number] ? bad : severity[number];
      if (IssueWord.has(word, IssueWord.ACTIVE)) {
        active[number]++;
        activeSeverity[number] = bad > activeSeverity[number] ? bad : activeSeverity[number];
      }
    }
  }

  /// Numbers are below this.
  int size() {
    return images.length;
  }

  /// How many images have it; 0 where none of the namespaces has.
  int images(int number) {
    return images[number];
  }

  int active(int number) {
    return active[number];
  }

  int fixable(int number) {
    return fixable[number];
  }

  boolean exploited(int number) {
    return IssueWord.has(flags[number], IssueWord.EXPLOITED);
  }

  boolean configuration(int number) {
    return IssueWord.has(flags[number], IssueWord.CONFIGURATION);
  }

  /// The worst of the images in which it counts or, where it counts in none, of all.
  Severity severity(int number) {
    return IssueWord.severityAt(badness(number));
  }

  /// The place of its severity among all, the worst last.
  int badness(int number) {
    return active[number] > 0 ? activeSeverity[number] : severity[number];
  }

  String id(int number) {
    return view.issues().text(number);
  }

  /// All that is told of some.
  List<PortfolioIssue> issues(List<Integer> numbers) {
    var names = new PackageNames(numbers, size());
    return numbers.stream().map(number -> issue(number, names)).toList();
  }

  private PortfolioIssue issue(int number, PackageNames names) {
    return new PortfolioIssue(
        id(number),
        configuration(number),
        severity(number),
        exploited(number),
        images(number),
        active(number),
        fixable(number),
        names.of(number));
  }

  /// The packages in which some issues count, of the same images.
  private final class PackageNames {
    private final int[] places;
    private final List<TreeSet<String>> names;

    PackageNames(List<Integer> numbers, int size) {
      places = new int[size];
      names = numbers.stream().map(none -> new TreeSet<String>()).toList();
      for (var i = 0; i < numbers.size(); i++) {
        places[numbers.get(i)] = i + 1;
      }
      if (!numbers.isEmpty()) {
        view.forEach(namespaces, image -> add(image.said()));
      }
    }

    private void add(Said said) {
      for (var i = 0; i < said.issues.length; i++) {
        var number = IssueWord.number(said.issues[i]);
        if (number < places.length && places[number] > 0 && said.packages[i] > 0) {
          var some = names.get(places[number] - 1);
          if (some.size() < PortfolioIssue.PACKAGES) {
            some.addAll(view.packages().installed(said.packages[i]));
          }
        }
      }
    }

    List<String> of(int number) {
      return names.get(places[number] - 1).stream().limit(PortfolioIssue.PACKAGES).toList();
    }
  }
}
