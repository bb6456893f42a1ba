package io.breakwater.cli;

import static io.breakwater.cli.SampleSboms.libssl;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.json.Json;
import io.breakwater.testkit.packages.DpkgStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bills of materials in place of images, end to end.
class ScanSbomTest {
  private static final String VULNERABLE = libssl("3.0.11-1~deb12u1");
  private static final String FIXED = libssl("3.0.13-1~deb12u1");

  @TempDir private Path folder = Path.of("");
  private Scans scans = new Scans(folder, folder);

  @BeforeEach
  void feedsAreThere() {
    scans = new Scans(folder);
  }

  private Path file(Object document) {
    return file("app.json", Json.bytes(document));
  }

  private Path file(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void theSameFindingsAsOfTheImageHoweverItIsNamed() throws IOException {
    var status = new DpkgStatus().add("libssl3", "3.0.11-1~deb12u1", "amd64").source("openssl");
    var expected = findings(scans.scan(SampleImages.debian(status), "-f", "json"));
    assertThat(expected).hasSize(8);
    for (var document : List.of(SampleSboms.cycloneDx(VULNERABLE), SampleSboms.spdx(VULNERABLE))) {
      var plain = Json.bytes(document);
      var file = file("app.json", plain);
      assertThat(findings(scans.scan("sbom:" + file, "-f", "json"))).isEqualTo(expected);
      assertThat(findings(scans.scan(file, "-f", "json"))).isEqualTo(expected);
      var packed = file("app.json.gz", gzip(plain));
      assertThat(findings(scans.scan(packed, "-f", "json"))).isEqualTo(expected);
      for (var input : List.of(plain, gzip(plain))) {
        scans.breakwater().input(input);
        assertThat(findings(scans.scan("-", "-f", "json"))).isEqualTo(expected);
      }
    }
  }

  private static List<String> findings(CommandRun run) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    var report = JsonOf.valid(run.out());
    assertThat(report.text("/verdict/status")).isEqualTo("FAIL");
    return Stream.of("cve", "package/purl", "state", "fixedVersion")
        .flatMap(field -> report.texts("/vulnerabilities/*/" + field).stream())
        .map(text -> text.replace("distro=debian-12.5", "distro=debian-12"))
        .toList();
  }

  @Test
  void theReportNamesNoImageAndSaysWhatASbomLacks() {
    var run = scans.scan("sbom:" + file(SampleSboms.cycloneDx(FIXED)), "-f", "json");
    assertThat(run.exitCode()).isZero();
    var report = JsonOf.valid(run.out());
    assertThat(report.text("/verdict/status")).isEqualTo("OK");
    for (var nothing : List.of("/image", "/digest", "/platform")) {
      assertThat(report.at(nothing).isNull()).as(nothing).isTrue();
    }
    assertThat(report.text("/os/prettyName")).isEqualTo("Debian GNU/Linux 12 (bookworm)");
    assertThat(report.texts("/warnings/*/code"))
        .contains("sbom", "sbom-no-file-list", "sbom-no-configuration");
    var text = scans.scan("sbom:" + file(SampleSboms.cycloneDx(FIXED)));
    assertThat(text.exitCode()).isZero();
    assertThat(text.out())
        .startsWith("SBOM " + folder.resolve("app.json"))
        .contains("OK")
        .containsIgnoringCase("CycloneDX 1.6, written by syft 1.2.3");
  }

  @Test
  void whatTheSbomDoesNotTellIsNeverClean() {
    assertIncomplete("sbom-component-unreadable", FIXED, "");
    assertIncomplete("sbom-component-unreadable", FIXED, "pkg:deb/debian/%zz");
    assertIncomplete("sbom-without-packages");
    assertIncomplete("sbom-without-packages", "pkg:npm/left-pad@1.0.0");
    assertIncomplete("release-undecided", FIXED, "pkg:deb/debian/a@1?distro=debian-11");
    assertIncomplete("foreign-packages", FIXED, "pkg:rpm/debian/a@1-1?arch=x86_64");
  }

  private void assertIncomplete(String code, String... purls) {
    scans.assertIncomplete("sbom:" + file(SampleSboms.cycloneDx(purls)), code);
  }

  @Test
  void vulnerabilitiesOfAnIncompleteListAreReasonsToo() {
    var run = scans.scan("sbom:" + file(SampleSboms.cycloneDx(VULNERABLE, "")), "-f", "json");
    var report = JsonOf.valid(run.out());
    assertThat(report.text("/verdict/status")).isEqualTo("INCOMPLETE");
    assertThat(report.texts("/verdict/reasons/*/code"))
        .contains("active-issues", "sbom-component-unreadable");
  }

  @Test
  void aFileThatIsNoneIsRefused() {
    Scans.assertRefused(scans.scan("sbom:" + folder.resolve("none.json")), 2, "sbom-not-found");
    var xml =
        file(
            "app.xml",
            "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\"/>"
                .getBytes(StandardCharsets.UTF_8));
    Scans.assertRefused(scans.scan(xml), 3, "sbom-unsupported");
    Scans.assertRefused(scans.scan("sbom:" + xml), 3, "sbom-unsupported");
    Scans.assertRefused(scans.scan("sbom:"), 2, "usage");
    Scans.assertRefused(scans.scan(file(Json.object("a", "b"))), 3, "not-an-sbom");
  }

  @Test
  void platformsAreOfImagesOnly() {
    var sbom = "sbom:" + file(SampleSboms.cycloneDx(FIXED));
    Scans.assertRefused(scans.scan(sbom, "--platform", "linux/arm64"), 2, "usage");
    Scans.assertRefused(scans.scan(sbom, "--all-platforms"), 2, "usage");
  }

  @Test
  void packagesListsThemToo() {
    var sbom = "sbom:" + file(SampleSboms.spdx(FIXED));
    var run = scans.breakwater().run("packages", sbom);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("libssl3\t3.0.13-1~deb12u1\tamd64\topenssl\t");
    var unreadable = "sbom:" + file(SampleSboms.cycloneDx(FIXED, ""));
    assertThat(scans.breakwater().run("packages", unreadable).exitCode()).isEqualTo(3);
  }
}
