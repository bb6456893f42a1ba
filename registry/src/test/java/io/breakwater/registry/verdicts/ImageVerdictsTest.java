package io.breakwater.registry.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.advisor.Exemption;
import io.breakwater.advisor.ImageScope;
import io.breakwater.advisor.Policy;
import io.breakwater.advisor.Verdict.Status;
import io.breakwater.image.Digest;
import io.breakwater.registry.Stores;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.verdicts.layers.IntakeOptions;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.PackageIndexing;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.images.Blob;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.Compression;
import io.breakwater.testkit.images.Damage;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.json.Json;
import io.breakwater.testkit.packages.DpkgStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of images that were pushed.
class ImageVerdictsTest {
  @TempDir Path folder;
  private Judging judging;

  @BeforeEach
  void open() throws Exception {
    judging = new Judging(folder, IntakeOptions.standard()).feeds(feeds("3.0.12-1"));
  }

  @AfterEach
  void close() {
    judging.close();
  }

  /// Another registry, without advisories, which reads layers from its store.
  private void elsewhere(String name) throws Exception {
    judging.close();
    judging =
        new Judging(
            Files.createDirectory(folder.resolve(name)), IntakeOptions.standard().withMemory(0));
  }

  private static FeedFolderBuilder feeds(String fixed) {
    return new FeedFolderBuilder().debianFixed("openssl", "CVE-2026-1", "bookworm", fixed);
  }

  private static LayerBuilder debian(String openssl) {
    return new LayerBuilder()
        .file(
            "etc/os-release",
            "PRETTY_NAME=\"Debian 12\"\nID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n")
        .file(DpkgStatus.PATH, new DpkgStatus().add("openssl", openssl, "amd64").render());
  }

  private static ImageBuilder image(String openssl) {
    return new ImageBuilder().layer(debian(openssl), "bootstrap").user("app");
  }

  private static final String OLD = "3.0.11-1";
  private static final String NEW = "3.0.12-1";

  private Optional<ImageVerdict> pushed(Built built, String reference) throws Exception {
    var pushed = judging.push(built, reference);
    return judging.verdicts().pushed(Judging.ROBIN, Reference.parse(reference), pushed.digest());
  }

  private static Status status(Optional<ImageVerdict> verdict) {
    return verdict.orElseThrow().verdict().status();
  }

  private static String reason(Optional<ImageVerdict> verdict) {
    return verdict.orElseThrow().verdict().reasons().getFirst().code();
  }

  @Test
  void theVerdictIsThereWhenThePushReturns() throws Exception {
    var failing = pushed(image(OLD).build(), "old");
    assertThat(status(failing)).isEqualTo(Status.FAIL);
    assertThat(failing.orElseThrow().counts().issues()).isEqualTo(1);
    var fine = pushed(image(NEW).build(), "new");
    assertThat(fine.orElseThrow().counts().issues()).isZero();
    assertThat(status(fine)).isEqualTo(Status.OK);
    assertThat(judging.blobs().opened()).as("configurations only").isLessThanOrEqualTo(2);
  }

  @Test
  void dockersSchema2IsJudgedLikeOci() throws Exception {
    assertThat(status(pushed(image(OLD).dockerMediaTypes().build(), "d"))).isEqualTo(Status.FAIL);
    assertThat(status(pushed(image(NEW).dockerMediaTypes().build(), "e"))).isEqualTo(Status.OK);
  }

  @Test
  void anIndexIsAsBadAsItsWorstPlatformAndAttestationsAreNone() throws Exception {
    var bad = image(OLD).platform("linux", "arm64");
    var good = image(NEW);
    var index = new IndexBuilder().add(good).add(bad).attestation(good.build().digest()).build();
    var verdict = pushed(index, "multi");
    assertThat(status(verdict)).isEqualTo(Status.FAIL);
    assertThat(verdict.orElseThrow().counts().issues()).isEqualTo(1);
    var fine = new IndexBuilder().add(good).attestation(good.build().digest()).build();
    assertThat(status(pushed(fine, "fine"))).isEqualTo(Status.OK);
  }

  @Test
  void artifactsAreNotJudged() throws Exception {
    assertThat(pushed(artifact("application/vnd.dev.cosign.artifact.sig.v1+json"), "sig"))
        .isEmpty();
    assertThat(pushed(artifact("application/vnd.cncf.helm.config.v1+json"), "chart")).isEmpty();
  }

  private static Built artifact(String configType) {
    var config = Blob.of(configType, Stores.bytes("{}"));
    var content = Blob.of("application/tar+gzip", debian(OLD).build(Compression.GZIP).bytes());
    return manifest(config, content);
  }

  private static Built manifest(Blob config, Blob layer) {
    var type = "application/vnd.oci.image.manifest.v1+json";
    var document =
        Json.object(
            "schemaVersion",
            2,
            "mediaType",
            type,
            "config",
            Json.object(
                "mediaType", config.mediaType(), "digest", config.digest(), "size", config.size()),
            "layers",
            List.of(
                Json.object(
                    "mediaType",
                    layer.mediaType(),
                    "digest",
                    layer.digest(),
                    "size",
                    layer.size())));
    return new Built(Blob.of(type, Json.bytes(document)), null, List.of(config, layer), List.of());
  }

  @Test
  void whatBuildKitSaysOfAnImageIsNone() throws Exception {
    var statement = Blob.of("application/vnd.in-toto+json", Stores.bytes("{\"a\":1}"));
    var config =
        Json.object(
            "architecture",
            "unknown",
            "os",
            "unknown",
            "config",
            Json.object(),
            "rootfs",
            Json.object("type", "layers", "diff_ids", List.of(statement.digest())));
    var blob = Blob.of("application/vnd.oci.image.config.v1+json", Json.bytes(config));
    assertThat(pushed(manifest(blob, statement), "statement")).isEmpty();
    // Whoever calls an archive so does not hide it.
    var hidden =
        Blob.of(
            "application/vnd.oci.image.layer.v1.tar+gzip",
            debian(OLD).build(Compression.GZIP).bytes());
    assertThat(status(pushed(manifest(blob, hidden), "hidden"))).isEqualTo(Status.INCOMPLETE);
  }

  @Test
  void aForeignLayerIsNotKnownAndNeverClean() throws Exception {
    var foreign = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
    var built =
        image(NEW)
            .layer(new LayerBuilder().file("windows", "x"))
            .damage(1, new Damage.MediaType(foreign))
            .damage(1, new Damage.Missing())
            .build();
    var verdict = pushed(built, "foreign");
    assertThat(status(verdict)).isEqualTo(Status.INCOMPLETE);
    assertThat(reason(verdict)).isEqualTo("layer-missing");
  }

  @Test
  void anotherDiffIdThanTheConfigurationsIsNeverClean() throws Exception {
    var wrong = "sha256:" + "0".repeat(64);
    for (var compression : List.of(Compression.GZIP, Compression.NONE)) {
      var built =
          new ImageBuilder()
              .layer(debian(NEW).build(compression))
              .damage(0, new Damage.WrongDiffId(wrong))
              .build();
      var verdict = pushed(built, "wrong-" + compression.name().toLowerCase(Locale.ROOT));
      assertThat(status(verdict)).isEqualTo(Status.INCOMPLETE);
      assertThat(reason(verdict)).isEqualTo("layer-diff-id-mismatch");
    }
  }

  @Test
  void damagedLayersAreAcceptedAndNeverClean() throws Exception {
    var layer = debian(NEW).build(Compression.GZIP);
    var cut = layer.cutAt(layer.bytes().length - 20);
    var verdict = pushed(new ImageBuilder().layer(cut).build(), "cut");
    assertThat(status(verdict)).isEqualTo(Status.INCOMPLETE);
    assertThat(reason(verdict)).isEqualTo("layer-truncated");
  }

  @Test
  void withoutAdvisoriesNothingIsClean() throws Exception {
    elsewhere("other");
    var verdict = pushed(image(NEW).build(), "new");
    assertThat(status(verdict)).isEqualTo(Status.INCOMPLETE);
    assertThat(reason(verdict)).isEqualTo("no-advisories");
    assertThat(verdict.orElseThrow().verdict().reasons().getFirst().next())
        .contains("feeds update");

    judging.feeds(feeds(NEW));
    assertThat(status(pushed(image(NEW).build(), "new"))).isEqualTo(Status.OK);
  }

  @Test
  void newAdvisoriesChangeWhatIsSaidOfImagesThatAreThere() throws Exception {
    var pushed = judging.push(image(NEW).build(), "new");
    var asked = Reference.parse("new");
    var verdicts = judging.verdicts();
    assertThat(status(verdicts.of(Judging.ROBIN, asked, pushed.digest()))).isEqualTo(Status.OK);
    judging.feeds(feeds("3.0.13-1"));
    assertThat(status(verdicts.of(Judging.ROBIN, asked, pushed.digest()))).isEqualTo(Status.FAIL);
    judging.feeds(feeds(NEW));
    assertThat(status(verdicts.of(Judging.ROBIN, asked, pushed.digest()))).isEqualTo(Status.OK);
  }

  @Test
  void anExemptionOfATagHoldsForThatTagOnly() throws Exception {
    judging.policy(exempt("birds/robin:blessed", null), "1");
    var built = image(OLD).build();
    var warned = pushed(built, "blessed");
    assertThat(status(warned)).isEqualTo(Status.WARN);
    assertThat(warned.orElseThrow().counts().issues()).isZero();
    assertThat(status(pushed(built, "plain"))).isEqualTo(Status.FAIL);
    assertThat(status(pushed(built, "blessed"))).isEqualTo(Status.WARN);
    var byDigest = Reference.parse(built.digest());
    var digest = judging.push(built, "plain").digest();
    assertThat(status(judging.verdicts().of(Judging.ROBIN, byDigest, digest)))
        .isEqualTo(Status.FAIL);
  }

  @Test
  void anotherPolicyIsSeenAtOnce() throws Exception {
    var built = image(OLD).build();
    assertThat(status(pushed(built, "1"))).isEqualTo(Status.FAIL);
    judging.policy(exempt("*", null), "2");
    assertThat(status(pushed(built, "1"))).isEqualTo(Status.WARN);
    judging.policy(Policy.DEFAULT, "3");
    assertThat(status(pushed(built, "1"))).isEqualTo(Status.FAIL);
  }

  @Test
  void whatIsKeptInMemoryEndsWithTheDayAndWithEachExemption() {
    var now = Instant.parse("2026-05-01T10:00:00Z");
    assertThat(ExemptionNames.until(Policy.DEFAULT, now))
        .isEqualTo(Instant.parse("2026-05-02T00:00:00Z"));
    var soon = now.plus(Duration.ofMinutes(5));
    assertThat(ExemptionNames.until(exempt("*", soon), now)).isEqualTo(soon);
    var late = now.plus(Duration.ofDays(5));
    assertThat(ExemptionNames.until(exempt("*", late), now))
        .isEqualTo(Instant.parse("2026-05-02T00:00:00Z"));
    assertThat(ExemptionNames.until(exempt("*", now), now))
        .isEqualTo(Instant.parse("2026-05-02T00:00:00Z"));
  }

  private static Policy exempt(String scope, @Nullable Instant expires) {
    var exemption =
        new Exemption(
            Exemption.Type.CVE,
            "CVE-2026-1",
            List.of(),
            List.of(ImageScope.parse(scope)),
            List.of(),
            List.of(),
            List.of(),
            "ann",
            "not reachable",
            null,
            null,
            null,
            expires,
            false,
            null);
    return Policy.DEFAULT.withExemptions(List.of(exemption));
  }

  @Test
  void layersThatAreStillReadMakeAnImageUnscannedAndNeverClean() throws Exception {
    elsewhere("slow");
    judging.feeds(feeds(NEW));
    var gate = judging.blobs().shutForWorkers();
    var pushed = judging.push(image(NEW).build(), "slow");
    var impatient = judging.impatient();
    var early = impatient.of(Judging.ROBIN, Reference.parse("slow"), pushed.digest());
    assertThat(status(early)).isEqualTo(Status.UNSCANNED);
    assertThat(reason(early)).isEqualTo("inventory-pending");
    gate.countDown();
    assertThat(
            status(
                judging.verdicts().pushed(Judging.ROBIN, Reference.parse("slow"), pushed.digest())))
        .isEqualTo(Status.OK);
  }

  @Test
  void aStoreThatIsAwayFailsNeitherPushNorPullAndIsNeverClean() throws Exception {
    elsewhere("away");
    judging.feeds(feeds(NEW));
    judging.blobs().refuse(true);
    var verdict = pushed(image(NEW).build(), "away");
    assertThat(status(verdict)).isEqualTo(Status.INCOMPLETE);
    assertThat(reason(verdict)).startsWith("storage-");
    judging.blobs().refuse(false);
    assertThat(status(again("away"))).isEqualTo(Status.OK);
  }

  private Optional<ImageVerdict> again(String tag) throws Exception {
    var digest = judging.push(image(NEW).build(), tag).digest();
    return judging.another().of(Judging.ROBIN, Reference.parse(tag), digest);
  }

  @Test
  void afterARestartInventoriesAreNotMadeAgain() throws Exception {
    var built = image(OLD).build();
    assertThat(status(pushed(built, "1"))).isEqualTo(Status.FAIL);
    judging.writes().flush();
    judging.close();
    judging = new Judging(folder, IntakeOptions.standard());
    judging.advisories().refresh();
    var digest = Digest.parse(built.digest());
    assertThat(status(judging.verdicts().of(Judging.ROBIN, Reference.parse("1"), digest)))
        .isEqualTo(Status.FAIL);
    assertThat(judging.blobs().opened()).as("the configuration").isEqualTo(1);
  }

  @Test
  void theImageIsFoundByWhatItHolds() throws Exception {
    var built = image(OLD).build();
    assertThat(status(pushed(built, "1"))).isEqualTo(Status.FAIL);
    assertThat(status(pushed(image(NEW).build(), "2"))).isEqualTo(Status.OK);
    judging.writes().flush();
    PackageIndexing.run(judging.stores().metadata(), 100);
    var found =
        judging
            .stores()
            .metadata()
            .read(
                tx -> {
                  var packages = tx.packages().page(0, 100);
                  assertThat(packages).hasSize(2);
                  var old = packages.getFirst();
                  assertThat(PackageCoordinates.parse(old.coordinates()).version()).isEqualTo(OLD);
                  return tx.manifests().places(tx.packages().images(old, 0, 10));
                });
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().digest().toString()).isEqualTo(built.digest());
  }

  @Test
  void aManifestThatIsNotThereIsNeverCleanAndNoArtifact() throws Exception {
    var nowhere = Stores.sha256(Stores.bytes("nowhere"));
    var verdict =
        judging.verdicts().of(Judging.ROBIN, Reference.parse(nowhere.toString()), nowhere);
    assertThat(status(verdict)).isEqualTo(Status.INCOMPLETE);
  }

  @Test
  void aReportIsNotMadeOfWhatCannotBeRead() throws Exception {
    elsewhere("away");
    judging.feeds(feeds(NEW));
    var pushed = judging.push(image(NEW).build(), "away");
    judging.blobs().refuse(true);
    assertThatThrownBy(
            () ->
                judging
                    .another()
                    .assessment(Judging.ROBIN, Reference.parse("away"), pushed.digest()))
        .isInstanceOf(StoreException.class);
  }
}
