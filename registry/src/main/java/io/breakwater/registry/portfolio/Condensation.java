package io.breakwater.registry.portfolio;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.ConfigurationIssue;
import io.breakwater.advisor.Finding;
import io.breakwater.advisor.Severity;
import io.breakwater.advisor.Standing;
import io.breakwater.registry.portfolio.Said.ReleaseOfImage;
import io.breakwater.registry.verdicts.AssessedImage;
import io.breakwater.registry.verdicts.Judgement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes small what was said of images. One for all of them, since they share the names of issues
/// and packages.
final class Condensation {
  private static final int MOST_NAMES = 2_000_000;

  private final Words issues = new Words(Math.min(IssueWord.MOST, MOST_NAMES));
  private final Words notices = new Words(MOST_NAMES);
  private final PackageSets packages = new PackageSets();

  Words issues() {
    return issues;
  }

  /// Security notices, in capitals.
  Words notices() {
    return notices;
  }

  PackageSets packages() {
    return packages;
  }

  Said said(Judgement judgement) {
    var verdict = judgement.verdict().verdict();
    var gathering = new Gathering();
    judgement
        .image()
        .ifPresent(image -> image.platforms().forEach(one -> gathering.add(one.assessment())));
    var found = gathering.words();
    return new Said(
        verdict.status(),
        verdict.reasons().getFirst().message(),
        judgement.verdict().scanned(),
        new Said.By(
            judgement.advisories().intern(),
            judgement.policy().intern(),
            judgement.anyName(),
            judgement.lasting()),
        judgement.image().flatMap(Condensation::release),
        gathering.tally(),
        found,
        gathering.sets(found),
        gathering.notices());
  }

  private static Optional<ReleaseOfImage> release(AssessedImage image) {
    for (var one : image.platforms()) {
      var known = one.assessment().release();
      if (known.isPresent()) {
        var release = known.get();
        return Optional.of(
            new ReleaseOfImage(release.key(), release.endOfLife(), !release.supported()));
      }
    }
    return image.platforms().getFirst().assessment().os().stream()
        .map(os -> new ReleaseOfImage(os.id() + ":" + os.versionId(), null, false))
        .findFirst();
  }

  /// What is known of one issue of an image.
  private static final class Gathered {
    private final Set<String> installed = new HashSet<>();
    private final Set<String> sources = new HashSet<>();
    private int flags;
    private boolean exempt;
    private boolean unfixed;
    private Severity counting = Severity.UNKNOWN;
    private Severity any = Severity.UNKNOWN;

    void severity(Severity severity, boolean active) {
      any = worse(any, severity);
      counting = active ? worse(counting, severity) : counting;
    }

    private static Severity worse(Severity one, Severity other) {
      return one.compareTo(other) >= 0 ? one : other;
    }

    boolean active() {
      return IssueWord.has(flags, IssueWord.ACTIVE);
    }

    Severity severity() {
      return active() ? counting : any;
    }
  }

  /// The issues of one image, of all its platforms.
  private final class Gathering {
    private final Map<Integer, Gathered> byNumber = new HashMap<>();
    private final Set<Integer> announced = new HashSet<>();

    void add(Assessment assessment) {
      assessment.findings().forEach(this::add);
      assessment.configurationIssues().forEach(this::add);
    }

    private Gathered of(String issue) {
      return byNumber.computeIfAbsent(issues.number(issue), none -> new Gathered());
    }

    private void add(Finding finding) {
      var one = of(finding.cve());
      var active = finding.active();
      one.severity(finding.severity(), active);
      if (active) {
        one.flags |= IssueWord.ACTIVE;
        one.installed.add(finding.installed().name());
        one.sources.add(finding.installed().source());
      }
      one.flags |= finding.fixedVersion() != null ? IssueWord.FIXABLE : 0;
      one.flags |= finding.advisory().knownExploited() ? IssueWord.EXPLOITED : 0;
      for (var notice : finding.advisory().notices()) {
        announced.add(notices.number(notice.id().toUpperCase(Locale.ROOT)));
      }
      one.exempt |= !active && finding.standing() == Standing.ISSUE;
      one.unfixed |= finding.standing() == Standing.UNFIXED;
    }

    private void add(ConfigurationIssue issue) {
      var one = of(issue.id());
      one.flags |= IssueWord.CONFIGURATION | (issue.active() ? IssueWord.ACTIVE : 0);
      one.severity(issue.severity(), issue.active());
      one.exempt |= issue.counts() && !issue.active();
    }

    int[] words() {
      return byNumber.entrySet().stream()
          .mapToInt(
              one -> IssueWord.of(one.getKey(), one.getValue().flags, one.getValue().severity()))
          .sorted()
          .toArray();
    }

    int[] sets(int[] words) {
      var sets = new int[words.length];
      for (var i = 0; i < words.length; i++) {
        var one = byNumber.get(IssueWord.number(words[i]));
        sets[i] = one == null ? 0 : packages.number(one.installed, one.sources);
      }
      return sets;
    }

    int[] notices() {
      return announced.stream().mapToInt(number -> number).sorted().toArray();
    }

    IssueTally tally() {
      if (byNumber.isEmpty()) {
        return IssueTally.NONE;
      }
      var bySeverity = new EnumMap<Severity, Integer>(Severity.class);
      var issuesInAll = 0;
      var configuration = 0;
      var exploited = 0;
      var fixable = 0;
      var exempt = 0;
      var unfixed = 0;
      for (var one : byNumber.values()) {
        if (one.active()) {
          issuesInAll++;
          bySeverity.merge(one.severity(), 1, Integer::sum);
          configuration += IssueWord.has(one.flags, IssueWord.CONFIGURATION) ? 1 : 0;
          exploited += IssueWord.has(one.flags, IssueWord.EXPLOITED) ? 1 : 0;
          fixable += IssueWord.has(one.flags, IssueWord.FIXABLE) ? 1 : 0;
        } else {
          exempt += one.exempt ? 1 : 0;
          unfixed += one.unfixed && !one.exempt ? 1 : 0;
        }
      }
      return new IssueTally(
          bySeverity.getOrDefault(Severity.CRITICAL, 0),
          bySeverity.getOrDefault(Severity.HIGH, 0),
          bySeverity.getOrDefault(Severity.MEDIUM, 0),
          bySeverity.getOrDefault(Severity.LOW, 0),
          bySeverity.getOrDefault(Severity.NEGLIGIBLE, 0),
          bySeverity.getOrDefault(Severity.UNKNOWN, 0),
          issuesInAll,
          configuration,
          exploited,
          fixable,
          exempt,
          unfixed);
    }
  }
}
