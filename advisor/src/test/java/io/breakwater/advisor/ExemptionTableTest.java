package io.breakwater.advisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisories.Advisory;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Every combination of what an exemption says, and random pairs of them, against a model that
/// looks at the words only: type × scope × expiry × until-fixed × number of notices × fix.
class ExemptionTableTest {
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
  private static final String DIGEST = "sha256:" + "ab".repeat(32);
  private static final String OTHER_DIGEST = "sha256:" + "cd".repeat(32);

  /// One exemption, and whether its scope covers `ghcr.io/team/app:1.2`.
  private record Say(
      Exemption.Type type,
      String id,
      String scope,
      boolean covers,
      String expiry,
      boolean untilFixed) {
    Exemption exemption() {
      return new ExemptionBuilder(type, id)
          .scopes(List.of(ImageScope.parse(scope)))
          .expires(expires())
          .untilFixed(untilFixed)
          .build();
    }

    @Nullable Instant expires() {
      return switch (expiry) {
        case "never" -> null;
        case "later" -> NOW.plus(Duration.ofDays(1));
        case "now" -> NOW;
        default -> NOW.minus(Duration.ofDays(1));
      };
    }

    boolean inForce(boolean fixed) {
      return covers && (expiry.equals("never") || expiry.equals("later")) && !(untilFixed && fixed);
    }
  }

  /// What the audit trail has to say of one exemption that is alone.
  private static ExemptionUse.Use use(Say say, boolean matches, boolean fixed) {
    if (!say.covers()) {
      return ExemptionUse.Use.OTHER_IMAGE;
    }
    if (say.expiry().equals("now") || say.expiry().equals("before")) {
      return ExemptionUse.Use.EXPIRED;
    }
    if (!matches) {
      return ExemptionUse.Use.UNUSED;
    }
    return say.untilFixed() && fixed ? ExemptionUse.Use.FIXED : ExemptionUse.Use.APPLIED;
  }

  private record Issue(int notices, boolean fixed) {
    boolean namedBy(Say say) {
      return switch (say.type()) {
        case CVE -> say.id().equalsIgnoreCase("CVE-2025-1");
        case NOTICE ->
            notices == 0
                ? say.id().equals("CVE-2025-1")
                : List.of("DSA-1-1", "DSA-2-1").subList(0, notices).contains(say.id());
        case CONFIGURATION -> false;
      };
    }
  }

  private static List<Say> all() {
    var scopes =
        List.of(
            List.of("*", "y"),
            List.of("team", "y"),
            List.of("team/*", "y"),
            List.of("team/app", "y"),
            List.of("ghcr.io/team/app", "y"),
            List.of("ghcr.io/*", "y"),
            List.of("*/app", "y"),
            List.of("team/app:1.2", "y"),
            List.of("team/app@" + DIGEST, "y"),
            List.of("@" + DIGEST, "y"),
            List.of("tea", "n"),
            List.of("other/*", "n"),
            List.of("team/ap", "n"),
            List.of("team/app/*", "n"),
            List.of("docker.io/team/app", "n"),
            List.of("*/ap", "n"),
            List.of("team/app:1.3", "n"),
            List.of("other/app@" + DIGEST, "n"),
            List.of("team/app@" + OTHER_DIGEST, "n"));
    var ids =
        List.of(
            List.of("cve", "CVE-2025-1"),
            List.of("cve", "cve-2025-1"),
            List.of("cve", "CVE-2025-2"),
            List.of("sn", "CVE-2025-1"),
            List.of("sn", "DSA-1-1"),
            List.of("sn", "DSA-2-1"),
            List.of("sn", "DSA-3-1"),
            List.of("configuration", "CVE-2025-1"));
    var says = new ArrayList<Say>();
    for (var scope : scopes) {
      for (var id : ids) {
        for (var expiry : List.of("never", "later", "now", "before")) {
          for (var untilFixed : List.of(true, false)) {
            var type =
                switch (id.getFirst()) {
                  case "cve" -> Exemption.Type.CVE;
                  case "sn" -> Exemption.Type.NOTICE;
                  default -> Exemption.Type.CONFIGURATION;
                };
            says.add(
                new Say(
                    type,
                    id.getLast(),
                    scope.getFirst(),
                    scope.getLast().equals("y"),
                    expiry,
                    untilFixed));
          }
        }
      }
    }
    return says;
  }

  private static List<Issue> issues() {
    var issues = new ArrayList<Issue>();
    for (var notices = 0; notices <= 2; notices++) {
      issues.add(new Issue(notices, true));
      issues.add(new Issue(notices, false));
    }
    return issues;
  }

  /// What the words mean: the CVE, or all of its notices, of which it is its own if it has none.
  private static PolicyStatus model(Issue issue, List<Say> says) {
    var notices = new ArrayList<>(List.of("DSA-1-1", "DSA-2-1").subList(0, issue.notices()));
    if (notices.isEmpty()) {
      notices.add("CVE-2025-1");
    }
    var before = notices.size();
    for (var say : says) {
      if (!say.inForce(issue.fixed())) {
        continue;
      }
      if (say.type() == Exemption.Type.CVE && say.id().equalsIgnoreCase("CVE-2025-1")) {
        return PolicyStatus.EXEMPT;
      }
      if (say.type() == Exemption.Type.NOTICE) {
        notices.remove(say.id());
      }
    }
    return notices.isEmpty()
        ? PolicyStatus.EXEMPT
        : notices.size() < before ? PolicyStatus.PARTIALLY_EXEMPT : PolicyStatus.ACTIVE;
  }

  private static Finding judge(Issue issue, List<Say> says) {
    var notices =
        List.of("DSA-1-1", "DSA-2-1").subList(0, issue.notices()).stream()
            .map(id -> new Advisory.Notice(id, null, List.of()))
            .toList();
    var row =
        FakeAdvisories.of(
            "debian:12",
            "bash",
            "CVE-2025-1",
            issue.fixed() ? Advisory.State.FIXED : Advisory.State.AFFECTED,
            issue.fixed() ? "5.3" : null,
            Advisory.Availability.PUBLIC,
            "medium",
            false,
            notices);
    var advisories = new FakeAdvisories().feed("debian", NOW, "debian:12").row(row);
    var image = Images.of(Images.os("debian", "12", "bookworm"), Images.deb("bash", "5.2"));
    var subject =
        ImageSubject.of(ImageReference.parse("ghcr.io/team/app:1.2"))
            .withDigests(List.of(Digest.parse(DIGEST)));
    var policy =
        Policy.DEFAULT
            .withFailOn(new FailOn.Unfixed())
            .withExemptions(says.stream().map(Say::exemption).toList());
    var assessment = Advisor.assess(image, advisories, policy, subject, NOW);
    for (var i = 0; i < says.size(); i++) {
      assertThat(assessment.exemptions().get(i).use())
          .as("%s as listed", says.get(i))
          .isEqualTo(use(says.get(i), issue.namedBy(says.get(i)), issue.fixed()));
    }
    return assessment.findings().getFirst();
  }

  @Test
  void everyExemptionDoesWhatItsWordsSay() {
    var says = all();
    assertThat(says).hasSize(19 * 8 * 4 * 2);
    for (var issue : issues()) {
      for (var say : says) {
        assertThat(judge(issue, List.of(say)).policyStatus())
            .as("%s by %s", issue, say)
            .isEqualTo(model(issue, List.of(say)));
      }
    }
  }

  @Test
  void severalExemptionsAddUp() {
    var says = all();
    var random = new Random(5);
    for (var i = 0; i < 3000; i++) {
      var some = new ArrayList<Say>();
      for (var n = random.nextInt(1, 5); n > 0; n--) {
        some.add(says.get(random.nextInt(says.size())));
      }
      for (var issue : issues()) {
        var finding = judge(issue, some);
        assertThat(finding.policyStatus())
            .as("%s by %s", issue, some)
            .isEqualTo(model(issue, some));
        assertThat(finding.active()).isEqualTo(model(issue, some) != PolicyStatus.EXEMPT);
      }
    }
  }

  /// A release past its end is a configuration issue, which no upgrade of a package fixes.
  @Test
  void configurationIssuesAreExemptByTheirIdentifiersOnly() {
    var advisories = new FakeAdvisories().feed("debian", NOW, "debian:10");
    var image = Images.of(Images.os("debian", "10", "buster"), Images.deb("bash", "5.2"));
    var subject =
        ImageSubject.of(ImageReference.parse("ghcr.io/team/app:1.2"))
            .withDigests(List.of(Digest.parse(DIGEST)));
    var rows = 0;
    for (var template : all()) {
      if (template.type() != Exemption.Type.CONFIGURATION) {
        continue;
      }
      for (var id :
          List.of(
              "system_configuration:os.end_of_life",
              "System_Configuration:OS.END_OF_LIFE",
              "system_configuration:*",
              "system_configuration:os",
              "application_configuration:os.end_of_life",
              "CVE-2025-1")) {
        for (var type : Exemption.Type.values()) {
          var say =
              new Say(
                  type,
                  id,
                  template.scope(),
                  template.covers(),
                  template.expiry(),
                  template.untilFixed());
          var named =
              type == Exemption.Type.CONFIGURATION
                  && (id.equalsIgnoreCase("system_configuration:os.end_of_life")
                      || id.equals("system_configuration:*"));
          var policy = Policy.DEFAULT.withExemptions(List.of(say.exemption()));
          var assessment = Advisor.assess(image, advisories, policy, subject, NOW);
          var expected = named && say.inForce(false) ? PolicyStatus.EXEMPT : PolicyStatus.ACTIVE;
          assertThat(assessment.configurationIssues())
              .as("%s", say)
              .singleElement()
              .extracting(ConfigurationIssue::policyStatus)
              .isEqualTo(expected);
          assertThat(assessment.verdict().status())
              .as("%s", say)
              .isEqualTo(
                  expected == PolicyStatus.EXEMPT ? Verdict.Status.WARN : Verdict.Status.FAIL);
          assertThat(assessment.exemptions().getFirst().use())
              .as("%s as listed", say)
              .isEqualTo(use(say, named, false));
          rows++;
        }
      }
    }
    assertThat(rows).isEqualTo(19 * 4 * 2 * 6 * 3);
  }

  @Test
  void aDigestCoversAnImageWithoutName() {
    var image = ImageSubject.UNNAMED.withDigests(List.of(Digest.parse(DIGEST)));
    assertThat(ImageScope.parse("@" + DIGEST).covers(image)).isTrue();
    assertThat(ImageScope.parse(DIGEST).covers(image)).isTrue();
    assertThat(ImageScope.parse("team/app@" + DIGEST).covers(image)).isFalse();
    assertThat(ImageScope.parse("*").covers(image)).isTrue();
    assertThat(ImageScope.parse("team").covers(image)).isFalse();
    assertThat(ImageScope.parse("localhost/*").covers(image)).isFalse();
    assertThat(ImageScope.parse("*/app").covers(image)).isFalse();
  }
}
