package io.breakwater.management.images;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.Named;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.api.errors.Refusals;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.management.bodies.SentJson;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.images.RegistryImages;
import io.breakwater.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;

/// Deletes many images.
///
/// `POST /api/v1/images/bulkdelete` with a list of at most 1,000 names, each with a digest or a
/// tag → 200 `{"success":[name],"error":{name:{"code","message"}}}`, names as they were sent. What
/// cannot be deleted keeps nothing else from being deleted; each image goes into the trash with
/// all its tags.
public final class BulkDelete {
  private final RegistryImages images;
  private final Named named;
  private final Audit audit;

  public BulkDelete(RegistryImages images, Named named, Audit audit) {
    this.images = images;
    this.named = named;
    this.audit = audit;
  }

  public void add(GuardedRoutes routes) {
    routes.namespaces("POST", "/api/v1/images/bulkdelete", Action.IMAGE_DELETE, this::delete);
  }

  private void delete(Request request, Response response, NamespacesCall call) throws Exception {
    var success = new ArrayList<String>();
    var errors = new LinkedHashMap<String, Refusal>();
    for (var name : new LinkedHashSet<>(SentJson.texts(request))) {
      deleted(request, call, name)
          .ifPresentOrElse(refusal -> errors.put(name, refusal), () -> success.add(name));
    }
    response.json(
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("success");
          success.forEach(json::writeString);
          json.writeEndArray();
          json.writeObjectPropertyStart("error");
          errors.forEach(
              (name, refusal) -> {
                json.writeObjectPropertyStart(name);
                json.writeStringProperty("code", refusal.code());
                json.writeStringProperty("message", refusal.message());
                json.writeEndObject();
              });
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  /// @return why not
  private Optional<Refusal> deleted(Request request, NamespacesCall call, String name) {
    try {
      var image = named.image(request, call.caller(), Action.IMAGE_DELETE, name);
      if (image.reference().isEmpty()) {
        return Optional.of(
            SentJson.invalid("name the digest or the tag: " + image.repository() + "@sha256:…"));
      }
      var _ = ImageRoutes.remove(images, audit, request, image);
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal);
    } catch (RegistryException e) {
      return Optional.of(Refusals.of(e));
    } catch (StoreException e) {
      return Optional.of(Refusals.of(e));
    }
  }
}
