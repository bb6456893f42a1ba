package io.breakwater.registry.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Verdict;
import io.breakwater.advisor.Verdict.Status;
import io.breakwater.image.Digest;
import io.breakwater.registry.MovingClock;
import io.breakwater.registry.Stores;
import io.breakwater.registry.images.ListedImage;
import io.breakwater.registry.images.ManifestKind;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.IssueCounts;
import io.breakwater.registry.verdicts.Judgement;
import io.breakwater.registry.verdicts.Policies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What becomes of rows when images are pushed, judged, moved and deleted.
class PortfolioTest {
  private static final RepositoryName ROBIN = Stores.name("birds/robin");
  private static final RepositoryName TROUT = Stores.name("fish/trout");
  private static final Digest ONE = Digest.parse("sha256:" + "1".repeat(64));
  private static final Digest TWO = Digest.parse("sha256:" + "2".repeat(64));

  private final MovingClock clock = new MovingClock(Stores.CLOCK.instant());
  private String policy = "p";
  private Portfolio portfolio = portfolio(100);

  private Portfolio portfolio(int most) {
    return new Portfolio(
        new CurrentAdvisories(Path.of("none")),
        repository -> new Policies.InForce(Policy.DEFAULT, policy),
        clock,
        most);
  }

  private ListedImage image(RepositoryName repository, Digest digest, String... tags) {
    return new ListedImage(
        repository,
        digest,
        ManifestKind.OCI_MANIFEST,
        ManifestKind.OCI_MANIFEST.mediaType(),
        List.of(tags).stream().map(TagName::kept).toList(),
        Optional.empty(),
        1,
        Map.of(),
        List.of(),
        clock.instant(),
        Optional.empty());
  }

  private void place(RepositoryName repository, Digest digest, String... tags) throws Exception {
    portfolio.place(repository, digest, Optional.of(image(repository, digest, tags)));
  }

  private void judge(RepositoryName repository, String tag, Digest digest, boolean anyName) {
    var reason = new Verdict.Reason("code", "said", "");
    portfolio.judged(
        new Judgement(
            repository,
            new Reference.ByTag(TagName.kept(tag)),
            digest,
            new ImageVerdict(
                new Verdict(Status.OK, List.of(reason)), IssueCounts.NONE, clock.instant()),
            Optional.empty(),
            "none",
            policy,
            anyName,
            true));
  }

  private List<String> rows() {
    var rows = new ArrayList<String>();
    portfolio
        .view()
        .forEach(
            Set.of("birds", "fish"),
            image ->
                rows.add(
                    image.tagged().name()
                        + " "
                        + image.status()
                        + (image.stale() ? " stale" : "")));
    return rows;
  }

  @Test
  void aRowIsUnscannedUntilItsImageIsJudgedAndAgainWhenItsTagMoves() throws Exception {
    place(ROBIN, ONE, "1", "2");
    assertThat(rows()).containsExactly("birds/robin:1 UNSCANNED", "birds/robin:2 UNSCANNED");
    judge(ROBIN, "1", ONE, false);
    assertThat(rows()).containsExactly("birds/robin:1 OK", "birds/robin:2 UNSCANNED");
    place(ROBIN, TWO, "1");
    assertThat(rows()).containsExactly("birds/robin:1 UNSCANNED", "birds/robin:2 UNSCANNED");
    judge(ROBIN, "1", ONE, true);
    assertThat(rows()).as("of the manifest that it named before").contains("birds/robin:2 OK");
    assertThat(rows()).contains("birds/robin:1 UNSCANNED");
  }

  @Test
  void whatIsSaidWhateverTheNameIsSaidOfEveryTagAndOfLaterOnes() throws Exception {
    place(ROBIN, ONE, "1");
    place(TROUT, ONE, "1");
    judge(ROBIN, "1", ONE, true);
    assertThat(rows()).containsExactly("birds/robin:1 OK", "fish/trout:1 OK");
    place(TROUT, ONE, "1", "2");
    assertThat(rows()).contains("fish/trout:2 OK");
  }

  @Test
  void whatIsJudgedBeforeItsRowIsMadeIsNotForgotten() throws Exception {
    judge(ROBIN, "1", ONE, false);
    judge(TROUT, "1", TWO, true);
    place(ROBIN, ONE, "1", "other");
    place(TROUT, TWO, "1");
    assertThat(rows())
        .containsExactly("birds/robin:1 OK", "birds/robin:other UNSCANNED", "fish/trout:1 OK");
  }

  @Test
  void anotherPolicyMakesARowStaleAndAnHourLaterUnscanned() throws Exception {
    place(ROBIN, ONE, "1");
    judge(ROBIN, "1", ONE, true);
    policy = "another";
    portfolio.refresh();
    assertThat(rows()).containsExactly("birds/robin:1 OK stale");
    assertThat(portfolio.view().known(Set.of("birds")).judged()).isZero();
    assertThat(portfolio.unjudged(10)).hasSize(1);
    clock.pass(Duration.ofMinutes(59));
    portfolio.refresh();
    assertThat(rows()).containsExactly("birds/robin:1 OK stale");
    clock.pass(Duration.ofMinutes(1));
    portfolio.refresh();
    assertThat(rows()).containsExactly("birds/robin:1 UNSCANNED");
    judge(ROBIN, "1", ONE, true);
    assertThat(rows()).containsExactly("birds/robin:1 OK");
    assertThat(portfolio.unjudged(10)).isEmpty();
  }

  @Test
  void whatIsDeletedGoesAndAWalkFindsWhatWasMissed() throws Exception {
    place(ROBIN, ONE, "1", "2");
    place(ROBIN, ONE, "1");
    assertThat(rows()).containsExactly("birds/robin:1 UNSCANNED");
    var walk = portfolio.walk();
    walk.take(image(TROUT, TWO, "1"));
    place(ROBIN, TWO, "3");
    walk.end();
    assertThat(rows()).containsExactly("birds/robin:3 UNSCANNED", "fish/trout:1 UNSCANNED");
    portfolio.place(ROBIN, TWO, Optional.empty());
    assertThat(rows()).containsExactly("fish/trout:1 UNSCANNED");
  }

  @Test
  void tagsBeyondTheLimitAreCountedAndNotListed() throws Exception {
    portfolio = portfolio(3);
    var walk = portfolio.walk();
    walk.take(image(ROBIN, ONE, "1", "2"));
    walk.take(image(TROUT, TWO, "1", "2", "3"));
    walk.end();
    assertThat(rows()).hasSize(3);
    assertThat(portfolio.view().known(Set.of("fish"))).isEqualTo(new PortfolioView.Known(3, 1, 0));
    place(ROBIN, TWO, "3");
    assertThat(rows())
        .containsExactly(
            "birds/robin:1 UNSCANNED", "birds/robin:2 UNSCANNED", "birds/robin:3 UNSCANNED");
  }

  @Test
  void whatCannotBeJudgedIsAskedForLessAndLessOften() throws Exception {
    place(ROBIN, ONE, "1");
    assertThat(portfolio.unjudged(10)).hasSize(1);
    assertThat(portfolio.unjudged(10)).isEmpty();
    clock.pass(Duration.ofSeconds(2));
    var again = portfolio.unjudged(10);
    assertThat(again).hasSize(1);
    clock.pass(Duration.ofSeconds(3));
    assertThat(portfolio.unjudged(10)).isEmpty();
    portfolio.noImage(again.getFirst());
    clock.pass(Duration.ofMinutes(2));
    assertThat(portfolio.unjudged(10)).isEmpty();
    assertThat(rows()).isEmpty();
  }
}
