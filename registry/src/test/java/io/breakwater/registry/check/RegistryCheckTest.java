package io.breakwater.registry.check;

import static io.breakwater.registry.Stores.bytes;
import static io.breakwater.registry.Stores.name;
import static io.breakwater.registry.Stores.refused;
import static io.breakwater.registry.Stores.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.image.Digest;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.MovingClock;
import io.breakwater.registry.Pushes;
import io.breakwater.registry.Stores;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.check.Problem.Kind;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.uploads.UploadBody;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.store.blobs.BlobKey;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryCheckTest {
  private static final RepositoryName ROBIN = name("birds/robin");

  @TempDir Path folder;
  private final MovingClock clock = new MovingClock(Instant.now());
  private final List<Problem> problems = new ArrayList<>();
  private Stores stores;
  private Pushes pushes;
  private RepositoryBlobs blobs;

  @BeforeEach
  void open() throws Exception {
    stores = new Stores(folder);
    pushes = new Pushes(stores, clock);
    blobs = new RepositoryBlobs(stores.metadata(), stores.blobs(), clock);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private CheckResult check(boolean repair) throws Exception {
    problems.clear();
    var options = new CheckOptions(repair, true, Duration.ofDays(1), 2);
    return new RegistryCheck(stores.metadata(), stores.blobs(), clock, options)
        .run(
            new CheckProgress() {
              @Override
              public void read(long contents, long bytes, long manifests) {}

              @Override
              public void problem(Problem problem) {
                problems.add(problem);
              }
            });
  }

  private void execute(String statement) throws Exception {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("metadata.db"));
        var statements = connection.createStatement()) {
      statements.execute(statement);
    }
  }

  private BlobKey key(String content) throws Exception {
    Digest digest = sha256(bytes(content));
    return stores.metadata().read(tx -> tx.blobs().find(digest)).orElseThrow().key();
  }

  private void damage(String content, String damaged) throws Exception {
    var key = key(content);
    stores.blobs().delete(key);
    try (var staged = stores.blobs().stage(key.copy())) {
      staged.append(ByteBuffer.wrap(bytes(damaged)));
      staged.commit(key.digest());
    }
  }

  @Test
  void aRegistryInOrderIsClean() throws Exception {
    pushes.image("birds/robin", "1", "layer");
    pushes.manifest("birds/robin", "multi", Pushes.index(Pushes.manifest("layer")));
    pushes.manifest(
        "birds/robin", "", Pushes.referrer(Pushes.manifest("layer"), "application/signature"));
    var uploads = new Uploads(stores.metadata(), stores.blobs(), clock, UploadLimits.defaults());
    var upload = uploads.start(ROBIN, "ann", OptionalLong.empty());
    uploads.append(ROBIN, upload.id(), UploadBody.of(new ByteArrayInputStream(bytes("half")), 4));
    clock.pass(Duration.ofDays(3));
    var result = check(false);
    assertThat(problems).isEmpty();
    assertThat(result).isEqualTo(new CheckResult(2, 7, 3, Map.of(), 0));
    assertThat(result.clean()).isTrue();
  }

  @Test
  void lostAndDamagedContentIsToldWithItsImagesAndComesBackWithTheNextPush() throws Exception {
    var image = pushes.image("birds/robin", "1", "lost", "damaged");
    pushes.image("birds/wren", "2", "lost");
    stores.blobs().delete(key("lost"));
    damage("damaged", "DAMAGED");

    var found = check(false);
    assertThat(found.problems()).isEqualTo(Map.of(Kind.LOST_CONTENT, 1L, Kind.DAMAGED_CONTENT, 1L));
    assertThat(problems)
        .extracting(Problem::text)
        .containsExactlyInAnyOrder(
            "content "
                + sha256(bytes("lost"))
                + " is missing; needed by birds/robin:1, birds/wren:2",
            "content "
                + sha256(bytes("damaged"))
                + " has other bytes than its digest says; needed by birds/robin:1");
    assertThat(check(true).mended()).isTrue();
    // HEAD says that it is not there, so that clients send it; the image stays.
    refused(ErrorCode.BLOB_UNKNOWN, () -> blobs.find(ROBIN, sha256(bytes("lost"))));
    refused(
        ErrorCode.MANIFEST_BLOB_UNKNOWN,
        () -> pushes.manifest("birds/wren", "3", Pushes.manifest("lost", "lost")));
    assertThat(check(false).problems()).as("still to be pushed").containsKey(Kind.LOST_CONTENT);
    assertThat(problems).allMatch(problem -> problem.text().contains("push it again"));

    pushes.blob("birds/robin", "lost");
    pushes.blob("birds/robin", "damaged");
    clock.pass(Duration.ofDays(2));
    check(true);
    assertThat(check(false).problems()).isEmpty();
    try (var content = blobs.open(name("birds/wren"), sha256(bytes("lost"))).content();
        var in = content.read(0)) {
      assertThat(in.readAllBytes()).isEqualTo(bytes("lost"));
    }
    assertThat(
            new RepositoryManifests(stores.metadata(), clock)
                .get(ROBIN, Reference.parse("1"))
                .digest())
        .isEqualTo(image);
  }

  @Test
  void manifestsAreReadAndComparedWithWhatIsNotedOfThem() throws Exception {
    var damaged = pushes.image("birds/robin", "1", "one");
    var wrong = pushes.image("birds/robin", "2", "two");
    execute("update manifest set content = x'7b7d' where digest = '" + damaged + "'");
    execute("update manifest set config = null where digest = '" + wrong + "'");
    execute(
        "delete from manifest_blob where manifest = (select id from manifest where digest = '"
            + wrong
            + "')");
    check(false);
    assertThat(problems.stream().filter(problem -> problem.kind() != Kind.DISAGREEMENT))
        .extracting(Problem::text)
        .containsExactly(
            "manifest "
                + damaged
                + " has other bytes than its digest says; needed by birds/robin@"
                + damaged,
            "manifest "
                + wrong
                + " is noted with another configuration; needed by birds/robin@"
                + wrong,
            "manifest "
                + wrong
                + " does not keep all blobs that it names in birds/robin; needed by birds/robin@"
                + wrong);
  }

  @Test
  void countsAreMadeAnew() throws Exception {
    pushes.image("birds/robin", "1", "layer");
    pushes.image("birds/wren", "1", "layer");
    pushes.manifest(
        "birds/robin", "", Pushes.referrer(Pushes.manifest("layer"), "application/signature"));
    long used =
        stores.metadata().read(tx -> tx.namespaces().find("birds").orElseThrow().usedBytes());
    execute("update namespace set used_bytes = 1");
    execute("update repository_blob set manifests = 7");
    execute("delete from namespace_blob");
    execute("delete from referrer");
    var found = check(true);
    assertThat(found.problems()).containsOnlyKeys(Kind.DISAGREEMENT);
    assertThat(found.mended()).isTrue();
    assertThat(check(false).clean()).isTrue();
    long now =
        stores.metadata().read(tx -> tx.namespaces().find("birds").orElseThrow().usedBytes());
    assertThat(now).isEqualTo(used);
  }

  @Test
  void whatIsNobodysIsToldOnceItIsOldAndRemoved() throws Exception {
    for (var upload : List.of("orphan", "staged")) {
      try (var staged = stores.blobs().stage(upload)) {
        staged.append(ByteBuffer.wrap(bytes(upload)));
        staged.sync();
        if (upload.equals("orphan")) {
          staged.commit(sha256(bytes(upload)));
        }
      }
    }
    assertThat(check(true).clean()).as("perhaps of a push that goes on").isTrue();
    clock.pass(Duration.ofDays(2));
    assertThat(check(true).problems()).isEqualTo(Map.of(Kind.ORPHAN, 1L, Kind.NOBODYS_UPLOAD, 1L));
    assertThat(stores.kept()).isEmpty();
    assertThat(check(false).clean()).isTrue();
  }

  @Test
  void anUploadThatLostBytesIsEnded() throws Exception {
    var uploads = new Uploads(stores.metadata(), stores.blobs(), clock, UploadLimits.defaults());
    var upload = uploads.start(ROBIN, "ann", OptionalLong.empty());
    uploads.append(ROBIN, upload.id(), UploadBody.of(new ByteArrayInputStream(bytes("half")), 4));
    try (var staged = stores.blobs().stage(upload.id().toString())) {
      staged.truncate(2);
    }
    assertThat(check(false).problems()).isEqualTo(Map.of(Kind.LOST_UPLOAD, 1L));
    assertThat(check(true).mended()).isTrue();
    refused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.status(ROBIN, upload.id()));
  }
}
