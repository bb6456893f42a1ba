package io.breakwater.management.images;

import io.breakwater.accounts.access.Action;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.Named;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.access.OwnHosts;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.management.bodies.SentJson;
import io.breakwater.management.bodies.SentObject;
import io.breakwater.management.bodies.SentObject.Kind;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.images.ImageQuery;
import io.breakwater.registry.images.ListedImage;
import io.breakwater.registry.images.RegistryImages;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/// Lists of images, of which only those namespaces are told of that the caller may see.
///
/// | call | answer |
/// |---|---|
/// | `GET /api/v1/images?…` | 200: those that have tags, in the shape of Docker's Remote API |
/// | `POST /api/v1/images/digests` | 200: all, tagged or not, with the verdict of each tag |
///
/// An image is listed once for each repository that has it. Public images of a provider
/// (`includeIBM`, `include_ibm`) are not here: there are none, so the parameter changes nothing.
public final class ImageListRoutes {
  private final RegistryImages images;
  private final Verdicts verdicts;
  private final Named named;
  private final OwnHosts hosts;

  public ImageListRoutes(RegistryImages images, Verdicts verdicts, GuardedRoutes routes) {
    this.images = images;
    this.verdicts = verdicts;
    this.named = routes.named();
    this.hosts = routes.hosts();
  }

  public void add(GuardedRoutes routes) {
    routes.namespaces("GET", "/api/v1/images", Action.IMAGE_LIST, this::images);
    routes.namespaces("POST", "/api/v1/images/digests", Action.IMAGE_LIST, this::digests);
  }

  private void images(Request request, Response response, NamespacesCall call) throws Exception {
    var wanted = Set.copyOf(request.query().all("namespace"));
    var namespaces =
        wanted.isEmpty()
            ? call.namespaces()
            : call.namespaces().stream().filter(one -> wanted.contains(one.name())).toList();
    var all = new NamespacesCall(call.caller(), call.account(), namespaces);
    var queries =
        flag(request, "includePrivate", true)
            ? queries(
                request,
                all,
                request.query().all("repository"),
                flag(request, "includeManifestLists", false),
                true)
            : List.<ImageQuery>of();
    var judged = flag(request, "vulnerabilities", false);
    var found = ImagesInTurn.of(images, queries);
    var host = hosts.called(request) + "/";
    var status = new ListedVerdicts(verdicts);
    response.json(
        json -> {
          json.writeStartArray();
          found.each(image -> image(json, host, image, judged, status));
          json.writeEndArray();
        });
  }

  private static void image(
      JsonGenerator json, String host, ListedImage image, boolean judged, ListedVerdicts status)
      throws StoreException {
    if (!judged) {
      json.writeStartObject();
      described(json, host, image, image.tags());
      json.writeEndObject();
      return;
    }
    for (var one : status.byStatus(image).entrySet()) {
      json.writeStartObject();
      described(json, host, image, one.getValue());
      one.getKey().images(json);
      json.writeEndObject();
    }
  }

  private static void described(
      JsonGenerator json, String host, ListedImage image, List<TagName> tags) {
    var name = host + image.repository();
    json.writeStringProperty("Id", image.config().orElse(image.digest()).toString());
    json.writeStringProperty("ParentId", "");
    json.writeObjectPropertyStart("DigestTags");
    json.writeArrayPropertyStart(image.digest().toString());
    tags.forEach(tag -> json.writeString(name + ":" + tag));
    json.writeEndArray();
    json.writeEndObject();
    json.writeArrayPropertyStart("RepoTags");
    tags.forEach(tag -> json.writeString(name + ":" + tag));
    json.writeEndArray();
    json.writeArrayPropertyStart("RepoDigests");
    json.writeString(name + "@" + image.digest());
    json.writeEndArray();
    json.writeNumberProperty("Created", created(image));
    json.writeNumberProperty("Size", image.size());
    json.writeNumberProperty("VirtualSize", image.size());
    json.writeObjectPropertyStart("Labels");
    image.labels().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeStringProperty("ManifestType", image.kind().word());
  }

  /// UNIX seconds; 0 where an image does not say.
  private static long created(ListedImage image) {
    return image.created().map(time -> time.getEpochSecond()).orElse(0L);
  }

  private void digests(Request request, Response response, NamespacesCall call) throws Exception {
    var sent =
        SentObject.read(
                request,
                Map.of(
                    "exclude_tagged", Kind.FLAG,
                    "exclude_va", Kind.FLAG,
                    "include_ibm", Kind.FLAG,
                    "repositories", Kind.TEXTS))
            .understood("exclude_tagged, exclude_va, include_ibm, repositories");
    var untagged = sent.flag("exclude_tagged").orElse(false);
    var judged = !sent.flag("exclude_va").orElse(false);
    var queries = queries(request, call, sent.texts("repositories"), true, false);
    var found = ImagesInTurn.of(images, queries);
    var host = hosts.called(request) + "/";
    var status = new ListedVerdicts(verdicts);
    response.json(
        json -> {
          json.writeStartArray();
          found.each(
              image -> {
                if (!untagged || image.tags().isEmpty()) {
                  digest(json, host, image, judged, status);
                }
              });
          json.writeEndArray();
        });
  }

  private static void digest(
      JsonGenerator json, String host, ListedImage image, boolean judged, ListedVerdicts status)
      throws StoreException {
    json.writeStartObject();
    json.writeStringProperty("id", image.digest().toString());
    json.writeNumberProperty("created", created(image));
    json.writeStringProperty("manifestType", image.kind().word());
    json.writeObjectPropertyStart("repoTags");
    json.writeObjectPropertyStart(host + image.repository());
    for (var tag : image.tags()) {
      json.writeObjectPropertyStart(tag.toString());
      if (judged) {
        status.of(image, tag).digests(json);
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeNumberProperty("size", image.size());
    json.writeEndObject();
  }

  private List<ImageQuery> queries(
      Request request,
      NamespacesCall call,
      List<String> repositories,
      boolean lists,
      boolean tagged)
      throws RegistryException {
    if (repositories.isEmpty()) {
      return List.of(new ImageQuery(call.namespaces(), Optional.empty(), lists, tagged));
    }
    var names = new LinkedHashSet<RepositoryName>();
    for (var text : repositories) {
      names.add(named.name(request, text).repository());
    }
    var queries = new ArrayList<ImageQuery>();
    for (var name : names) {
      queries.add(new ImageQuery(call.namespaces(), Optional.of(name), lists, tagged));
    }
    return queries;
  }

  /// As the original: of several the last one counts.
  private static boolean flag(Request request, String name, boolean usual) throws Refusal {
    var all = request.query().all(name);
    if (all.isEmpty()) {
      return usual;
    }
    return switch (all.getLast().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw SentJson.invalid(name + " is true or false");
    };
  }
}
