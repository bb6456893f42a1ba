package io.breakwater.api.distribution;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.RepositoryCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.http.Selection;
import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.blobs.OpenedBlob;
import io.breakwater.registry.blobs.RepositoryBlobs;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.names.Reference;
import io.breakwater.store.StoreException;
import java.io.IOException;

/// `GET`, `HEAD` and `DELETE` of `/v2/<name>/blobs/<digest>` (OCI distribution specification
/// 1.1, "Pulling blobs", "Deleting Blobs").
///
/// One range is served as RFC 9110 says; several are answered with the whole, which it allows.
/// The content is bytes to be kept and never anything to be shown.
public final class BlobRoutes {
  private final Content served;
  private final RepositoryBlobs blobs;

  public BlobRoutes(Content served, RepositoryBlobs blobs) {
    this.served = served;
    this.blobs = blobs;
  }

  public void add(GuardedRoutes routes) {
    var pattern = "/v2/{name...}/blobs/{digest}";
    routes.repository("GET", pattern, Action.IMAGE_PULL, this::get);
    routes.repository("HEAD", pattern, Action.IMAGE_PULL, this::head);
    routes.repository("DELETE", pattern, Action.IMAGE_DELETE, this::delete);
  }

  private void head(Request request, Response response, RepositoryCall call)
      throws RegistryException, StoreException, IOException {
    var digest = Reference.digest(request.parameter("digest"));
    var blob = served.blob(call.repository(), digest);
    var selection = Selection.of(request, blob.size(), etag(digest), null);
    describe(response, selection, digest);
    if (selection instanceof Selection.Unchanged) {
      response.send();
    } else {
      response.sendLength(blob.size());
    }
  }

  private void get(Request request, Response response, RepositoryCall call)
      throws RegistryException, StoreException, IOException, Refusal {
    var digest = Reference.digest(request.parameter("digest"));
    try (var opened = served.open(call.repository(), digest)) {
      var content = opened.content();
      var selection = Selection.of(request, content.size(), etag(digest), null);
      switch (selection) {
        case Selection.Whole(var size) -> {
          describe(response, selection, digest);
          send(response, opened, 0, size);
        }
        case Selection.Part(var offset, var length, var _) -> {
          describe(response, selection, digest);
          send(response, opened, offset, length);
        }
        case Selection.Outside(var size) ->
            throw Refusal.of(
                    416, "RANGE_INVALID", "the blob has " + size + " bytes; ask for some of those")
                .with("Content-Range", "bytes */" + size);
        case Selection.Unchanged _ -> {
          describe(response, selection, digest);
          response.send();
        }
      }
    }
  }

  private static void send(Response response, OpenedBlob blob, long offset, long length)
      throws StoreException, IOException {
    var file = blob.content().file();
    if (file.isPresent()) {
      response.file(file.get(), offset, length);
      return;
    }
    try (var channel = response.channel(length)) {
      blob.content().transferTo(offset, length, channel);
    }
  }

  private static String etag(Digest digest) {
    return '"' + digest.toString() + '"';
  }

  private static void describe(Response response, Selection selection, Digest digest) {
    response
        .header("Content-Type", "application/octet-stream")
        .header(Headers.CONTENT_DIGEST, digest.toString());
    selection.describe(response, etag(digest), null);
  }

  private void delete(Request request, Response response, RepositoryCall call)
      throws RegistryException, StoreException, IOException {
    var digest = Reference.digest(request.parameter("digest"));
    blobs.delete(call.repository(), digest);
    response.status(202).send();
  }
}
