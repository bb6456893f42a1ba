package io.breakwater.registry.portfolio;

import io.breakwater.advisor.Verdict.Status;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The images that a filter lets through.
///
/// @param images in the order that was asked for
/// @param verdicts how many there are of each, without the filter's own verdicts
public record ImageSelection(List<PortfolioImage> images, Map<Status, Integer> verdicts) {
  public ImageSelection {
    images = List.copyOf(images);
    verdicts = Map.copyOf(verdicts);
  }

  /// Selects images.
  ///
  /// @param descending what is greatest first; by name in either case where two are equal, but for
  ///     the order by name itself
  public static ImageSelection of(
      PortfolioView view, ImageFilter filter, ImageOrder order, boolean descending) {
    var test = new Test(view, filter);
    var verdicts = new EnumMap<Status, Integer>(Status.class);
    var found = new ArrayList<PortfolioImage>();
    view.forEach(
        filter.namespaces(),
        image -> {
          if (test.passes(image)) {
            verdicts.merge(image.status(), 1, Integer::sum);
            if (filter.verdicts().isEmpty() || filter.verdicts().contains(image.status())) {
              found.add(image);
            }
          }
        });
    if (order != ImageOrder.NAME) {
      found.sort(descending ? order.comparator().reversed() : order.comparator());
    } else if (descending) {
      Collections.reverse(found);
    }
    return new ImageSelection(found, verdicts);
  }

  /// A page of them.
  public List<PortfolioImage> page(int offset, int limit) {
    var from = Math.min(offset, images.size());
    return images.subList(from, Math.min(images.size(), from + limit));
  }

  /// All of a filter but the verdicts.
  private static final class Test {
    private final ImageFilter filter;
    private final int[] issues;
    private final int[] notices;
    private final BitSet packages;

    Test(PortfolioView view, ImageFilter filter) {
      this.filter = filter;
      issues = numbers(filter.issues(), view.issues());
      notices = numbers(filter.issues(), view.notices());
      packages =
          filter
              .packageName()
              .map(name -> view.packages().having(name::equals))
              .orElseGet(BitSet::new);
    }

    private static int[] numbers(Set<String> texts, Words words) {
      return texts.stream().mapToInt(words::find).filter(one -> one > 0).toArray();
    }

    boolean passes(PortfolioImage image) {
      return image.tagged().lower().contains(filter.text())
          && (filter.repository().isEmpty() || filter.repository().get().equals(image.repository()))
          && (!filter.exploited() || image.counts().exploited() > 0)
          && (filter.severities().isEmpty() || severity(image.counts()))
          && (filter.issues().isEmpty() || issue(image.said()))
          && (filter.packageName().isEmpty() || packageName(image.said()));
    }

    private boolean severity(IssueTally counts) {
      for (var severity : filter.severities()) {
        var some =
            switch (severity) {
              case CRITICAL -> counts.critical();
              case HIGH -> counts.high();
              case MEDIUM -> counts.medium();
              case LOW -> counts.low();
              case NEGLIGIBLE -> counts.negligible();
              case UNKNOWN -> counts.unknown();
            };
        if (some > 0) {
          return true;
        }
      }
      return false;
    }

    private boolean issue(Said said) {
      for (var one : issues) {
        if (said.word(one) != 0) {
          return true;
        }
      }
      for (var one : notices) {
        if (said.announced(one)) {
          return true;
        }
      }
      return false;
    }

    private boolean packageName(Said said) {
      if (packages.isEmpty()) {
        return false;
      }
      for (var set : said.packages) {
        if (packages.get(set)) {
          return true;
        }
      }
      return false;
    }
  }
}
