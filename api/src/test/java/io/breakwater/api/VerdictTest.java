package io.breakwater.api;

import static io.breakwater.api.Content.INDEX;
import static io.breakwater.api.Content.MANIFEST;
import static io.breakwater.api.Content.bytes;
import static io.breakwater.api.Content.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Verdict;
import io.breakwater.advisor.Verdict.Reason;
import io.breakwater.advisor.Verdict.Status;
import io.breakwater.image.Digest;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.IssueCounts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of an image when it is pushed and pulled, and pulls that are refused for it.
class VerdictTest {
  private static final String IMAGE = "/v2/birds/robin/manifests/1";

  @TempDir Path folder;
  private TestServer server;
  private Client wren;
  private byte[] manifest;
  private Digest digest;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(folder);
    wren = server.as("wren");
    manifest = Content.image(wren, "birds/robin", "layer");
    digest = sha256(manifest);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void says(Status status, int issues, String message) {
    server.verdicts.put(
        digest,
        new ImageVerdict(
            new Verdict(status, List.of(new Reason("test", message, "Do this"))),
            new IssueCounts(issues, 0, 0, 0),
            Instant.EPOCH));
  }

  private Client.Answer push() {
    var answer = wren.put(IMAGE, manifest, "Content-Type", MANIFEST);
    assertThat(answer.status()).isEqualTo(201);
    return answer;
  }

  private void policy(String json) {
    var answer = server.as("admin").patch("/api/v2/namespaces/birds", bytes(json));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @Test
  void verdictIsSaidOnPushAndPull() {
    says(Status.FAIL, 3, "3 issues");
    for (var answer : List.of(push(), wren.get(IMAGE), wren.head(IMAGE))) {
      assertThat(answer.header("Breakwater-Verdict")).isEqualTo("FAIL; issues=3");
      assertThat(answer.header("Warning")).isEqualTo("299 - \"FAIL: 3 issues. Do this\"");
    }
    var known = wren.get(IMAGE, "If-None-Match", '"' + digest.toString() + '"');
    assertThat(known.status()).isEqualTo(304);
    assertThat(known.header("Breakwater-Verdict")).isEqualTo("FAIL; issues=3");
  }

  @Test
  void imageThatIsOkWarnsOfNothing() {
    says(Status.OK, 0, "no issue");
    var answer = push();
    assertThat(answer.header("Breakwater-Verdict")).isEqualTo("OK; issues=0");
    assertThat(answer.response().headers().firstValue("Warning")).isEmpty();
  }

  @Test
  void nothingIsSaidOfWhatIsNoImage() {
    var answer = push();
    assertThat(answer.response().headers().firstValue("Breakwater-Verdict")).isEmpty();
    assertThat(answer.response().headers().firstValue("Warning")).isEmpty();
  }

  @Test
  void wordsOfOthersNeverLeaveTheirQuotationMarks() {
    says(Status.INCOMPLETE, 0, "a \"b\"\\\r\nSet-Cookie: x \u00e9\u2028");
    assertThat(push().header("Warning"))
        .isEqualTo("299 - \"INCOMPLETE: a \\\"b\\\"\\\\??Set-Cookie: x ??. Do this\"");
  }

  @Test
  void failingImagesAreNotPulledWhereTheNamespaceSaysSo() {
    says(Status.FAIL, 1, "1 issue");
    push();
    assertThat(server.as("robin").get(IMAGE).status()).isEqualTo(200);
    policy("{\"pullPolicy\":\"verdict\"}");
    var refused = server.as("robin").get(IMAGE);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("DENIED");
    assertThat(refused.member("message")).contains("1 issue", "have its issues exempted");
    assertThat(refused.header("Breakwater-Verdict")).isEqualTo("FAIL; issues=1");
    assertThat(server.as("robin").head(IMAGE).status()).isEqualTo(200);
    assertThat(server.as("admin").get(IMAGE).status()).isEqualTo(200);
    assertThat(server.audit.lines())
        .contains("DENIED container-registry.image.pull robin birds/robin@" + digest);
    says(Status.WARN, 0, "exempt");
    assertThat(server.as("robin").get(IMAGE).status()).isEqualTo(200);
  }

  @Test
  void indexIsLetThroughToBeJudgedByPlatform() {
    push();
    var index =
        Content.index(INDEX, List.of(Content.descriptor(MANIFEST, digest, manifest.length)), "");
    Content.push(wren, "birds/robin", "all", INDEX, index);
    policy("{\"pullPolicy\":\"verdict\"}");
    var before = digest;
    digest = sha256(index);
    says(Status.FAIL, 1, "1 issue");
    digest = before;
    says(Status.FAIL, 1, "1 issue");
    assertThat(server.as("robin").get("/v2/birds/robin/manifests/all").status()).isEqualTo(200);
    assertThat(server.as("robin").get("/v2/birds/robin/manifests/" + digest).status())
        .isEqualTo(403);
  }

  @Test
  void whatRunsAlreadyIsPulledOnForTheGracePeriod() throws Exception {
    says(Status.OK, 0, "no issue");
    push();
    policy("{\"pullPolicy\":\"verdict\",\"pullGrace\":\"PT2S\"}");
    assertThat(server.as("robin").get(IMAGE).status()).isEqualTo(200);
    says(Status.FAIL, 1, "1 issue");
    assertThat(server.as("robin").get(IMAGE).status()).isEqualTo(200);
    Thread.sleep(2_100);
    assertThat(server.as("robin").get(IMAGE).status()).isEqualTo(403);
  }

  @Test
  void whatNeverPassedHasNoGracePeriod() {
    says(Status.FAIL, 1, "1 issue");
    push();
    policy("{\"pullPolicy\":\"verdict\",\"pullGrace\":\"PT72H\"}");
    assertThat(server.as("robin").get(IMAGE).status()).isEqualTo(403);
  }
}
