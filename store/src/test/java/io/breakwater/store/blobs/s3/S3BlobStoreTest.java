package io.breakwater.store.blobs.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.BlobStoreContract;
import io.breakwater.store.blobs.Bytes;
import io.breakwater.testkit.objects.S3Server;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3BlobStoreTest extends BlobStoreContract {
  /// Few and short parts, so that their limits are met.
  private static final PartSizes SHORT = new PartSizes(5 * MIB, 10L * MIB, 2);

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static final S3Settings.Credentials CREDENTIALS =
      new S3Settings.Credentials(S3Server.KEY, S3Server.SECRET);

  private static S3Server server;

  private final String prefix = UUID.randomUUID().toString();
  private final FailingHttp http = new FailingHttp(UrlConnectionHttpClient.builder().build());
  private final List<BlobStore> replicas = new ArrayList<>();

  @BeforeAll
  static void startServer() throws Exception {
    server = S3Server.start(folder);
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (server != null) {
      server.stop();
    }
  }

  @AfterEach
  void closeReplicas() {
    replicas.forEach(BlobStore::close);
  }

  private S3Settings settings() {
    return settings(server.endpoint(), S3Server.BUCKET);
  }

  private S3Settings settings(URI endpoint, String bucket) {
    return new S3Settings(endpoint, "us-east-1", true, bucket, prefix, CREDENTIALS);
  }

  private BlobStore open(PartSizes sizes, Clock clock) {
    var replica = S3BlobStore.of(settings(), http, sizes, clock);
    replicas.add(replica);
    return replica;
  }

  @Override
  protected BlobStore open() {
    http.failEvery(0);
    return open(PartSizes.USUAL, Clock.systemUTC());
  }

  @Override
  protected BlobStore openFailing(int every) {
    http.failEvery(every);
    return open(SHORT, Clock.systemUTC());
  }

  @Override
  protected int failures() {
    return http.failures();
  }

  /// Everything of this test in the bucket, and its multipart uploads.
  private List<String> everything() {
    var credentials = AwsBasicCredentials.create(S3Server.KEY, S3Server.SECRET);
    try (var client =
        S3Client.builder()
            .httpClient(UrlConnectionHttpClient.builder().build())
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .build()) {
      var names = new ArrayList<String>();
      client
          .listObjectsV2Paginator(b -> b.bucket(S3Server.BUCKET).prefix(prefix + "/"))
          .contents()
          .forEach(object -> names.add(object.key().substring(prefix.length() + 1)));
      client
          .listMultipartUploads(b -> b.bucket(S3Server.BUCKET))
          .uploads()
          .forEach(upload -> names.add("multipart " + upload.key()));
      names.removeIf(name -> name.startsWith("multipart ") && !name.contains(prefix));
      return names;
    }
  }

  @Test
  void moreBytesThanPartsMayHaveAreCopiedIntoFewer() throws Exception {
    var bytes = Bytes.of("many", 43 * MIB);
    store = open(SHORT, Clock.systemUTC());
    var key = keep("many", bytes);
    verify(key, bytes);
    assertThat(everything())
        .containsExactlyInAnyOrder(
            "contents/many.data", "contents/many.sha256-" + key.digest().hex());
  }

  @Test
  void anUploadGoesOnInAnotherProcessWhileTheFirstIsThere() throws Exception {
    var bytes = Bytes.of("moves", 30 * MIB);
    var other = open();
    try (var first = store.stage("moves")) {
      first.append(Bytes.part(bytes, 0, 10 * MIB));
      first.sync();
      first.append(ByteBuffer.allocate(10 * MIB));
      try (var second = other.stage("moves")) {
        assertThat(second.length()).isEqualTo(10 * MIB);
        second.append(Bytes.part(bytes, 10 * MIB, 21 * MIB));
        second.sync();
      }
    }
    try (var third = store.stage("moves")) {
      third.append(Bytes.part(bytes, 21 * MIB, bytes.length));
      verify(third.commit(Bytes.digest("sha256", bytes)), bytes);
    }
  }

  @Test
  void nothingIsLeftOfDiscardedAndOfKeptUploads() throws Exception {
    for (var size : List.of(100, 20 * MIB)) {
      for (var sync : List.of(true, false)) {
        try (var staged = store.stage("left")) {
          staged.append(ByteBuffer.allocate(size));
          if (sync) {
            staged.sync();
          }
        }
        try (var staged = store.stage("left")) {
          staged.append(ByteBuffer.allocate(size));
          staged.discard();
        }
        assertThat(everything()).isEmpty();
      }
    }
    var small = keep("small", new byte[100]);
    keep("empty", new byte[0]);
    assertThat(everything()).hasSize(2).contains("contents/small.sha256-" + small.digest().hex());
  }

  @Test
  void whatACrashLeavesBetweenTheDataAndItsNameIsStaged() throws Exception {
    var bytes = Bytes.of("settled", 20 * MIB);
    try (var staged = store.stage("settled")) {
      staged.append(ByteBuffer.wrap(bytes));
      // Reading makes the object of the parts, as a commit does before it names it.
      staged.read().close();
    }
    assertThat(everything()).containsExactlyInAnyOrder("contents/settled.data", "uploads/settled");
    store.contents(stored -> assertThat(stored).isNull());
    try (var staged = store.stage("settled")) {
      assertThat(staged.length()).isEqualTo(16 * MIB);
      staged.truncate(9 * MIB);
      staged.append(Bytes.part(bytes, 9 * MIB, bytes.length));
      verify(staged.commit(Bytes.digest("sha256", bytes)), bytes);
    }
    assertThat(everything()).hasSize(2);
  }

  @Test
  void aHeadThatACommitCouldNotRemoveEndsNoContent() throws Exception {
    var bytes = Bytes.of("headed", 20 * MIB);
    var key = keep("headed", bytes);
    try (var again = store.stage("other")) {
      again.append(ByteBuffer.wrap(bytes, 0, 9 * MIB));
      again.sync();
    }
    rename("uploads/other", "uploads/headed");
    var uploads = new ArrayList<String>();
    store.staged(upload -> uploads.add(upload.upload()));
    assertThat(uploads).contains("headed");
    try (var staged = store.stage("headed")) {
      assertThat(staged.length()).isZero();
      staged.discard();
    }
    verify(key, bytes);
    assertThat(everything()).doesNotContain("uploads/headed");
  }

  private void rename(String from, String to) throws Exception {
    var data = folder.resolve("data").resolve(S3Server.BUCKET).resolve(prefix);
    java.nio.file.Files.copy(
        data.resolve(from), data.resolve(to), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
  }

  @Test
  void removedBytesGoAfterAnHour() throws Exception {
    var small = keep("small", new byte[100]);
    var large = keep("large", new byte[9 * MIB]);
    var kept = keep("kept", new byte[9 * MIB]);
    store.delete(small);
    store.delete(large);
    store.contents(_ -> {});
    assertThat(everything()).contains("contents/small.data", "contents/large.data").hasSize(6);

    var later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61));
    open(PartSizes.USUAL, later).contents(_ -> {});

    assertThat(everything())
        .containsExactlyInAnyOrder(
            "contents/kept.data", "contents/kept.sha256-" + kept.digest().hex());
  }

  @Test
  void contentThatTheServiceLostIsAnErrorAndNotTheEnd() throws Exception {
    var key = keep("lost", new byte[9 * MIB]);
    var data = folder.resolve("data").resolve(S3Server.BUCKET).resolve(prefix);
    java.nio.file.Files.delete(data.resolve("contents/lost.data"));
    try (var content = store.open(key).orElseThrow();
        var in = content.read(5)) {
      assertThatThrownBy(in::readAllBytes)
          .hasCauseInstanceOf(StoreException.class)
          .cause()
          .extracting("code")
          .isEqualTo("storage-corrupt");
    }
  }

  @Test
  void aServiceThatCannotBeHadHasNoAnswers() {
    var key = new BlobKey(Bytes.digest("sha256", new byte[0]), "none");
    for (var settings :
        List.of(
            settings(URI.create("http://127.0.0.1:1"), S3Server.BUCKET),
            settings(server.endpoint(), "no-such-bucket"))) {
      try (var unavailable = S3BlobStore.of(settings)) {
        List<ThrowingCallable> calls =
            List.of(
                () -> unavailable.open(key),
                () -> unavailable.delete(key),
                () -> unavailable.stage("none"),
                () -> unavailable.contents(_ -> {}),
                () -> unavailable.staged(_ -> {}),
                unavailable::probe);
        assertThat(calls)
            .allSatisfy(
                call ->
                    assertThatThrownBy(call)
                        .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> {
                              assertThat(e.code()).isEqualTo("storage-unavailable");
                              assertThat(e.getMessage()).doesNotContain("127.0.0.1");
                            }));
      }
    }
  }

  @Test
  void fewRequestsAreMade() throws Exception {
    var bytes = Bytes.of("requests", 20 * MIB);
    var before = http.requests();
    var small = keep("small", new byte[100]);
    assertThat(http.requests() - before).as("small").isEqualTo(2);
    before = http.requests();
    keep("large", bytes);
    assertThat(http.requests() - before).as("large").isEqualTo(10);
    before = http.requests();
    verify(small, new byte[100]);
    assertThat(http.requests() - before).as("open and read").isEqualTo(2);
  }
}
