package io.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.images.ImageBuilder;
import io.breakwater.testkit.images.LayerBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What changed between two images, and what that means for a pipeline.
class DiffCommandTest {
  @TempDir private Path folder = Path.of("");
  private Scans scans = new Scans(folder, folder);

  @BeforeEach
  void imagesAndFeedsAreThere() {
    scans = new Scans(folder, SampleFeeds.all().writeTo(folder.resolve("all"), Packing.NONE));
    scans.breakwater().at(SampleFeeds.NOW);
    write("clean", SampleImages.cleanDebian());
    write("vulnerable", SampleImages.vulnerableDebian());
    write("unknown", SampleImages.debian());
  }

  private void write(String name, LayerBuilder layer) {
    new ImageBuilder().layer(layer).writeOciLayout(folder.resolve(name), "latest");
  }

  private CommandRun diff(String before, String after, String... more) {
    var args = new ArrayList<>(List.of("diff", image(before), image(after)));
    args.addAll(List.of("--feeds", scans.feeds().toString()));
    args.addAll(List.of(more));
    return scans.breakwater().run(args.toArray(String[]::new));
  }

  private String image(String name) {
    return "oci:" + folder.resolve(name) + ":latest";
  }

  @Test
  void newIssuesFail() {
    var run = diff("clean", "vulnerable");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).containsSubsequence("from  ", "OK", "to  ", "FAIL", "New\n", "CVE-");
  }

  @Test
  void goneAndUnchangedOnesDoNot() {
    var better = diff("vulnerable", "clean");
    assertThat(better.exitCode()).isZero();
    assertThat(better.out()).containsSubsequence("0 new", "Fixed\n", "CVE-");
    var same = diff("vulnerable", "vulnerable");
    assertThat(same.exitCode()).isZero();
    assertThat(same.out()).contains("0 new, 0 fixed");
  }

  @Test
  void newOnesThatAreExemptDoNot() throws Exception {
    var policy = Files.writeString(folder.resolve("policy.yaml"), "fail-on: none\n");
    assertThat(diff("clean", "vulnerable", "--policy", policy.toString()).exitCode()).isZero();
  }

  @Test
  void anImageThatCannotBeAssessedIsNeverBetter() {
    assertThat(diff("vulnerable", "unknown").exitCode()).isEqualTo(3);
    assertThat(diff("unknown", "clean").exitCode()).isEqualTo(3);
  }

  @Test
  void otherFormatsAreWrittenOrRefused() {
    assertThat(diff("clean", "vulnerable", "-f", "json").out()).startsWith("{\"schemaVersion\":1");
    assertThat(diff("clean", "vulnerable", "-f", "markdown").out()).contains("## ");
    var refused = diff("clean", "vulnerable", "-f", "sarif");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("text, json or markdown", "[usage]");
  }
}
