package io.breakwater.registry.portfolio;

import io.breakwater.advisor.Verdict.Status;
import io.breakwater.image.Digest;
import io.breakwater.registry.portfolio.PortfolioImage.TaggedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/// Many images with many issues, the same for the same seed.
final class GeneratedPortfolio {
  private static final Instant DAY = Instant.parse("2026-05-01T00:00:00Z");

  private final Random random;
  private final Condensation condensation = new Condensation();
  final List<PortfolioImage> images = new ArrayList<>();

  GeneratedPortfolio(long seed, int images, int issues, int kinds) {
    random = new Random(seed);
    for (var i = 0; i < images; i++) {
      this.images.add(image(i, issues, kinds));
    }
    this.images.sort((a, b) -> a.tagged().name().compareTo(b.tagged().name()));
  }

  PortfolioView view() {
    return new PortfolioView(1, images, Map.of(), condensation);
  }

  private PortfolioImage image(int number, int issues, int kinds) {
    var namespace = "space" + number % 7;
    var repository = namespace + "/app" + number / 20;
    var tag = number % 3 == 0 ? "V" + number : "v" + number;
    var name = repository + ":" + tag;
    var tagged =
        new TaggedImage(
            namespace,
            repository,
            tag,
            name,
            name.toLowerCase(Locale.ROOT),
            Digest.parse("sha256:" + "%064x".formatted(number)),
            number % 5 == 0,
            List.of("linux/amd64"),
            random.nextLong(1L << 40),
            Optional.of(DAY.minusSeconds(random.nextInt(1 << 20))),
            DAY.minusSeconds(number));
    return new PortfolioImage(tagged, said(random.nextInt(issues + 1), kinds), number % 11 == 0);
  }

  private Said said(int issues, int kinds) {
    var numbers = new TreeSet<Integer>();
    for (var i = 0; i < issues; i++) {
      numbers.add(condensation.issues().number("CVE-2026-" + random.nextInt(kinds)));
    }
    var words = new int[numbers.size()];
    var sets = new int[words.length];
    var bySeverity = new int[6];
    var active = 0;
    var exploited = 0;
    for (var number : numbers) {
      var flags = random.nextInt(8);
      var severity = IssueWord.severityAt(random.nextInt(6));
      var at = numbers.headSet(number).size();
      words[at] = IssueWord.of(number, flags, severity);
      if (IssueWord.has(flags, IssueWord.ACTIVE)) {
        active++;
        bySeverity[IssueWord.severity(words[at])]++;
        exploited += IssueWord.has(flags, IssueWord.EXPLOITED) ? 1 : 0;
        var source = "source" + number % 200;
        sets[at] = condensation.packages().number(List.of("lib" + source), List.of(source));
      }
    }
    var counts =
        new IssueTally(
            bySeverity[5],
            bySeverity[4],
            bySeverity[3],
            bySeverity[2],
            bySeverity[1],
            bySeverity[0],
            active,
            0,
            exploited,
            0,
            0,
            0);
    var status = List.of(Status.values()).get(random.nextInt(6));
    var by = new Said.By("a", "p", true, true);
    return new Said(
        status, active + " issues", DAY, by, Optional.empty(), counts, words, sets, new int[0]);
  }
}
