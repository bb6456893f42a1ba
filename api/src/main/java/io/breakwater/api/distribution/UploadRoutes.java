package io.breakwater.api.distribution;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.RepositoryCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.api.errors.Refusals;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.image.Digest;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.uploads.ContentRange;
import io.breakwater.registry.uploads.UploadBody;
import io.breakwater.registry.uploads.UploadId;
import io.breakwater.registry.uploads.UploadStatus;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/// `/v2/<name>/blobs/uploads/` (OCI distribution specification 1.1, "Pushing blobs", "Mounting
/// a blob from another repository").
///
/// A `Location` is a path without host and query: it works behind any proxy, and whoever adds
/// `?digest=` to it or loses what follows its path does no harm.
public final class UploadRoutes {
  private final Uploads uploads;
  private final Mounts mounts;
  private final Content served;

  public UploadRoutes(Uploads uploads, Mounts mounts, Content served) {
    this.uploads = uploads;
    this.mounts = mounts;
    this.served = served;
  }

  public void add(GuardedRoutes routes) {
    routes.push("POST", "/v2/{name...}/blobs/uploads/", this::begin);
    routes.push("POST", "/v2/{name...}/blobs/uploads", this::begin);
    var pattern = "/v2/{name...}/blobs/uploads/{upload}";
    routes.repository("GET", pattern, Action.IMAGE_PUSH, this::status);
    routes.repository("PATCH", pattern, Action.IMAGE_PUSH, this::append);
    routes.repository("PUT", pattern, Action.IMAGE_PUSH, this::finish);
    routes.repository("DELETE", pattern, Action.IMAGE_PUSH, this::cancel);
  }

  private void begin(Request request, Response response, RepositoryCall call)
      throws RegistryException, StoreException, IOException {
    var repository = call.repository();
    served.requirePushable(repository);
    var owner = call.caller().owner();
    var mount = request.query().first("mount");
    if (mount.isPresent()) {
      var digest = Reference.digest(mount.get());
      if (mounts.mount(request, call, digest)) {
        created(response, repository, digest);
        return;
      }
    }
    var digest = request.query().first("digest");
    if (digest.isPresent()) {
      var stated = Reference.digest(digest.get());
      var _ = uploads.push(repository, owner, stated, body(request));
      created(response, repository, stated);
      return;
    }
    accepted(response, repository, uploads.start(repository, owner, OptionalLong.empty()));
  }

  private void status(Request request, Response response, RepositoryCall call)
      throws RegistryException, StoreException, IOException {
    var status = uploads.status(call.repository(), id(request));
    describe(response.status(204), call.repository(), status).send();
  }

  private void append(Request request, Response response, RepositoryCall call)
      throws RegistryException, StoreException, IOException, Refusal {
    var id = id(request);
    try {
      accepted(response, call.repository(), uploads.append(call.repository(), id, body(request)));
    } catch (RegistryException e) {
      throw range(e, call.repository(), id);
    }
  }

  private void finish(Request request, Response response, RepositoryCall call)
      throws RegistryException, StoreException, IOException, Refusal {
    var id = id(request);
    var digest =
        request
            .query()
            .first("digest")
            .orElseThrow(
                () ->
                    new RegistryException(
                        ErrorCode.DIGEST_INVALID,
                        "no digest: end the upload with ?digest= and the digest of the blob"));
    var stated = Reference.digest(digest);
    var last =
        request.body().declaredLength().orElse(-1) == 0 && request.header("Content-Range").isEmpty()
            ? Optional.<UploadBody>empty()
            : Optional.of(body(request));
    try {
      var _ = uploads.finish(call.repository(), id, last, stated);
    } catch (RegistryException e) {
      throw range(e, call.repository(), id);
    }
    created(response, call.repository(), stated);
  }

  private void cancel(Request request, Response response, RepositoryCall call)
      throws RegistryException, StoreException, IOException {
    uploads.cancel(call.repository(), id(request));
    response.status(204).send();
  }

  private static UploadId id(Request request) throws RegistryException {
    return UploadId.parse(request.parameter("upload"));
  }

  private static UploadBody body(Request request) throws RegistryException {
    var range = request.header("Content-Range");
    return new UploadBody(
        request.body().stream(),
        request.body().declaredLength(),
        range.isPresent() ? Optional.of(ContentRange.parse(range.get())) : Optional.empty());
  }

  /// A part that does not follow is told what is kept, to go on from there.
  private Refusal range(RegistryException e, RepositoryName repository, UploadId id)
      throws RegistryException, StoreException {
    if (e.code() != ErrorCode.RANGE_INVALID) {
      throw e;
    }
    var status = uploads.status(repository, id);
    return Refusals.of(e)
        .with(Headers.RANGE, kept(status))
        .with(Headers.LOCATION, location(repository, id))
        .with(Headers.UPLOAD, id.toString());
  }

  private static void accepted(Response response, RepositoryName repository, UploadStatus status)
      throws IOException {
    describe(response.status(202), repository, status).send();
  }

  private static Response describe(
      Response response, RepositoryName repository, UploadStatus status) {
    return response
        .header(Headers.LOCATION, location(repository, status.id()))
        .header(Headers.RANGE, kept(status))
        .header(Headers.UPLOAD, status.id().toString());
  }

  /// Of nothing, too, there is no other way to say it: clients read two numbers.
  private static String kept(UploadStatus status) {
    return "0-" + Math.max(0, status.bytes() - 1);
  }

  private static String location(RepositoryName repository, UploadId id) {
    return "/v2/" + repository + "/blobs/uploads/" + id;
  }

  private static void created(Response response, RepositoryName repository, Digest digest)
      throws IOException {
    response
        .status(201)
        .header(Headers.LOCATION, "/v2/" + repository + "/blobs/" + digest)
        .header(Headers.CONTENT_DIGEST, digest.toString())
        .send();
  }
}
