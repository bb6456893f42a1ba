package io.breakwater.management.trash;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.ImageCall;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.access.OwnHosts;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.management.bodies.SentJson;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.images.ImageName;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.registry.trash.RegistryTrash;
import io.breakwater.registry.trash.TrashPage;
import io.breakwater.registry.trash.TrashedImage;
import io.breakwater.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/// The trash.
///
/// | call | answer |
/// |---|---|
/// | `GET /api/v1/trash?namespace=` | 200 `{"IMAGE":{"daysUntilExpiry","tags"}}` |
/// | `POST /api/v1/trash/{image}/restoretags` | 200 `{"successful":[tag],"unsuccessful":[tag]}` |
/// | `POST /api/v1/trash/{image}/restore` | 200 |
///
/// `IMAGE` is the whole name with the digest: `HOST/birds/robin@sha256:…`.
///
/// `restoretags` names an image by its digest and brings it back with all its tags; those that
/// name something else by now stay as they are and are told as unsuccessful. With a digest alone
/// it brings back all images of that digest which the caller may restore, and tells tags with the
/// repositories' names. `restore` names one image by a tag that it had, or by its digest.
public final class TrashRoutes {
  private static final AuditAction PUSH = AuditAction.parse(Action.IMAGE_PUSH.actionName());
  private static final int PAGE = 500;

  private final RegistryTrash trash;
  private final OwnHosts hosts;
  private final Audit audit;
  private final InstantSource clock;

  public TrashRoutes(RegistryTrash trash, OwnHosts hosts, Audit audit, InstantSource clock) {
    this.trash = trash;
    this.hosts = hosts;
    this.audit = audit;
    this.clock = clock;
  }

  public void add(GuardedRoutes routes) {
    var all = "/api/v1/trash";
    routes.namespaces("GET", all, Action.IMAGE_LIST, this::list);
    routes.image("POST", all + "/{+image...}/restoretags", Action.IMAGE_PUSH, this::withTags);
    routes.namespaces("POST", all + "/{digest}/restoretags", Action.IMAGE_PUSH, this::everywhere);
    routes.image("POST", all + "/{+image...}/restore", Action.IMAGE_PUSH, this::one);
  }

  private void list(Request request, Response response, NamespacesCall call)
      throws RegistryException, StoreException, IOException {
    var wanted = Set.copyOf(request.query().all("namespace"));
    var names =
        names(call).stream().filter(name -> wanted.isEmpty() || wanted.contains(name)).toList();
    var first = trash.page(names, Optional.empty(), PAGE);
    var host = hosts.called(request) + "/";
    var now = clock.instant();
    response.json(
        json -> {
          json.writeStartObject();
          var page = first;
          while (true) {
            page.images().forEach(image -> image(json, host, image, now));
            if (page.next().isEmpty()) {
              break;
            }
            page = next(names, page.next());
          }
          json.writeEndObject();
        });
  }

  private TrashPage next(List<String> names, Optional<String> place) throws IOException {
    try {
      return trash.page(names, place, PAGE);
    } catch (RegistryException | StoreException e) {
      throw new IOException("the trash cannot be read to its end", e);
    }
  }

  private static List<String> names(NamespacesCall call) {
    return call.namespaces().stream().map(NamespaceState::name).toList();
  }

  private static void image(JsonGenerator json, String host, TrashedImage image, Instant now) {
    json.writeObjectPropertyStart(host + image.repository() + "@" + image.digest());
    json.writeNumberProperty("daysUntilExpiry", days(now, image.expires()));
    texts(json, "tags", image.tags());
    json.writeEndObject();
  }

  /// Begun days: 30 of what was deleted just now.
  private static long days(Instant now, Instant expires) {
    var left = Duration.between(now, expires);
    return left.isNegative() ? 0 : left.plusDays(1).minusNanos(1).toDays();
  }

  private void withTags(Request request, Response response, ImageCall call) throws Exception {
    if (!(call.reference().orElse(null) instanceof Reference.ByDigest digest)) {
      throw SentJson.invalid("name the image by its digest: " + call.repository() + "@sha256:…");
    }
    var restored =
        audit.done(
            request,
            call.caller(),
            PUSH,
            new ImageName(call.repository(), call.reference()).toString(),
            () -> trash.restore(call.repository(), digest, call.caller().display()));
    restored(response, restored.tags(), restored.taken());
  }

  private void everywhere(Request request, Response response, NamespacesCall call)
      throws Exception {
    var digest = Reference.digest(request.parameter("digest"));
    var restored =
        audit.done(
            request,
            call.caller(),
            PUSH,
            digest.toString(),
            () -> trash.restore(names(call), digest, call.caller().display()));
    var host = hosts.called(request) + "/";
    restored(
        response,
        restored.successful().stream().map(host::concat).toList(),
        restored.unsuccessful().stream().map(host::concat).toList());
  }

  private static void restored(
      Response response, List<String> successful, List<String> unsuccessful) throws IOException {
    response.json(
        json -> {
          json.writeStartObject();
          texts(json, "successful", successful);
          texts(json, "unsuccessful", unsuccessful);
          json.writeEndObject();
        });
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private void one(Request request, Response response, ImageCall call) throws Exception {
    var reference = new ImageName(call.repository(), call.reference()).orLatest();
    var _ =
        audit.done(
            request,
            call.caller(),
            PUSH,
            new ImageName(call.repository(), Optional.of(reference)).toString(),
            () -> trash.restore(call.repository(), reference, call.caller().display()));
    response.status(200).send();
  }
}
