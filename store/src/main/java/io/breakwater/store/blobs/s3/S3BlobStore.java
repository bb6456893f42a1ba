package io.breakwater.store.blobs.s3;

import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobContent;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.blobs.StagedBlob;
import io.breakwater.store.blobs.Uploads;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/// Content as objects of an S3-compatible store. Any number of processes may share one prefix:
/// all that is known of an upload is in the store.
///
/// ```
/// uploads/<upload>                  the head: what is durable of an upload besides its parts
/// contents/<upload>.data            content of more than one part
/// contents/<upload>.sha256-<hex>    content: its bytes, or a sign that `.data` is it
/// contents/<upload>.deleted         content that was removed, and when
/// ```
///
/// The digest of a content is known at its end only, and the key of a multipart upload has to
/// be given at its beginning. Copying the object to a key with the digest would take the store
/// time in proportion to the size (and one request only up to 5 GiB), just when the pushing
/// client waits for its answer. So a large content stays where it was uploaded, and one empty
/// object, whose name has the digest, makes it visible: that object is written last. A content
/// of up to one part (8 MiB) is one object, written once. Both are opened with one request.
///
/// Parts are of 8 MiB, which is the memory that an upload takes. What is behind the last part,
/// the tail, is written with the head when the upload is synced, along with how many parts
/// count: the head is the truth, and whoever stages the upload next goes on from it. A
/// multipart upload has a head from its beginning on, so that what a crash leaves is told by
/// [#staged].
///
/// [#delete] hides a content at once and keeps its bytes for an hour, for those who have it
/// open; [#contents] removes them for good afterwards.
///
/// Calls that fail for reasons of the network or of the service are tried three times. Buckets
/// should have no rule that removes objects; one that aborts multipart uploads should leave
/// them as long as uploads may take.
public final class S3BlobStore implements BlobStore {
  /// Metadata of an object that stands for content of more than one part.
  static final String SIZE = "size";

  /// How long the bytes of a removed content are kept for those who read them.
  static final Duration READ_ON = Duration.ofHours(1);

  private static final int TRIES = 3;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final S3Client client;
  private final Objects objects;
  private final PartSizes sizes;
  private final Clock clock;

  private S3BlobStore(S3Client client, Objects objects, PartSizes sizes, Clock clock) {
    this.client = client;
    this.objects = objects;
    this.sizes = sizes;
    this.clock = clock;
  }

  /// A store; nothing is asked of it yet. [#probe] tells whether it answers.
  public static S3BlobStore of(S3Settings settings) {
    var http =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER).build();
    return of(settings, http, PartSizes.USUAL, Clock.systemUTC());
  }

  static S3BlobStore of(S3Settings settings, SdkHttpClient http, PartSizes sizes, Clock clock) {
    var retries = StandardRetryStrategy.builder().maxAttempts(TRIES).build();
    var client =
        S3Client.builder()
            .httpClient(http)
            .region(Region.of(settings.region()))
            .endpointOverride(settings.endpoint())
            .forcePathStyle(settings.pathStyle())
            .credentialsProvider(credentials(settings))
            .overrideConfiguration(b -> b.retryStrategy(retries))
            // Trailing checksums are an extension that not every S3-compatible service knows.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .build();
    var objects = new Objects(client, settings.bucket(), settings.prefix());
    return new S3BlobStore(client, objects, sizes, clock);
  }

  private static AwsCredentialsProvider credentials(S3Settings settings) {
    var given = settings.credentials();
    return given == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(AwsBasicCredentials.create(given.key(), given.secret()));
  }

  @Override
  public Optional<BlobContent> open(BlobKey key) throws StoreException {
    var what = "opening content " + key;
    var found = objects.find(Names.content(key), what);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var reading = "reading content " + key;
    var data = Names.data(key.copy());
    var size = found.get().metadata().get(SIZE);
    return Optional.of(
        size == null
            ? new ObjectContent(
                objects, List.of(Names.content(key), data), found.get().size(), reading)
            : new ObjectContent(objects, List.of(data), Long.parseLong(size), reading));
  }

  @Override
  public StagedBlob stage(String upload) throws StoreException {
    return StagedObject.open(objects, Uploads.checked(upload), sizes);
  }

  @Override
  public void delete(BlobKey key) throws StoreException {
    var what = "removing content " + key;
    var name = Names.content(key);
    var found = objects.find(name, what);
    if (found.isEmpty()) {
      return;
    }
    if (!found.get().metadata().containsKey(SIZE)) {
      objects.copy(name, Names.data(key.copy()), what);
    }
    objects.put(Names.deleted(key.copy()), new byte[0], 0, java.util.Map.of(), what);
    objects.delete(name, what);
  }

  @Override
  public void contents(Consumer<Stored> each) throws StoreException {
    var copies = new Copies(each);
    objects.list(Names.CONTENTS, "listing contents", copies::add);
    copies.end();
    for (var copy : copies.removed(clock.instant().minus(READ_ON))) {
      objects.delete(Names.data(copy), "removing the bytes of a removed content");
      objects.delete(Names.deleted(copy), "removing the bytes of a removed content");
    }
  }

  @Override
  public void staged(Consumer<StagedUpload> each) throws StoreException {
    var what = "listing uploads";
    objects.list(
        Names.UPLOADS,
        what,
        object -> {
          var upload = object.name().substring(Names.UPLOADS.length());
          var head =
              Uploads.isName(upload)
                  ? objects.find(object.name(), what)
                  : Optional.<Objects.Found>empty();
          if (head.isPresent()) {
            var length = Head.length(head.get().metadata());
            each.accept(new StagedUpload(upload, length, head.get().written()));
          }
        });
  }

  @Override
  public void probe() throws StoreException {
    var what = "writing to the object store";
    var name = "probe/" + UUID.randomUUID();
    objects.put(name, new byte[16], 16, java.util.Map.of(), what);
    objects.delete(name, what);
  }

  @Override
  public void close() {
    client.close();
  }
}
