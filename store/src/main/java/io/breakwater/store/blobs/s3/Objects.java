package io.breakwater.store.blobs.s3;

import io.breakwater.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// The objects of one prefix of one bucket.
final class Objects {
  private static final int TRIES = 3;
  private static final String BINARY = "application/octet-stream";

  private final S3Client client;
  private final String bucket;
  private final String prefix;

  Objects(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /// What is known of an object without its bytes.
  record Found(long size, String etag, Map<String, String> metadata, Instant written) {}

  /// An object of a listing.
  record Listed(String name, long size, Instant written) {}

  /// What becomes of each object of a listing.
  interface Each {
    void accept(Listed object) throws StoreException;
  }

  S3Client client() {
    return client;
  }

  String bucket() {
    return bucket;
  }

  /// The whole key of a name.
  String key(String name) {
    return prefix + name;
  }

  /// Makes a call; empty where there is no such object or multipart upload.
  static <T> Optional<T> ask(String what, Supplier<T> call) throws StoreException {
    try {
      return Optional.of(tried(call));
    } catch (SdkException e) {
      if (Failures.isAbsent(e)) {
        return Optional.empty();
      }
      throw Failures.of(what, e);
    }
  }

  /// The client tries calls that fail again, but for those whose answer is cut off.
  private static <T> T tried(Supplier<T> call) {
    for (var attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (UncheckedIOException e) {
        if (attempt == TRIES) {
          throw SdkException.create("an answer that was cut off", e);
        }
      }
    }
  }

  /// Makes a call, to which there is an answer in any case.
  static <T> T demand(String what, Supplier<T> call) throws StoreException {
    return ask(what, call)
        .orElseThrow(
            () -> Failures.corrupt(what, "the object store has lost what was staged", null));
  }

  Optional<Found> find(String name, String what) throws StoreException {
    try {
      var head = tried(() -> client.headObject(b -> b.bucket(bucket).key(key(name))));
      return Optional.of(
          new Found(
              head.contentLength(),
              head.eTag().replace("\"", ""),
              head.metadata(),
              head.lastModified()));
    } catch (SdkException e) {
      if (!Failures.isNotFound(e)) {
        throw Failures.of(what, e);
      }
    }
    // HEAD has no body that tells a missing object from a missing bucket: a listing does.
    if (listed(name, what)) {
      throw Failures.corrupt(what, "the object store lists an object that it does not have", null);
    }
    return Optional.empty();
  }

  private boolean listed(String name, String what) throws StoreException {
    var page =
        demand(
            what, () -> client.listObjectsV2(b -> b.bucket(bucket).prefix(key(name)).maxKeys(1)));
    return page.contents().stream().anyMatch(object -> object.key().equals(key(name)));
  }

  /// Opens an object from a byte on, to the last byte inclusive; empty where it is not there.
  Optional<ResponseInputStream<GetObjectResponse>> read(
      String name, long from, long last, String what) throws StoreException {
    var range = "bytes=" + from + "-" + last;
    return ask(what, () -> client.getObject(b -> b.bucket(bucket).key(key(name)).range(range)));
  }

  /// Opens a whole object; empty where it is not there.
  Optional<ResponseInputStream<GetObjectResponse>> read(String name, String what)
      throws StoreException {
    return ask(what, () -> client.getObject(b -> b.bucket(bucket).key(key(name))));
  }

  void put(String name, byte[] bytes, int length, Map<String, String> metadata, String what)
      throws StoreException {
    demand(
        what,
        () ->
            client.putObject(
                b -> b.bucket(bucket).key(key(name)).metadata(metadata), body(bytes, length)));
  }

  /// A part of an array, not copied.
  static RequestBody body(byte[] bytes, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, BINARY);
  }

  /// Copies an object of at most 5 GiB inside the store.
  void copy(String from, String to, String what) throws StoreException {
    demand(
        what,
        () ->
            client.copyObject(
                b ->
                    b.sourceBucket(bucket)
                        .sourceKey(key(from))
                        .destinationBucket(bucket)
                        .destinationKey(key(to))));
  }

  void delete(String name, String what) throws StoreException {
    ask(what, () -> client.deleteObject(b -> b.bucket(bucket).key(key(name))));
  }

  /// Tells the objects whose names begin so, in the order of their names.
  void list(String beginning, String what, Each each) throws StoreException {
    String after = null;
    do {
      var from = after;
      var page =
          demand(
              what,
              () ->
                  client.listObjectsV2(
                      b -> b.bucket(bucket).prefix(key(beginning)).continuationToken(from)));
      after = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
      for (var object : page.contents()) {
        each.accept(
            new Listed(
                object.key().substring(prefix.length()), object.size(), object.lastModified()));
      }
    } while (after != null);
  }
}
