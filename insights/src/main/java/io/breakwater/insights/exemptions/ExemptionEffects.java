package io.breakwater.insights.exemptions;

import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Standing;
import io.breakwater.advisor.Verdict;
import io.breakwater.exemptions.KeptExemption;
import io.breakwater.registry.verdicts.AssessedImage;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.registry.verdicts.Trial;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What exemptions hide, found by judging the images that they may touch. Nothing is kept. At most
/// [#MOST] images are judged for an answer, or for [#LONGEST]: how many were, of how many, is said.
public final class ExemptionEffects {
  /// Judged for one answer.
  static final int MOST = 200;

  /// After this an answer ends.
  private static final Duration LONGEST = Duration.ofSeconds(3);

  /// Of which this is spent looking for images at most.
  private static final Duration LOOKING = Duration.ofSeconds(1);

  private static final int CHANGED = 100;

  private final Candidates candidates;
  private final Trials trials;
  private final int most;

  public ExemptionEffects(Metadata metadata, CurrentAdvisories advisories, Trials trials) {
    this(metadata, advisories, trials, MOST);
  }

  ExemptionEffects(Metadata metadata, CurrentAdvisories advisories, Trials trials, int most) {
    candidates = new Candidates(metadata, advisories);
    this.trials = trials;
    this.most = most;
  }

  /// How much was looked at.
  ///
  /// @param images that may be touched
  /// @param judged of them
  /// @param more whether there are more images than were counted
  record Known(int images, int judged, boolean more) {}

  /// An image that an exemption would touch.
  ///
  /// @param hides findings that would not count any more
  record Change(Candidate image, Verdict.Status before, Verdict.Status after, int hides) {}

  /// What an exemption would do.
  ///
  /// @param images in which it would hide something
  /// @param hides findings, of all of them
  /// @param changed the first of them
  record Preview(int images, int hides, Known known, List<Change> changed) {
    Preview {
      changed = List.copyOf(changed);
    }
  }

  /// What an exemption hides.
  record Effect(int images, int findings, Known known) {}

  /// What would change were this one made.
  ///
  /// @param namespaces to look in
  /// @param now for the verdicts
  Preview preview(KeptExemption proposed, Set<String> namespaces, Instant now)
      throws StoreException {
    var start = System.nanoTime();
    var found =
        candidates.of(
            proposed.scope(), proposed.issue(), namespaces, most, start + LOOKING.toNanos());
    var advised = proposed.advised();
    var changed = new ArrayList<Change>();
    var images = 0;
    var hides = 0;
    var judged = 0;
    var none = 0;
    for (var one : found.some()) {
      if (System.nanoTime() - start >= LONGEST.toNanos()) {
        break;
      }
      switch (trials.of(
          one.repository(), one.asked(), one.digest(), policy -> with(policy, advised))) {
        case Trial.NoImage _ -> none++;
        case Trial.Unknown _ -> {}
        case Trial.Judged(var before, var after) -> {
          judged++;
          var hidden = active(before) - active(after);
          images += hidden > 0 ? 1 : 0;
          hides += hidden;
          if (hidden > 0 && changed.size() < CHANGED) {
            changed.add(new Change(one, status(before, now), status(after, now), hidden));
          }
        }
      }
    }
    return new Preview(
        images, hides, new Known(found.inAll() - none, judged, found.more()), changed);
  }

  private static Policy with(Policy policy, Exemption advised) {
    var all = new ArrayList<>(policy.exemptions());
    all.add(advised);
    return policy.withExemptions(all);
  }

  private static Verdict.Status status(AssessedImage image, Instant now) {
    return image.verdict(now).verdict().status();
  }

  private static int active(AssessedImage image) {
    var active = 0L;
    for (var platform : image.platforms()) {
      var assessment = platform.assessment();
      active += assessment.findings().stream().filter(one -> one.active()).count();
      active += assessment.configurationIssues().stream().filter(one -> one.active()).count();
    }
    return (int) active;
  }

  /// What each of some exemptions hides, by its ID. An image is judged once for all of them.
  ///
  /// @param inForce none that expired
  /// @param namespaces to look in
  Map<String, Effect> of(List<KeptExemption> inForce, Set<String> namespaces)
      throws StoreException {
    var start = System.nanoTime();
    var found = new LinkedHashMap<KeptExemption, Candidates.Found>();
    // Those for one image first: they are known with the fewest judgements.
    var narrowFirst =
        inForce.stream().sorted((one, other) -> Integer.compare(width(one), width(other))).toList();
    for (var one : narrowFirst) {
      if (System.nanoTime() - start < LOOKING.toNanos()) {
        found.put(
            one,
            candidates.of(one.scope(), one.issue(), namespaces, most, start + LOOKING.toNanos()));
      }
    }
    var seen = judged(found, start);
    var effects = new HashMap<String, Effect>();
    found.forEach((one, some) -> effects.put(one.id(), effect(one.advised(), some, seen)));
    return effects;
  }

  private static int width(KeptExemption one) {
    return switch (one.scope().type()) {
      case "image", "digest" -> 0;
      case "repository" -> 1;
      case "namespace" -> 2;
      default -> 3;
    };
  }

  private Map<Candidate, Trial> judged(Map<KeptExemption, Candidates.Found> found, long start)
      throws StoreException {
    var seen = new HashMap<Candidate, Trial>();
    for (var some : found.values()) {
      for (var one : some.some()) {
        if (seen.size() >= most || System.nanoTime() - start >= LONGEST.toNanos()) {
          return seen;
        }
        if (!seen.containsKey(one)) {
          seen.put(
              one,
              trials.of(one.repository(), one.asked(), one.digest(), UnaryOperator.identity()));
        }
      }
    }
    return seen;
  }

  private static Effect effect(
      Exemption advised, Candidates.Found found, Map<Candidate, Trial> seen) {
    var images = 0;
    var findings = 0;
    var judged = 0;
    var none = 0;
    for (var one : found.some()) {
      var trial = seen.get(one);
      if (trial instanceof Trial.NoImage) {
        none++;
      } else if (trial instanceof Trial.Judged(var image, var _)) {
        judged++;
        var hidden = hidden(image, advised);
        images += hidden > 0 ? 1 : 0;
        findings += hidden;
      }
    }
    return new Effect(images, findings, new Known(found.inAll() - none, judged, found.more()));
  }

  private static int hidden(AssessedImage image, Exemption advised) {
    return image.platforms().stream().mapToInt(one -> hidden(one.assessment(), advised)).sum();
  }

  /// What would count without exemptions, and does not by this one, perhaps among others.
  private static int hidden(Assessment assessment, Exemption advised) {
    var findings =
        assessment.findings().stream()
            .filter(one -> one.standing() == Standing.ISSUE && !one.active())
            .filter(one -> one.exemptions().contains(advised))
            .count();
    var configuration =
        assessment.configurationIssues().stream()
            .filter(one -> one.counts() && !one.active())
            .filter(one -> one.exemptions().contains(advised))
            .count();
    return (int) (findings + configuration);
  }
}
