package io.breakwater.testkit.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.testkit.images.LayerBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PackageDatabaseTest {
  @TempDir private Path dir;

  @Test
  void dpkgQueryReadsWhatWasWritten() throws Exception {
    var there = Files.isExecutable(Path.of("/usr/bin/dpkg-query"));
    assumeTrue(
        there, "dpkg-query is not installed: its reading of a written status was not tested");
    var status =
        new DpkgStatus()
            .add("libssl3", "3.0.11-1~deb12u1", "amd64")
            .source("openssl")
            .add("login", "1:4.13+dfsg1-1", "amd64")
            .source("shadow", "1:4.13-1")
            .field("Description", "short\nlonger\n\nend")
            .add("gone", "1.0", "all")
            .status("deinstall ok config-files");
    Files.writeString(dir.resolve("status"), status.render());
    Files.createDirectories(dir.resolve("info"));
    Files.createDirectories(dir.resolve("updates"));
    var process =
        new ProcessBuilder(
                "dpkg-query",
                "--admindir=" + dir,
                "-W",
                "-f",
                "${Package} ${Version} ${source:Package} ${source:Version} ${db:Status-Abbrev}\n")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(lines.lines())
        .containsExactly(
            "gone 1.0 gone 1.0 rc ",
            "libssl3 3.0.11-1~deb12u1 openssl 3.0.11-1~deb12u1 ii ",
            "login 1:4.13+dfsg1-1 shadow 1:4.13-1 ii ");
  }

  @Test
  void apkRecordsAreLettersAndLines() {
    var text =
        new ApkInstalled()
            .add("ssl_client", "1.36.1-r5", "x86_64", "busybox")
            .owning("usr/bin/ssl_client")
            .render();
    assertThat(text.lines())
        .contains("P:ssl_client", "V:1.36.1-r5", "A:x86_64", "o:busybox")
        .containsSubsequence("F:usr/bin", "R:ssl_client");
    assertThat(text).endsWith("\n\n");
  }

  @Test
  void distrolessPackagesHaveAFileEach() throws IOException {
    var plain = new StatusD().add("base-files", "12.4", "amd64").add("tzdata", "2024a", "all");
    var layer = new String(plain.into(new LayerBuilder()).tar(), StandardCharsets.UTF_8);
    assertThat(layer)
        .contains("status.d/base-files")
        .contains("status.d/tzdata.md5sums")
        .contains("Package: tzdata\nArchitecture: all\nVersion: 2024a\n")
        .doesNotContain("Status:");
    var encoded = new StatusD().add("tzdata", "2024a", "all").encodedNames();
    assertThat(new String(encoded.into(new LayerBuilder()).tar(), StandardCharsets.UTF_8))
        .contains("status.d/dHpkYXRh");
  }
}
