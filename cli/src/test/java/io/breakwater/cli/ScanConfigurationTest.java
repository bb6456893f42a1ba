package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a scan says of the configuration and of what was left in layers.
class ScanConfigurationTest {
  private static final String SSL = "application_configuration:nginx.ssl_protocols";

  @TempDir private Path folder = Path.of("");
  private Scans scans = new Scans(folder, folder);

  @BeforeEach
  void feedsAreThere() {
    scans = new Scans(folder, SampleFeeds.all().writeTo(folder.resolve("all"), Packing.NONE));
    scans.breakwater().at(SampleFeeds.NOW);
  }

  @Test
  void adviceIsCountedAndShownOnRequest() {
    var run = scans.scan(SampleImages.cleanDebian());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("OK  No issues; 1 known vulnerability and 1 piece of advice on the configuration")
        .contains("1 piece of advice on the configuration  --show below-policy")
        .doesNotContain("image.user");
    assertThat(scans.scan(SampleImages.cleanDebian(), "--show", "below-policy").out())
        .containsSubsequence(
            "Configuration, below the policy",
            "  system_configuration:image.user  low",
            "    config: User",
            "USER");
  }

  @Test
  void anIssueHasPracticeFileLineAndCorrectiveAction() {
    var image =
        nginx(
            """
            server { listen 443 ssl;
              ssl_protocols TLSv1 TLSv1.2;
              ssl_certificate /etc/a.pem; ssl_certificate_key /etc/a.key;
            }
            """);
    var run = scans.scan(image);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsSubsequence(
            "FAIL",
            "Configuration\n",
            "  " + SSL + "  ",
            "    /etc/nginx/conf.d/site.conf:2  layer 0\n",
            "TLSv1");
    var report = JsonOf.valid(scans.scan(image, "-f", "json").out());
    assertThat(report.texts("/configurationIssues/*/id")).contains(SSL);
    var issue = report.texts("/configurationIssues/*/id").indexOf(SSL);
    assertThat(report.text("/configurationIssues/" + issue + "/file"))
        .isEqualTo("/etc/nginx/conf.d/site.conf");
    assertThat(report.number("/configurationIssues/" + issue + "/line")).isEqualTo(2);
    assertThat(report.number("/configurationIssues/" + issue + "/layer")).isZero();
  }

  @Test
  void aConfigurationThatTheServerRefusesIsNotTakenForGood() {
    var image = nginx("server { listen 443 ssl; no_such_directive on; }\n");
    var run = scans.scan(image);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("INCOMPLETE", "no_such_directive", "/etc/nginx/conf.d/site.conf:1")
        .containsSubsequence(
            "Configuration that could not be judged",
            "    application_configuration:nginx.*  ",
            " checks");
    var report = JsonOf.valid(scans.scan(image, "-f", "json").out());
    assertThat(report.texts("/verdict/reasons/*/code")).containsExactly("configuration-not-judged");
    assertThat(report.texts("/configurationNotJudged/*/id")).contains(SSL);
  }

  @Test
  void checksThatCannotTellAndDoNotMatterCanBeExempt() throws Exception {
    var image = nginx("server { no_such_directive on; }\n");
    var policy =
        Files.writeString(
            folder.resolve("policy.yaml"),
            """
            exemptions:
              - configuration: application_configuration:nginx.*
                reason: the file is replaced when the container starts
            """);
    var run = scans.scan(image, "--policy", policy.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Configuration that could not be judged");
  }

  @Test
  void aKeyThatALaterLayerRemovesIsFoundAndNeverPrinted() throws Exception {
    var body = keyBody();
    var key = pem(body);
    var image =
        new ImageBuilder()
            .layer(SampleImages.cleanDebian())
            .layer(new LayerBuilder().file("root/deploy.pem", key))
            .layer(new LayerBuilder().whiteout("root/deploy.pem"));
    for (var format : List.of("text", "json", "sarif", "html", "junit", "csv")) {
      var run = scans.scan(image, "-f", format, "--explain");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).as(format).contains("root/deploy.pem");
      for (var line : body.split("\n", -1)) {
        assertThat(run.out() + run.err()).as(format).doesNotContain(line);
      }
    }
    assertThat(scans.scan(image).out()).contains("layer 1");
  }

  @Test
  void theLimitOfConfigurationFilesMakesALongerOneUnknownAndCanBeRaised() {
    var image = nginx("# a line of a comment\n".repeat(4_000) + "server { listen 80; }\n");
    var run = scans.scan(image);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains("configuration-file-bytes");
    var raised = scans.scan(image, "--limit", "configuration-file-bytes=100000");
    assertThat(raised.exitCode()).isZero();
  }

  @Test
  void theFirstStepIsTheWorstIssues() throws Exception {
    var image =
        nginx(
                """
                server { listen 443 ssl;
                  ssl_protocols TLSv1;
                  ssl_certificate /etc/a.pem; ssl_certificate_key /etc/a.key;
                }
                """)
            .file("root/deploy.pem", pem(keyBody()));
    var report = JsonOf.valid(scans.scan(image, "-f", "json").out());
    assertThat(report.texts("/configurationIssues/*/id")).contains(SSL);
    assertThat(report.text("/verdict/reasons/0/next")).contains("private key");
  }

  private static String keyBody() throws GeneralSecurityException {
    var made = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
    return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(made);
  }

  private static String pem(String body) {
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  }

  private static LayerBuilder nginx(String site) {
    return SampleImages.debian(
            new DpkgStatus()
                .add("nginx", "1.22.1-9+deb12u1", "amd64")
                .add("nginx-common", "1.22.1-9+deb12u1", "all")
                .source("nginx"))
        .file("usr/sbin/nginx", "")
        .file("etc/nginx/nginx.conf", "events {}\nhttp {\n  include /etc/nginx/conf.d/*.conf;\n}\n")
        .file("etc/nginx/conf.d/site.conf", site);
  }
}
