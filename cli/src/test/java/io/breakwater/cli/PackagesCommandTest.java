package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import io.breakwater.testkit.packages.DpkgStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagesCommandTest {
  @TempDir private Path folder = Path.of("");
  private String image = "";

  @BeforeEach
  void twoLayers() {
    var base = new DpkgStatus().add("zlib1g", "1:1.2.13.dfsg-1", "amd64").source("zlib");
    var both =
        new DpkgStatus()
            .add("zlib1g", "1:1.2.13.dfsg-1", "amd64")
            .source("zlib")
            .add("tree", "2.1.0-1", "amd64");
    new ImageBuilder()
        .layer(
            new LayerBuilder()
                .file("etc/os-release", "ID=debian\nVERSION_ID=12\n")
                .file(DpkgStatus.PATH, base.render())
                .file("var/lib/dpkg/info/zlib1g:amd64.list", "/.\n/usr/lib/libz.so.1\n"),
            "base image")
        .layer(
            new LayerBuilder()
                .file(DpkgStatus.PATH, both.render())
                .file("var/lib/dpkg/info/tree.list", "/.\n/usr/bin/tree\n"),
            "RUN apt-get install tree")
        .writeOciLayout(folder.resolve("image"), "latest");
    image = "oci:" + folder.resolve("image");
  }

  @Test
  void listsPackagesWithSourceAndLayer() {
    var run = new CommandRun.Runner(folder).run("packages", image);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "tree\t2.1.0-1\tamd64\ttree\t2.1.0-1\tlayer 1",
            "zlib1g\t1:1.2.13.dfsg-1\tamd64\tzlib\t1:1.2.13.dfsg-1\tlayer 0");
  }

  @Test
  void tellsWhoseAFileIsAndWhichStepBroughtIt() {
    var run =
        new CommandRun.Runner(folder)
            .run("packages", image, "--owner", "/usr/bin/tree", "--history");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip())
        .endsWith("layer 1\tRUN apt-get install tree")
        .startsWith("tree\t");
  }

  @Test
  void aFileOfNobodyIsExitCodeOne() {
    var run = new CommandRun.Runner(folder).run("packages", image, "--owner", "/opt/app");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no package of the image owns /opt/app");
  }

  @Test
  void whatCannotBeReadIsExitCodeThree() {
    new ImageBuilder()
        .layer(new LayerBuilder().file(DpkgStatus.PATH, "Package: cut"), "base")
        .writeOciLayout(folder.resolve("damaged"), "latest");
    var run = new CommandRun.Runner(folder).run("packages", "oci:" + folder.resolve("damaged"));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("[package-database-damaged]");
  }
}
