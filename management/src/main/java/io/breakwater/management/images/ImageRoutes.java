package io.breakwater.management.images;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.ImageCall;
import io.breakwater.api.access.OwnHosts;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.management.bodies.SentJson;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.images.ImageName;
import io.breakwater.registry.images.RegistryImages;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.util.Optional;

/// One image.
///
/// | call | answer |
/// |---|---|
/// | `DELETE /api/v1/images/{image}` | 200 `{"Untagged"}`: into the trash, with all its tags |
/// | `GET /api/v1/images/{image}/json` | 200 in the shape of Docker's inspection |
/// | `GET /api/v1/images/{image}/manifest` | 200, the manifest as it was pushed, with its type |
/// | `DELETE /api/v1/tags/{image}` | 200 `{"Untagged"}`: the tag alone |
///
/// `{image}` is `[HOST/]NAMESPACE/REPOSITORY[:TAG|@DIGEST]`, its slashes encoded or not; without
/// tag and digest it is the tag `latest`, but for taking a tag away, which has to be named.
public final class ImageRoutes {
  private static final AuditAction DELETE = AuditAction.parse(Action.IMAGE_DELETE.actionName());
  private static final String ONE = "/api/v1/images/{+image...}";

  private final RegistryImages images;
  private final RepositoryManifests manifests;
  private final OwnHosts hosts;
  private final Audit audit;

  public ImageRoutes(
      RegistryImages images, RepositoryManifests manifests, OwnHosts hosts, Audit audit) {
    this.images = images;
    this.manifests = manifests;
    this.hosts = hosts;
    this.audit = audit;
  }

  public void add(GuardedRoutes routes) {
    routes.image("DELETE", ONE, Action.IMAGE_DELETE, this::delete);
    routes.image("GET", ONE + "/json", Action.IMAGE_INSPECT, this::inspect);
    routes.image("GET", ONE + "/manifest", Action.IMAGE_INSPECT, this::manifest);
    routes.image("DELETE", "/api/v1/tags/{+image...}", Action.IMAGE_DELETE, this::untag);
  }

  private static ImageName name(ImageCall call) {
    return new ImageName(call.repository(), call.reference());
  }

  private void delete(Request request, Response response, ImageCall call)
      throws Refusal, RegistryException, StoreException, IOException {
    untagged(request, response, remove(images, audit, request, call));
  }

  /// Puts an image into the trash, and remembers who did.
  ///
  /// @return its name
  static String remove(RegistryImages images, Audit audit, Request request, ImageCall call)
      throws Refusal, RegistryException, StoreException {
    var reference = name(call).orLatest();
    var name = new ImageName(call.repository(), Optional.of(reference)).toString();
    try {
      var _ =
          audit.done(
              request,
              call.caller(),
              DELETE,
              name,
              () -> images.remove(call.repository(), reference, call.caller().display()));
    } catch (RegistryException e) {
      throw inUse(e);
    }
    return name;
  }

  /// Something else has to be deleted first: a conflict, where the distribution's interface says
  /// that the method is not allowed.
  private static RegistryException inUse(RegistryException e) throws Refusal {
    if (e.code() == ErrorCode.UNSUPPORTED) {
      throw Refusal.of(409, "CONFLICT", String.valueOf(e.getMessage()), e.detail());
    }
    return e;
  }

  private void untag(Request request, Response response, ImageCall call)
      throws Refusal, RegistryException, StoreException, IOException {
    if (!(call.reference().orElse(null) instanceof Reference.ByTag(var tag))) {
      throw SentJson.invalid("name the tag that is to go: " + call.repository() + ":TAG");
    }
    var name = name(call).toString();
    var _ =
        audit.done(
            request,
            call.caller(),
            DELETE,
            name,
            () -> {
              images.untag(call.repository(), tag, call.caller().display());
              return true;
            });
    untagged(request, response, name);
  }

  private void untagged(Request request, Response response, String name) throws IOException {
    var whole = hosts.called(request) + "/" + name;
    response.json(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("Untagged", whole);
          json.writeEndObject();
        });
  }

  private void inspect(Request request, Response response, ImageCall call)
      throws RegistryException, StoreException, IOException {
    var image = images.inspect(call.repository(), name(call).orLatest());
    var host = hosts.called(request) + "/";
    response.json(json -> Inspection.write(json, host, image));
  }

  private void manifest(Request request, Response response, ImageCall call)
      throws RegistryException, StoreException, IOException {
    var manifest = manifests.get(call.repository(), name(call).orLatest());
    response.header("Content-Type", manifest.mediaType());
    response.header("Docker-Content-Digest", manifest.digest().toString());
    response.send(manifest.content());
  }
}
