package io.breakwater.registry.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.advisor.Advisor;
import io.breakwater.advisor.Assessment;
import io.breakwater.advisor.ImageSubject;
import io.breakwater.advisor.Policy;
import io.breakwater.image.Digest;
import io.breakwater.image.Platform;
import io.breakwater.image.source.ImageLocation;
import io.breakwater.image.source.ImageSource;
import io.breakwater.image.source.PlatformChoice;
import io.breakwater.image.source.SourceOptions;
import io.breakwater.inventory.ImageInventories;
import io.breakwater.registry.Stores;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.verdicts.layers.IntakeOptions;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A pushed image is judged as a scan of the same image judges it.
class RealVerdictsTest {
  @TempDir Path folder;

  /// Old enough versions are fixed in feeds of our own.
  private static FeedFolderBuilder feeds() {
    var feeds = new FeedFolderBuilder();
    for (var branch : List.of("v3.6", "v3.10", "v3.14", "v3.18", "v3.20")) {
      feeds.alpine(branch, "main", "busybox", "99-r0", "CVE-2026-1", "CVE-2026-2");
      feeds.alpine(branch, "main", "musl", "99-r0", "CVE-2026-3");
    }
    for (var release : List.of("bookworm", "trixie", "bullseye")) {
      feeds.debianFixed("openssl", "CVE-2026-4", release, "99:1");
      feeds.debianFixed("nginx", "CVE-2026-5", release, "99:1");
      feeds.debianOpen("glibc", "CVE-2026-6", release);
    }
    return feeds;
  }

  @ParameterizedTest
  @ValueSource(strings = {"oci", "oci-multiarch", "oci-zstd"})
  void theRegistrySaysWhatAScanSays(String name) throws Exception {
    var layout =
        new OciFolder(Path.of(System.getProperty("breakwater.shared", "/absent"), "images", name));
    assumeTrue(
        Files.isDirectory(layout.folder()), "skipped: the layout images/" + name + " of real data");
    try (var judging = new Judging(folder, IntakeOptions.standard()).feeds(feeds())) {
      var seen = new HashSet<String>();
      for (var tag : layout.tags().entrySet()) {
        var pushed = judging.pushLayout(layout, tag.getValue(), tag.getKey());
        var asked = Reference.parse(tag.getKey());
        var assessed =
            judging.verdicts().assessment(Judging.ROBIN, asked, pushed.digest()).orElseThrow();
        var scanned = scan(layout.folder(), tag.getKey(), judging);

        assertThat(assessed.platforms().stream().map(one -> described(one.assessment())).toList())
            .as(tag.getKey())
            .isEqualTo(scanned.stream().map(RealVerdictsTest::described).toList());
        assertThat(judging.verdicts().of(Judging.ROBIN, asked, pushed.digest()))
            .contains(assessed.verdict(Stores.CLOCK.instant()));
        seen.add(assessed.verdict(Stores.CLOCK.instant()).verdict().status().name());
      }
      assertThat(seen).contains("FAIL");
    }
  }

  private static List<Assessment> scan(Path layout, String tag, Judging judging) throws Exception {
    var options = SourceOptions.of(layout).withPlatform(new PlatformChoice.All());
    var assessments = new ArrayList<Assessment>();
    try (var opened = ImageSource.open(ImageLocation.parse("oci:" + layout + ":" + tag), options)) {
      var inventories = new ImageInventories(ImageInventories.Options.standard());
      for (var image : opened.images()) {
        Set<Digest> digests = new LinkedHashSet<>();
        image.manifestDigest().ifPresent(digests::add);
        opened.indexDigest().ifPresent(digests::add);
        var subject =
            ImageSubject.UNNAMED
                .withDigests(digests)
                .withArchitecture(image.platform().map(Platform::architecture).orElse(null));
        assessments.add(
            Advisor.assess(
                inventories.read(image),
                judging.advisories().current(),
                Policy.DEFAULT,
                subject,
                Stores.CLOCK.instant()));
      }
    }
    return assessments;
  }

  /// Everything that a report shows.
  private static List<Object> described(Assessment assessment) {
    return List.of(
        assessment.verdict(),
        assessment.counts(),
        Optional.ofNullable(assessment.os()),
        assessment.packages(),
        assessment.gaps(),
        assessment.findings().stream().map(one -> one.installed() + " " + one.cve()).toList(),
        assessment.configurationIssues(),
        assessment.checks(),
        assessment.warnings());
  }
}
