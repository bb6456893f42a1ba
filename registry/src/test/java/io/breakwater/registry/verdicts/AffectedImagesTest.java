package io.breakwater.registry.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Digest;
import io.breakwater.registry.Stores;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.verdicts.AffectedImages.ChangedPackage;
import io.breakwater.registry.verdicts.layers.IntakeOptions;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.ApkInstalled;
import io.breakwater.testkit.packages.DpkgStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// New advisories lead to the images that they concern, and to no others.
class AffectedImagesTest {
  @TempDir Path folder;
  private Judging judging;
  private AffectedImages affected;

  @BeforeEach
  void open() throws Exception {
    judging = new Judging(folder, IntakeOptions.standard());
    affected = new AffectedImages(judging.stores().metadata());
    judging.feeds(feeds());
    push("old", debian("3.0.11-1"));
    push("new", debian("3.0.15-1"));
    push(
        "alpine",
        new LayerBuilder()
            .file("etc/os-release", "ID=alpine\nVERSION_ID=3.20.3\n")
            .file(
                ApkInstalled.PATH,
                new ApkInstalled().add("openssl", "3.0.11-r0", "x86_64").render()));
    judging.writes().flush();
  }

  @AfterEach
  void close() {
    judging.close();
  }

  private static FeedFolderBuilder feeds() {
    return new FeedFolderBuilder()
        .debianFixed("zlib", "CVE-2026-9", "bookworm", "2")
        .debianFixed("openssl", "CVE-2026-8", "bookworm", "3.0.12-1")
        .alpine("v3.20", "main", "musl", "1-r0", "CVE-2026-1");
  }

  private static LayerBuilder debian(String openssl) {
    return new DpkgStatus()
        .add("libssl3", openssl, "amd64")
        .source("openssl")
        .add("bash", "5.2", "amd64")
        .bookworm();
  }

  private void push(String tag, LayerBuilder layer) throws Exception {
    var pushed = judging.push(new ImageBuilder().layer(layer).build(), tag);
    assertThat(judging.verdicts().pushed(Judging.ROBIN, Reference.parse(tag), pushed.digest()))
        .isPresent();
  }

  private List<ChangedPackage> changed(FeedFolderBuilder next) throws Exception {
    var before = judging.advisories().database().orElseThrow();
    judging.feeds(next);
    var now = judging.advisories().database().orElseThrow();
    var changed = new ArrayList<ChangedPackage>();
    affected.packages(before, now, Stores.CLOCK.instant(), changed::add);
    return changed;
  }

  @Test
  void aNewFixConcernsTheVersionsBeforeItOnly() throws Exception {
    var changed = changed(feeds().debianFixed("openssl", "CVE-2026-10", "bookworm", "3.0.13-1"));
    assertThat(changed).hasSize(1);
    var one = changed.getFirst();
    assertThat(one.coordinates().name()).isEqualTo("libssl3");
    assertThat(one.coordinates().version()).isEqualTo("3.0.11-1");
    assertThat(one.appeared()).containsExactly("CVE-2026-10");
    assertThat(one.gone()).isEmpty();
    var images = affected.images(one.interned(), 0, 10);
    assertThat(images.places()).hasSize(1);
    assertThat(images.places().getFirst().repository().name()).isEqualTo("birds/robin");
    assertThat(images.last()).isZero();
  }

  @Test
  void aWithdrawnRowConcernsWhoHadIt() throws Exception {
    var changed =
        changed(
            new FeedFolderBuilder()
                .debianFixed("zlib", "CVE-2026-9", "bookworm", "2")
                .alpine("v3.20", "main", "musl", "1-r0", "CVE-2026-1"));
    assertThat(changed).hasSize(1);
    assertThat(changed.getFirst().gone()).containsExactly("CVE-2026-8");
    assertThat(changed.getFirst().appeared()).isEmpty();
  }

  @Test
  void rowsOfAnotherReleaseOrOfNobodysPackagesConcernNobody() throws Exception {
    assertThat(changed(feeds().debianFixed("openssl", "CVE-2026-11", "trixie", "99"))).isEmpty();
    assertThat(changed(feeds().debianFixed("curl", "CVE-2026-12", "bookworm", "99"))).isEmpty();
  }

  @Test
  void anAlpinePackageIsFoundByItsBranch() throws Exception {
    var changed = changed(feeds().alpine("v3.20", "main", "openssl", "3.0.12-r0", "CVE-2026-13"));
    assertThat(changed).hasSize(1);
    assertThat(changed.getFirst().coordinates().releaseVersion()).isEqualTo("3.20");
  }

  @Test
  void imagesArePaged() throws Exception {
    var changed = changed(feeds().debianFixed("bash", "CVE-2026-14", "bookworm", "99"));
    assertThat(changed).hasSize(1);
    var bash = changed.getFirst().interned();
    var first = affected.images(bash, 0, 1);
    var second = affected.images(bash, first.last(), 1);
    assertThat(first.places()).hasSize(1).doesNotContainAnyElementsOf(second.places());
    assertThat(second.places()).hasSize(1);
    assertThat(affected.images(bash, second.last(), 1).places()).isEmpty();
  }

  @Test
  void theTagsOfImagesAndIndexesThatHoldWhatChangedAreFoundOnce() throws Exception {
    var image = new ImageBuilder().layer(debian("3.0.10-1"));
    var index = new IndexBuilder().add(image).build();
    var pushed = judging.push(index, "multi");
    for (var child : index.manifests()) {
      judging.put(child, "one");
      judging.put(child, "two");
      var digest = Digest.parse(child.digest());
      assertThat(judging.verdicts().pushed(Judging.ROBIN, Reference.parse("one"), digest))
          .isPresent();
    }
    judging.put(index.root(), "other");
    judging.writes().flush();
    var before = judging.advisories().database().orElseThrow();
    judging.feeds(
        feeds()
            .debianFixed("openssl", "CVE-2026-10", "bookworm", "3.0.11-1")
            .debianFixed("bash", "CVE-2026-11", "bookworm", "5.3"));
    var now = judging.advisories().database().orElseThrow();
    var tags = new ArrayList<String>();
    affected.tags(
        before,
        now,
        Stores.CLOCK.instant(),
        tag -> {
          assertThat(tag.repository()).isEqualTo(Judging.ROBIN);
          tags.add(tag.tag().toString());
        });
    assertThat(tags).containsOnlyOnce("one", "two", "multi", "other").hasSize(6);
    assertThat(pushed.digest()).hasToString(index.digest());
    affected.tags(now, now, Stores.CLOCK.instant(), tag -> tags.clear());
    assertThat(tags).as("nothing changed").hasSize(6);
  }
}
