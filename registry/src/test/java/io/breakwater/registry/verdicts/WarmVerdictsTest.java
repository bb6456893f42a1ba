package io.breakwater.registry.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Verdict.Status;
import io.breakwater.image.Digest;
import io.breakwater.registry.MovingClock;
import io.breakwater.registry.Stores;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.verdicts.layers.IntakeOptions;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmVerdictsTest {
  @TempDir Path folder;
  private final MovingClock clock = new MovingClock(Stores.CLOCK.instant());
  private final List<String> told = new ArrayList<>();
  private Judging judging;
  private ImageVerdicts verdicts;

  @BeforeEach
  void open() throws Exception {
    judging = new Judging(folder, IntakeOptions.standard()).feeds(feeds("3.0.12-1"));
    verdicts =
        judging.another(
            judgement ->
                told.add(judgement.asked() + " " + judgement.verdict().verdict().status()));
  }

  @AfterEach
  void close() {
    judging.close();
  }

  private static FeedFolderBuilder feeds(String fixed) {
    return new FeedFolderBuilder().debianFixed("openssl", "CVE-2026-1", "bookworm", fixed);
  }

  private Digest push(String openssl, String... tags) throws Exception {
    var layer = new DpkgStatus().add("openssl", openssl, "amd64").bookworm();
    var built = new ImageBuilder().layer(layer, "x").user("app").build();
    var digest = judging.push(built, built.digest()).digest();
    for (var tag : tags) {
      judging.put(built.root(), tag);
    }
    return digest;
  }

  private Optional<Status> known(String tag, Digest digest) throws Exception {
    return verdicts
        .known(Judging.ROBIN, Reference.parse(tag), digest)
        .map(one -> one.verdict().status());
  }

  private WarmVerdicts warm() {
    return new WarmVerdicts(judging.stores().metadata(), verdicts, clock, 1_000);
  }

  @Test
  void whatIsSaidOfTaggedImagesIsKnownAfterTheStartAndAfterEachChange() throws Exception {
    var old = push("3.0.11-1", "old", "older");
    var fine = push("3.0.12-1", "new");
    var untagged = push("3.0.10-1");
    assertThat(known("old", old)).as("nobody looked yet").isEmpty();
    var warm = warm();
    assertThat(warm.run(() -> false)).isEqualTo(2);
    assertThat(known("old", old)).contains(Status.FAIL);
    assertThat(known("older", old)).contains(Status.FAIL);
    assertThat(known("new", fine)).contains(Status.OK);
    assertThat(known(untagged.toString(), untagged)).isEmpty();
    assertThat(told).containsExactly("old FAIL", "new OK");
    assertThat(warm.run(() -> false)).as("nothing changed").isZero();

    judging.feeds(feeds("3.0.13-1"));
    assertThat(known("new", fine)).as("by other advisories").isEmpty();
    warm.changed();
    assertThat(warm.run(() -> false)).isEqualTo(2);
    assertThat(known("new", fine)).contains(Status.FAIL);

    judging.policy(Policy.DEFAULT, "another");
    assertThat(known("new", fine)).as("by another policy").isEmpty();
    clock.pass(Duration.ofHours(1));
    assertThat(warm.run(() -> false)).as("looked at again, whoever forgot to say so").isEqualTo(2);
    assertThat(known("new", fine)).contains(Status.FAIL);
  }

  @Test
  void aPassThatIsStoppedIsMadeUpFor() throws Exception {
    push("3.0.11-1", "old");
    push("3.0.12-1", "new");
    var warm = warm();
    var looks = new ArrayList<Integer>();
    assertThat(warm.run(() -> looks.add(1) && looks.size() > 1)).isEqualTo(1);
    assertThat(warm.run(() -> false)).isEqualTo(1);
  }

  @Test
  void whatIsKnownIsNotTold() throws Exception {
    var digest = push("3.0.11-1", "old");
    verdicts.pushed(Judging.ROBIN, Reference.parse("old"), digest);
    verdicts.of(Judging.ROBIN, Reference.parse("old"), digest);
    verdicts.known(Judging.ROBIN, Reference.parse("old"), digest);
    assertThat(told).containsExactly("old FAIL");
  }
}
