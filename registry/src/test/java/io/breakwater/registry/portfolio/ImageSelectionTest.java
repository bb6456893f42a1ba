package io.breakwater.registry.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Severity;
import io.breakwater.advisor.Verdict.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Filters, orders and pages, against lists made by looking at every image.
class ImageSelectionTest {
  private static final Set<String> SOME = Set.of("space1", "space2", "space5", "none");

  private static ImageFilter filter(Random random) {
    return new ImageFilter(
        SOME,
        random.nextBoolean() ? "" : "V" + random.nextInt(30),
        random.nextInt(4) > 0 ? Optional.empty() : Optional.of("space1/app" + random.nextInt(10)),
        random.nextBoolean() ? Set.of() : Set.of(Status.FAIL, Status.OK),
        random.nextBoolean() ? Set.of() : Set.of("CVE-2026-" + random.nextInt(60), "CVE-0"),
        random.nextInt(3) > 0 ? Optional.empty() : Optional.of("source" + random.nextInt(60)),
        random.nextBoolean() ? Set.of() : Set.of(Severity.CRITICAL, Severity.LOW),
        random.nextInt(3) == 0);
  }

  private static boolean passes(PortfolioView view, ImageFilter filter, PortfolioImage image) {
    var words = new ArrayList<Integer>();
    var issues = new HashMap<String, Integer>();
    for (var word : image.said().issues) {
      words.add(word);
      issues.put(view.issues().text(IssueWord.number(word)), word);
    }
    return filter.namespaces().contains(image.namespace())
        && (image.repository() + ":" + image.tag())
            .toUpperCase(Locale.ROOT)
            .contains(filter.text().toUpperCase(Locale.ROOT))
        && filter.repository().map(image.repository()::equals).orElse(true)
        && (filter.issues().isEmpty() || filter.issues().stream().anyMatch(issues::containsKey))
        && filter
            .packageName()
            .map(
                name ->
                    words.stream()
                        .filter(word -> IssueWord.has(word, IssueWord.ACTIVE))
                        .anyMatch(word -> name.equals("source" + IssueWord.number(word) % 200)))
            .orElse(true)
        && (filter.severities().isEmpty()
            || words.stream()
                .filter(word -> IssueWord.has(word, IssueWord.ACTIVE))
                .map(word -> IssueWord.severityAt(IssueWord.severity(word)))
                .anyMatch(filter.severities()::contains))
        && (!filter.exploited()
            || words.stream()
                .anyMatch(word -> IssueWord.has(word, IssueWord.ACTIVE | IssueWord.EXPLOITED)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aListIsThatOfWhoLooksAtEveryImage(long seed) {
    var generated = new GeneratedPortfolio(seed, 400, 12, 60);
    var view = generated.view();
    var random = new Random(seed);
    var some = 0;
    for (var i = 0; i < 60; i++) {
      var filter = filter(random);
      for (var order : ImageOrder.values()) {
        var descending = random.nextBoolean();
        var matching =
            generated.images.stream().filter(image -> passes(view, filter, image)).toList();
        var verdicts = new EnumMap<Status, Integer>(Status.class);
        matching.forEach(image -> verdicts.merge(image.status(), 1, Integer::sum));
        Comparator<PortfolioImage> by = order.comparator();
        var expected =
            matching.stream()
                .filter(
                    image ->
                        filter.verdicts().isEmpty() || filter.verdicts().contains(image.status()))
                .sorted(
                    (descending ? by.reversed() : by).thenComparing(image -> image.tagged().name()))
                .toList();
        var found = ImageSelection.of(view, filter, order, descending);
        assertThat(found.images()).isEqualTo(expected);
        assertThat(found.verdicts()).isEqualTo(verdicts);
        var paged = new ArrayList<PortfolioImage>();
        for (var at = 0; at < expected.size() + 3; at += 3) {
          paged.addAll(found.page(at, 3));
        }
        assertThat(paged).isEqualTo(expected);
        some += expected.size();
      }
    }
    assertThat(some).as("filters that let something through").isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void issuesAreCountedAsWhoLooksAtEveryImageCounts(long seed) {
    var generated = new GeneratedPortfolio(seed, 300, 12, 60);
    var view = generated.view();
    var images = new HashMap<String, Integer>();
    var active = new HashMap<String, Integer>();
    var packages = new HashMap<String, Set<String>>();
    for (var image : generated.images) {
      if (!SOME.contains(image.namespace())) {
        continue;
      }
      for (var word : image.said().issues) {
        var id = view.issues().text(IssueWord.number(word));
        images.merge(id, 1, Integer::sum);
        if (IssueWord.has(word, IssueWord.ACTIVE)) {
          active.merge(id, 1, Integer::sum);
          packages
              .computeIfAbsent(id, none -> new TreeSet<>())
              .add("libsource" + IssueWord.number(word) % 200);
        }
      }
    }
    var all =
        new IssueFilter(SOME, "", Optional.empty(), Set.of(), Optional.empty(), Optional.empty());
    var found = IssueSelection.of(view, all, IssueOrder.IMAGES, true);
    assertThat(found.total()).isEqualTo(images.size());
    var last = Integer.MAX_VALUE;
    for (var issue : found.page(0, 1_000)) {
      assertThat(issue.images()).isEqualTo(images.get(issue.id()));
      assertThat(issue.active()).isEqualTo(active.getOrDefault(issue.id(), 0));
      assertThat(issue.packages())
          .containsExactlyElementsOf(packages.getOrDefault(issue.id(), Set.of()));
      assertThat(issue.active()).isLessThanOrEqualTo(last);
      last = issue.active();
    }
    var searched = PortfolioSearch.of(view, SOME, "cve-2026-1", 50);
    assertThat(searched.issues().getFirst().id()).isEqualTo("CVE-2026-1");
    for (var issue : searched.issues()) {
      assertThat(issue.images()).isEqualTo(images.get(issue.id()));
    }
  }

  @Test
  void nothingIsToldOfNoNamespaceAndOfNoImages() {
    var generated = new GeneratedPortfolio(6, 50, 5, 10);
    for (var view : List.of(generated.view(), new GeneratedPortfolio(7, 0, 0, 1).view())) {
      var overview = PortfolioOverview.of(view, Set.of("none"));
      assertThat(overview.tags()).isZero();
      assertThat(overview.known()).isEqualTo(new PortfolioView.Known(0, 0, 0));
      assertThat(overview.severities()).isEmpty();
      assertThat(PortfolioSearch.of(view, Set.of("none"), "a", 5).images()).isEmpty();
      assertThat(PortfolioSearch.of(view, Set.of("none"), "source", 5).packages()).isEmpty();
    }
  }

  @Test
  void whatIsStaleIsNotCountedAsJudged() {
    var generated = new GeneratedPortfolio(8, 200, 5, 10);
    var spaces = Set.of("space0", "space1", "space2", "space3", "space4", "space5", "space6");
    var judged =
        generated.images.stream()
            .filter(image -> !image.stale() && image.status() != Status.UNSCANNED)
            .count();
    var known = generated.view().known(spaces);
    assertThat(known.images()).isEqualTo(200);
    assertThat(known.judged()).isEqualTo((int) judged).isLessThan(200);
  }
}
