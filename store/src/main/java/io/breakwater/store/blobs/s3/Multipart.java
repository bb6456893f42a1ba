package io.breakwater.store.blobs.s3;

import io.breakwater.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;

/// A multipart upload that goes on: its parts so far, each of 5 MiB at least but for the last.
final class Multipart {
  /// The service's limit for any part but the last.
  static final int LEAST_PART = 5 * 1024 * 1024;

  private final Objects objects;
  private final String name;
  private final String id;
  private final List<CompletedPart> parts = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>();

  private Multipart(Objects objects, String name, String id) {
    this.objects = objects;
    this.name = name;
    this.id = id;
  }

  static Multipart begin(Objects objects, String name, String what) throws StoreException {
    var begun =
        Objects.demand(
            what,
            () ->
                objects
                    .client()
                    .createMultipartUpload(b -> b.bucket(objects.bucket()).key(objects.key(name))));
    return new Multipart(objects, name, begun.uploadId());
  }

  /// Goes on with one that another process began: its first parts.
  ///
  /// @return empty where these parts are not there, of that length: it is completed or aborted
  static Optional<Multipart> resume(
      Objects objects, String name, String id, int parts, long length, String what)
      throws StoreException {
    var multipart = new Multipart(objects, name, id);
    Objects.ask(
        what,
        () -> {
          multipart.cut(0);
          objects
              .client()
              .listPartsPaginator(
                  b -> b.bucket(objects.bucket()).key(objects.key(name)).uploadId(id))
              .parts()
              .forEach(part -> multipart.addOnly(part, parts));
          return multipart;
        });
    return Optional.of(multipart).filter(m -> m.parts() == parts && m.length() == length);
  }

  private void addOnly(Part part, int most) {
    if (part.partNumber() == parts.size() + 1 && parts.size() < most) {
      add(part.eTag(), part.size());
    }
  }

  private void add(String etag, long size) {
    var number = parts.size() + 1;
    ends.add(length() + size);
    parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
  }

  String id() {
    return id;
  }

  int parts() {
    return parts.size();
  }

  long length() {
    return ends.isEmpty() ? 0 : ends.getLast();
  }

  /// Whether no part can follow the last one.
  boolean endsShort() {
    var before = ends.size() < 2 ? 0 : ends.get(ends.size() - 2);
    return !ends.isEmpty() && length() - before < LEAST_PART;
  }

  void upload(byte[] bytes, int length, String what) throws StoreException {
    var number = parts.size() + 1;
    var answer =
        Objects.demand(
            what,
            () ->
                objects
                    .client()
                    .uploadPart(
                        b ->
                            b.bucket(objects.bucket())
                                .key(objects.key(name))
                                .uploadId(id)
                                .partNumber(number),
                        Objects.body(bytes, length)));
    add(answer.eTag(), length);
  }

  /// Adds a range of an object as a part, inside the store.
  void copy(String from, long start, long end, String what) throws StoreException {
    var number = parts.size() + 1;
    var answer =
        Objects.demand(
            what,
            () ->
                objects
                    .client()
                    .uploadPartCopy(
                        b ->
                            b.sourceBucket(objects.bucket())
                                .sourceKey(objects.key(from))
                                .copySourceRange("bytes=" + start + "-" + (end - 1))
                                .destinationBucket(objects.bucket())
                                .destinationKey(objects.key(name))
                                .uploadId(id)
                                .partNumber(number)));
    add(answer.copyPartResult().eTag(), end - start);
  }

  /// Forgets the parts behind a length, where a part ends there.
  ///
  /// @return whether one does
  boolean cut(long length) {
    var kept = length == 0 ? 0 : ends.indexOf(length) + 1;
    if (length != 0 && kept == 0) {
      return false;
    }
    parts.subList(kept, parts.size()).clear();
    ends.subList(kept, ends.size()).clear();
    return true;
  }

  /// Makes an object of the parts.
  ///
  /// Where the answer to a first try was lost, the next one fails, and how depends on the
  /// service: so the object decides.
  ///
  /// @param stale ETag of an older object of the name
  void complete(@Nullable String stale, String what) throws StoreException {
    try {
      Objects.demand(
          what,
          () ->
              objects
                  .client()
                  .completeMultipartUpload(
                      b ->
                          b.bucket(objects.bucket())
                              .key(objects.key(name))
                              .uploadId(id)
                              .multipartUpload(m -> m.parts(parts))));
    } catch (StoreException e) {
      var found = objects.find(name, what);
      if (found.isEmpty() || found.get().size() != length() || found.get().etag().equals(stale)) {
        throw e;
      }
    }
  }

  /// Aborts every multipart upload of one name, also those that nobody remembers, as where the
  /// answer to their begin was lost.
  static void abortAll(Objects objects, String name, String what) throws StoreException {
    var client = objects.client();
    var key = objects.key(name);
    // One page: more than a thousand of one name do not come about.
    var page =
        Objects.demand(
            what, () -> client.listMultipartUploads(b -> b.bucket(objects.bucket()).prefix(key)));
    for (var upload : page.uploads()) {
      if (upload.key().equals(key)) {
        Objects.ask(
            what,
            () ->
                client.abortMultipartUpload(
                    b -> b.bucket(objects.bucket()).key(key).uploadId(upload.uploadId())));
      }
    }
  }
}
