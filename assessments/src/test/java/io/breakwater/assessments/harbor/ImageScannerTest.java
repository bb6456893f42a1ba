package io.breakwater.assessments.harbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.breakwater.accounts.AccountId;
import io.breakwater.advisor.Policy;
import io.breakwater.image.remote.RegistryOptions;
import io.breakwater.registry.verdicts.CurrentAdvisories;
import io.breakwater.testkit.images.Blob;
import io.breakwater.testkit.images.Built;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.IndexBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.registry.Auth;
import io.breakwater.testkit.registry.FakeRegistry;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Images that are pulled from a registry with the credentials that Harbor sent.
class ImageScannerTest {
  private static final Built IMAGE =
      new ImageBuilder()
          .platform("linux", "amd64")
          .layer(new LayerBuilder().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n"))
          .build();

  private final FakeRegistry registry = FakeRegistry.start().add("library/app", "1", IMAGE);
  private final ImageScanner scanner =
      new ImageScanner(
          new RegistryOptions(
              false, Map.of(), Map.of(), 2, Duration.ofMillis(1), Duration.ofSeconds(5)),
          () -> CurrentAdvisories.NONE,
          () -> Policy.DEFAULT,
          () -> Instant.parse("2026-01-01T00:00:00Z"),
          "1.2.3");

  @AfterEach
  void stop() {
    registry.close();
  }

  private ScanRequest request(String authorization, String digest) throws Exception {
    return Sent.parse(Sent.body("http://" + registry.host(), authorization, "library/app", digest));
  }

  private Map<ReportKind, Outcome> scan(String authorization) throws Exception {
    return scanner.scan(request(authorization, IMAGE.root().digest()));
  }

  private String failure(String authorization, String digest) throws Exception {
    var request = request(authorization, digest);
    return catchThrowableOfType(ScanFailure.class, () -> scanner.scan(request)).told();
  }

  private static String layer() {
    return IMAGE.blobs().stream()
        .filter(blob -> blob.mediaType().contains("layer"))
        .map(Blob::digest)
        .findFirst()
        .orElseThrow();
  }

  private static String text(@Nullable Outcome outcome) throws Exception {
    var bytes = new ByteArrayOutputStream();
    if (!(outcome instanceof Outcome.Written written)) {
      throw new AssertionError("no report: " + outcome);
    }
    written.writeTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aNameAndAPasswordAreSentWhereTheRegistryAsksForThem() throws Exception {
    registry.auth(new Auth.Basic("robot$scan", "secret"));

    var reports = scan(Sent.basic("robot$scan", "secret"));

    assertThat(reports).containsOnlyKeys(ReportKind.values());
    assertThat(text(reports.get(ReportKind.SPDX)))
        .startsWith("{\"generated_at\":\"2026-01-01T00:00:00Z\",\"artifact\":{")
        .contains("\"media_type\":\"application/spdx+json\",\"sbom\":{");
  }

  @Test
  void theyAreExchangedForATokenWhereItWantsOne() throws Exception {
    registry.auth(new Auth.Bearer("robot$scan", "secret"));

    assertThat(scan(Sent.basic("robot$scan", "secret"))).isNotEmpty();
  }

  @Test
  void aTokenOfHarborsIsSentAsItIs() throws Exception {
    registry.auth(new Auth.Bearer("robot$scan", "secret"));
    var realm = "http://" + registry.host() + "/token?service=fake-registry&scope=";
    try (var client = HttpClient.newHttpClient()) {
      var given =
          client.send(
              HttpRequest.newBuilder(URI.create(realm + "repository:library/app:pull"))
                  .header("Authorization", Sent.basic("robot$scan", "secret"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      var token = given.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");

      assertThat(scan("Bearer " + token)).isNotEmpty();
    }

    assertThat(failure("Bearer other", IMAGE.root().digest())).contains("registry-unauthorized");
  }

  @Test
  void wrongCredentialsAreToldAndNotShown() throws Exception {
    registry.auth(new Auth.Basic("robot$scan", "secret"));

    var told = failure(Sent.basic("robot$scan", "s3cret"), IMAGE.root().digest());

    assertThat(told)
        .contains("HTTP 401", "robot account", "[registry-unauthorized]")
        .doesNotContain("s3cret", "docker login");
  }

  /// Without advisories nothing is known of the release, and a list without a line would look
  /// clean.
  @Test
  void whatCouldNotBeJudgedHasNoReportOfVulnerabilities() throws Exception {
    var reports = scan("");

    assertThat(reports.get(ReportKind.VULNERABILITIES))
        .isInstanceOfSatisfying(
            Outcome.Missing.class,
            missing ->
                assertThat(missing.told())
                    .startsWith("the verdict is ")
                    .endsWith(".")
                    .doesNotContain(".."));
    assertThat(text(reports.get(ReportKind.RAW))).startsWith("{").contains("\"verdict\"");
  }

  @Test
  void anImageWithALayerThatIsLostIsNotClean() throws Exception {
    registry.wrongBytes(layer());

    assertThat(scan("").get(ReportKind.VULNERABILITIES))
        .isInstanceOfSatisfying(
            Outcome.Missing.class,
            missing -> assertThat(missing.told()).startsWith("the verdict is INCOMPLETE"));
  }

  @Test
  void onlyWhatIsWantedIsWritten() throws Exception {
    var body = Sent.body("http://" + registry.host(), "", "library/app", IMAGE.root().digest());
    var wanted =
        body.substring(0, body.length() - 1)
            + ",\"enabled_capabilities\":[{\"type\":\"sbom\",\"parameters\":"
            + "{\"sbom_media_types\":[\"application/vnd.cyclonedx+json\"]}}]}";

    assertThat(scanner.scan(Sent.parse(wanted))).containsOnlyKeys(ReportKind.CYCLONEDX);
  }

  @Test
  void anArtifactThatIsNotThereIsTold() throws Exception {
    assertThat(failure("", "sha256:" + "0".repeat(64)))
        .contains("[registry-not-found]", "still there");
  }

  @Test
  void anIndexIsNoImage() throws Exception {
    var index = new IndexBuilder().add(IMAGE).build();
    registry.add("library/app", "index", index);

    assertThat(failure("", index.root().digest())).contains("is an index");
  }

  @Test
  void aRegistryThatDoesNotAnswerIsTold() throws Exception {
    registry.close();

    assertThat(failure("", IMAGE.root().digest())).contains("[registry-unreachable]");
  }

  /// What hangs is interrupted, and the thread is free again.
  @Test
  void aBlobThatNeverEndsHoldsNoThread() throws Exception {
    registry.holdBlobs(10);
    var bounds = new Scans.Bounds(1, 1, Duration.ofMillis(300), Duration.ofHours(1), 10, 1 << 20);
    try (var scans = new Scans(scanner, bounds, Instant::now)) {
      var account = AccountId.parse("a".repeat(32));
      var id = scans.submit(account, request("", IMAGE.root().digest()));
      var until = System.nanoTime() + Duration.ofSeconds(4).toNanos();
      while (scans.find(account, id).orElseThrow() instanceof Scans.State.Running
          && System.nanoTime() < until) {
        Thread.sleep(10);
      }
      assertThat(scans.find(account, id).orElseThrow()).isInstanceOf(Scans.State.Failed.class);
    } finally {
      registry.releaseBlobs();
    }
  }
}
