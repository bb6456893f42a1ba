package io.breakwater.assessments;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Verdict;
import io.breakwater.advisor.Verdict.Status;
import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.images.ImagePage;
import io.breakwater.registry.images.ImageQuery;
import io.breakwater.registry.images.ListedImage;
import io.breakwater.registry.images.ManifestKind;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.IssueCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// All images of an account, and what is said of those that nothing is known of.
class AccountReportsTest {
  private static final ImageQuery ALL = new ImageQuery(List.of(), Optional.empty(), true, true);
  private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");
  private final AtomicLong nanos = new AtomicLong();
  private int judged;

  private static ListedImage image(int number, String... tags) throws RegistryException {
    var names = new ArrayList<TagName>();
    for (var tag : tags) {
      names.add(TagName.parse(tag));
    }
    return new ListedImage(
        RepositoryName.parse("birds/robin"),
        Digest.parse("sha256:" + Integer.toString(number).repeat(64)),
        ManifestKind.OCI_MANIFEST,
        ManifestKind.OCI_MANIFEST.mediaType(),
        names,
        Optional.empty(),
        1,
        Map.of(),
        List.of(),
        NOW,
        Optional.empty());
  }

  private static ImageVerdict verdict(Status status) {
    var reason = new Verdict.Reason("test", "test", "");
    return new ImageVerdict(new Verdict(status, List.of(reason)), IssueCounts.NONE, NOW);
  }

  /// Each judgement takes 400 ms; of images of odd numbers there is one in memory.
  private AccountReports reports(AccountReports.Images images) {
    return new AccountReports(
        images,
        (_, _, manifest) ->
            manifest.hex().charAt(0) % 2 == 1
                ? Optional.of(verdict(Status.WARN))
                : Optional.empty(),
        (_, _, _) -> {
          judged++;
          nanos.addAndGet(Duration.ofMillis(400).toNanos());
          return Optional.of(verdict(Status.FAIL));
        },
        InstantSource.fixed(NOW),
        nanos::get);
  }

  @Test
  void eachTagOfEachImageOfEachPageIsHandedOut() throws Exception {
    var pages =
        Map.of(
            "", new ImagePage(List.of(image(1, "a", "b")), Optional.of("more")),
            "more", new ImagePage(List.of(), Optional.of("last")),
            "last", new ImagePage(List.of(image(2, "c"), image(3)), Optional.empty()));
    var names = new ArrayList<String>();

    reports((_, place, _) -> Objects.requireNonNull(pages.get(place.orElse(""))))
        .each(ALL, one -> names.add(one.name()));

    assertThat(names).containsExactly("birds/robin:a", "birds/robin:b", "birds/robin:c");
  }

  @Test
  void whatIsNotInMemoryIsJudgedForASecondAndUnscannedAfterwards() throws Exception {
    var images =
        List.of(
            image(2, "2"),
            image(1, "1"),
            image(4, "4"),
            image(6, "6"),
            image(8, "8"),
            image(3, "3"));
    var reports = reports((_, _, _) -> new ImagePage(images, Optional.empty()));
    var looks = reports.looks();
    var told = new ArrayList<Status>();

    reports.each(ALL, one -> told.add(looks.at(one).verdict().status()));

    assertThat(told)
        .containsExactly(
            Status.FAIL, Status.WARN, Status.FAIL, Status.FAIL, Status.UNSCANNED, Status.WARN);
    assertThat(judged).isEqualTo(3);
  }
}
