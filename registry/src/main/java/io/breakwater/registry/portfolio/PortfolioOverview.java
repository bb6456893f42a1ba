package io.breakwater.registry.portfolio;

import io.breakwater.advisor.Severity;
import io.breakwater.advisor.Verdict.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// All images of some namespaces in a few numbers.
///
/// @param repositories those with a tagged image
/// @param severities distinct issues that count in any image
/// @param exploited issues that count and are known to be exploited, [#EXPLOITED] at most, those
///     in the most images first
/// @param worst images that are not OK, the worst first, [#WORST] at most
/// @param releasesEnded past their public support, that of the most images first
public record PortfolioOverview(
    PortfolioView.Known known,
    int repositories,
    int tags,
    Map<Status, Integer> verdicts,
    Map<Severity, Integer> severities,
    List<PortfolioIssue> exploited,
    List<PortfolioImage> worst,
    List<EndedRelease> releasesEnded) {
  private static final int EXPLOITED = 20;
  private static final int WORST = 5;
  private static final int RELEASES = 100;

  public PortfolioOverview {
    verdicts = Map.copyOf(verdicts);
    severities = Map.copyOf(severities);
    exploited = List.copyOf(exploited);
    worst = List.copyOf(worst);
    releasesEnded = List.copyOf(releasesEnded);
  }

  /// A release whose support had ended when its images were judged.
  public record EndedRelease(String release, int images, LocalDate endOfLife) {}

  /// Looks over some namespaces.
  public static PortfolioOverview of(PortfolioView view, Set<String> namespaces) {
    var all = ImageSelection.of(view, ImageFilter.of(namespaces), ImageOrder.VERDICT, true);
    var repositories = new HashSet<String>();
    var ended = new TreeMap<String, EndedRelease>();
    for (var image : all.images()) {
      repositories.add(image.repository());
      image
          .said()
          .release
          .ifPresent(
              release -> {
                var last = release.endOfLife();
                if (release.ended() && last != null) {
                  ended.merge(
                      release.key(),
                      new EndedRelease(release.key(), 1, last),
                      (one, more) ->
                          new EndedRelease(one.release(), one.images() + 1, one.endOfLife()));
                }
              });
    }
    var table = view.table(namespaces);
    return new PortfolioOverview(
        view.known(namespaces),
        repositories.size(),
        all.images().size(),
        all.verdicts(),
        severities(table),
        exploited(table),
        all.images().stream().filter(image -> image.status() != Status.OK).limit(WORST).toList(),
        ended.values().stream()
            .sorted(Comparator.comparingInt(EndedRelease::images).reversed())
            .limit(RELEASES)
            .toList());
  }

  private static Map<Severity, Integer> severities(IssueTable table) {
    var severities = new EnumMap<Severity, Integer>(Severity.class);
    for (var number = 1; number < table.size(); number++) {
      if (table.active(number) > 0) {
        severities.merge(table.severity(number), 1, Integer::sum);
      }
    }
    return severities;
  }

  private static List<PortfolioIssue> exploited(IssueTable table) {
    var numbers = new ArrayList<Integer>();
    for (var number = 1; number < table.size(); number++) {
      if (table.active(number) > 0 && table.exploited(number)) {
        numbers.add(number);
      }
    }
    numbers.sort(IssueOrder.IMAGES.comparator(table, true));
    return table.issues(numbers.subList(0, Math.min(EXPLOITED, numbers.size())));
  }
}
