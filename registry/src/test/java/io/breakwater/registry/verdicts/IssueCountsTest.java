package io.breakwater.registry.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.ImageScope;
import io.breakwater.advisor.Policy;
import io.breakwater.registry.Stores;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.verdicts.layers.IntakeOptions;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two packages of one source that have two CVEs, and a user without a password.
class IssueCountsTest {
  @TempDir Path folder;
  private Judging judging;

  @BeforeEach
  void open() throws Exception {
    judging =
        new Judging(folder, IntakeOptions.standard())
            .feeds(
                new FeedFolderBuilder()
                    .debianFixed("openssl", "CVE-2026-1", "bookworm", "3.0.12-1")
                    .debianFixed("openssl", "CVE-2026-2", "bookworm", "3.0.12-1"));
  }

  @AfterEach
  void close() {
    judging.close();
  }

  private IssueCounts counts(Exemption... exemptions) throws Exception {
    judging.policy(Policy.DEFAULT.withExemptions(List.of(exemptions)), "" + exemptions.length);
    var packages =
        new DpkgStatus()
            .add("openssl", "3.0.11-1", "amd64")
            .add("libssl3", "3.0.11-1", "amd64")
            .source("openssl");
    var layer = packages.bookworm().file("etc/shadow", "ann::19000:0:99999:7:::\n");
    var pushed = judging.push(new ImageBuilder().layer(layer, "x").user("app").build(), "1");
    var verdict =
        judging
            .verdicts()
            .pushed(Judging.ROBIN, Reference.parse("1"), pushed.digest())
            .orElseThrow();
    assertThat(verdict.scanned()).isEqualTo(Stores.CLOCK.instant());
    return verdict.counts();
  }

  private static Exemption exempt(Exemption.Type type, String id) {
    return new Exemption(
        type,
        id,
        List.of(),
        List.of(ImageScope.parse("*")),
        List.of(),
        List.of(),
        List.of(),
        "ann",
        "not reachable",
        null,
        null,
        null,
        null,
        false,
        null);
  }

  @Test
  void aCveCountsOnceHoweverManyPackagesHaveIt() throws Exception {
    var counts = counts();
    assertThat(counts).isEqualTo(new IssueCounts(2, 0, 1, 0, 5));
    assertThat(counts.issues()).isEqualTo(3);
    assertThat(counts.exempt()).isZero();
  }

  @Test
  void whatIsExemptIsCountedApart() throws Exception {
    var one = exempt(Exemption.Type.CVE, "CVE-2026-1");
    assertThat(counts(one)).isEqualTo(new IssueCounts(1, 1, 1, 0, 3));
    var configuration = exempt(Exemption.Type.CONFIGURATION, "*");
    var most = counts(one, configuration);
    assertThat(most).isEqualTo(new IssueCounts(1, 1, 0, 1, 2));
    assertThat(most.issues()).isEqualTo(1);
    assertThat(most.exempt()).isEqualTo(2);
    var all = counts(one, configuration, exempt(Exemption.Type.CVE, "CVE-2026-2"));
    assertThat(all).isEqualTo(new IssueCounts(0, 2, 0, 1, 0));
  }

  @Test
  void aNumberOfIssuesIsNotNegative() {
    assertThatThrownBy(() -> new IssueCounts(0, -1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
