package io.breakwater.advisor;

import io.breakwater.advisories.releases.ReleaseFacts;
import io.breakwater.advisories.releases.ReleaseFacts.ExtendedSupport;
import io.breakwater.configuration.Check;
import io.breakwater.configuration.Weight;
import io.breakwater.inventory.OperatingSystem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Judges whether a release is still supported, and by whom.
final class EndOfLife {
  /// The check among those of the configuration.
  static final Check CHECK =
      new Check(
          ConfigurationIssue.END_OF_LIFE,
          Weight.HIGH,
          "Images stand on a release that gets security fixes.",
          "https://endoflife.date, and the release table of the advisories",
          "a release that its vendor supports");

  private EndOfLife() {}

  static Assessment.Release release(ReleaseFacts facts, Instant now) {
    var today = Dates.day(now);
    var left =
        facts.extended().stream()
            .filter(support -> !today.isAfter(support.until()))
            .map(EndOfLife::words)
            .toList();
    return new Assessment.Release(
        facts.key(), facts.name(), facts.endOfLife(), !facts.endOfLifeOn(today), left);
  }

  /// The issue that a release past its support is, empty while it is supported.
  ///
  /// Ubuntu Pro counts as support for an image that has it.
  static Optional<ConfigurationIssue> issue(
      ReleaseFacts facts,
      OperatingSystem os,
      Subscription subscription,
      Policy policy,
      ExemptionRules rules,
      Instant now) {
    var today = Dates.day(now);
    if (!facts.endOfLifeOn(today) || (subscription.any() && coveredBySubscription(facts, today))) {
      return Optional.empty();
    }
    var id = ConfigurationIssue.END_OF_LIFE;
    var exemptions = rules.ofConfiguration(id, os.file());
    return Optional.of(
        new ConfigurationIssue(
            id,
            "Images stand on a release that gets security fixes; support of "
                + facts.name()
                + " ended on "
                + facts.endOfLife()
                + ".",
            correctiveAction(facts, today),
            Severity.HIGH,
            os.file(),
            0,
            -1,
            null,
            Standings.configurationCounts(policy, Severity.HIGH),
            exemptions.status(),
            exemptions.applied()));
  }

  private static String correctiveAction(ReleaseFacts facts, LocalDate today) {
    var left =
        facts.extended().stream()
            .filter(support -> !today.isAfter(support.until()))
            .map(EndOfLife::words)
            .toList();
    var advice = "Rebuild the image on a supported release. ";
    return left.isEmpty()
        ? advice + "Nobody publishes fixes for this one any more."
        : advice + "Fixes for this one: " + String.join(", ", left) + ".";
  }

  private static String words(ExtendedSupport support) {
    var terms = support.subscription() ? ", for subscribers" : "";
    return support.name() + " until " + support.until() + terms;
  }

  private static boolean coveredBySubscription(ReleaseFacts facts, LocalDate today) {
    List<ExtendedSupport> bought =
        facts.extended().stream().filter(ExtendedSupport::subscription).toList();
    return !bought.isEmpty() && !today.isAfter(bought.getFirst().until());
  }
}
