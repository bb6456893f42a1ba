package io.breakwater.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.advisor.Verdict;
import io.breakwater.advisor.Verdict.Reason;
import io.breakwater.advisor.Verdict.Status;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.registry.verdicts.IssueCounts;
import io.breakwater.store.metadata.ImageFacts;
import io.breakwater.store.metadata.NewManifest;
import io.breakwater.store.metadata.Transaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists that have several pages behind them.
class ManyImagesTest {
  private static final Instant AT = Instant.parse("2026-02-03T04:05:06Z");
  private static final int IMAGES = 1_201;

  @TempDir Path folder;
  private ManagementServer server;

  @BeforeEach
  void start() throws Exception {
    server = new ManagementServer(folder);
    for (var from = 0; from < IMAGES; from += 1_000) {
      var first = from;
      server.metadata.write(tx -> fill(tx, first, Math.min(first + 1_000, IMAGES)));
    }
  }

  private boolean fill(Transaction tx, int from, int to) {
    var namespace = tx.namespaces().find("birds").orElseThrow();
    for (var i = from; i < to; i++) {
      var repository = tx.repositories().findOrCreate(namespace, "birds/r" + i / 20, AT);
      var text = "{\"image\":" + i + "}";
      var digest = Images.sha256(text);
      tx.manifests()
          .put(
              repository,
              new NewManifest(
                  digest,
                  Images.MANIFEST,
                  Optional.empty(),
                  text.getBytes(StandardCharsets.UTF_8),
                  Optional.empty(),
                  Optional.empty(),
                  List.of(),
                  List.of(),
                  Optional.empty()),
              "wren",
              AT);
      tx.tags().put(repository, "t" + i, digest, true, AT);
      tx.images()
          .put(
              new ImageFacts(
                  digest,
                  1,
                  Optional.of(AT),
                  i,
                  Map.of("team", "birds"),
                  Optional.of("linux/amd64"),
                  Optional.of(digest),
                  Optional.empty()));
      server.verdicts.put(
          digest.toString(),
          new ImageVerdict(
              new Verdict(Status.FAIL, List.of(new Reason("test", "A test", ""))),
              new IssueCounts(i, 0, 0, 0),
              AT));
    }
    return true;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listHoldsEveryImageOnceHoweverManyThereAre() {
    var admin = server.as("admin");
    var answer = admin.get("/api/v1/images?vulnerabilities=true");
    var list = (List<?>) answer.at();
    assertThat(list).hasSize(IMAGES);
    var counts = new HashSet<Object>();
    list.forEach(image -> counts.add(Client.found(image, "VulnerabilityCount")));
    assertThat(counts).hasSize(IMAGES);
    assertThat((List<?>) admin.post("/api/v1/images/digests", "{}").at()).hasSize(IMAGES);
  }
}
