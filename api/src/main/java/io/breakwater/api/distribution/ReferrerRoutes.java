package io.breakwater.api.distribution;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.RepositoryCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.image.Digest;
import io.breakwater.image.MediaTypes;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.referrers.ReferrerPage;
import io.breakwater.registry.referrers.Referrers;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.StoredManifest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// `GET /v2/<name>/referrers/<digest>` (OCI distribution specification 1.1, "Listing
/// Referrers"): an image index, of nothing where nothing refers to the digest.
///
/// Pages end well below the 4 MiB that clients take of an index, and link to the next by `last`,
/// whose form is this server's matter.
public final class ReferrerRoutes {
  private static final int PAGE = 100;

  /// Bytes of annotations in an answer: below what clients take, whatever stands beside them.
  private static final int ANNOTATIONS = 3 << 20;

  private final Referrers referrers;

  public ReferrerRoutes(Referrers referrers) {
    this.referrers = referrers;
  }

  public void add(GuardedRoutes routes) {
    routes.repository("GET", "/v2/{name...}/referrers/{digest}", Action.IMAGE_PULL, this::list);
  }

  private void list(Request request, Response response, RepositoryCall call)
      throws Refusal, RegistryException, StoreException, IOException {
    var subject = Reference.digest(request.parameter("digest"));
    var type = request.query().first("artifactType").filter(text -> !text.isEmpty());
    var page = page(call.repository(), subject, type, after(request));
    if (page.more()) {
      response.header("Link", link(call.repository(), subject, type, page.last()));
    }
    if (type.isPresent()) {
      response.header(Headers.FILTERS, "artifactType");
    }
    response.header("Content-Type", MediaTypes.OCI_INDEX);
    response.json(
        json -> {
          json.writeStartObject();
          json.writeNumberProperty("schemaVersion", 2);
          json.writeStringProperty("mediaType", MediaTypes.OCI_INDEX);
          json.writeArrayPropertyStart("manifests");
          for (var manifest : page.manifests()) {
            descriptor(json, manifest);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /// A page, cut where its annotations become too many; one manifest is always in it.
  private ReferrerPage page(
      RepositoryName repository, Digest subject, Optional<String> type, long after)
      throws StoreException {
    var page = referrers.page(repository, subject, type, after, PAGE);
    var bytes = 0L;
    for (var i = 0; i < page.manifests().size(); i++) {
      bytes += page.manifests().get(i).annotations().map(String::length).orElse(0);
      if (bytes > ANNOTATIONS && i > 0) {
        return new ReferrerPage(
            page.manifests().subList(0, i), true, page.manifests().get(i - 1).id());
      }
    }
    return page;
  }

  private static long after(Request request) throws Refusal {
    var last = request.query().first("last");
    if (last.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseUnsignedLong(last.get(), 16);
    } catch (NumberFormatException e) {
      throw Refusal.of(400, "UNKNOWN", "last is none of this server; follow the header Link");
    }
  }

  private static String link(
      RepositoryName repository, Digest subject, Optional<String> type, long last) {
    var filter =
        type.map(text -> "artifactType=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&")
            .orElse("");
    return "</v2/"
        + repository
        + "/referrers/"
        + subject
        + "?"
        + filter
        + "last="
        + Long.toHexString(last)
        + ">; rel=\"next\"";
  }

  private static void descriptor(JsonGenerator json, StoredManifest manifest) {
    json.writeStartObject();
    json.writeStringProperty("mediaType", manifest.mediaType());
    json.writeStringProperty("digest", manifest.digest().toString());
    json.writeNumberProperty("size", manifest.size());
    manifest.artifactType().ifPresent(type -> json.writeStringProperty("artifactType", type));
    manifest
        .annotations()
        .ifPresent(
            annotations -> {
              json.writeName("annotations");
              json.writeRawValue(annotations);
            });
    json.writeEndObject();
  }
}
