package io.breakwater.registry.images;

import io.breakwater.image.Digest;
import io.breakwater.image.MediaTypes;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.Stores;
import io.breakwater.registry.events.ImageEvent;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.namespaces.NamespaceState;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.uploads.UploadBody;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.registry.verdicts.layers.LaterWrites;
import io.breakwater.store.StoreException;
import io.breakwater.testkit.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A registry with images that are built here.
public final class ImageShop implements AutoCloseable {
  public static final String BUILT = "2026-04-01T12:00:00Z";

  private final Stores stores;
  private final LaterWrites writes;
  private final RepositoryManifests manifests;
  private final Uploads uploads;
  private final RegistryNamespaces namespaces;
  private final ImageDescriptions descriptions;
  private final List<ImageEvent> events = new ArrayList<>();

  public ImageShop(Path folder) throws StoreException {
    stores = new Stores(folder);
    writes = new LaterWrites(stores.metadata());
    manifests = new RepositoryManifests(stores.metadata(), Stores.CLOCK, events::add);
    uploads = new Uploads(stores.metadata(), stores.blobs(), Stores.CLOCK, UploadLimits.defaults());
    namespaces = new RegistryNamespaces(stores.metadata(), Stores.CLOCK);
    descriptions = new ImageDescriptions(stores.metadata(), stores.blobs(), writes);
  }

  public Stores stores() {
    return stores;
  }

  public LaterWrites writes() {
    return writes;
  }

  public RepositoryManifests manifests() {
    return manifests;
  }

  public ImageDescriptions descriptions() {
    return descriptions;
  }

  public RegistryImages images() {
    return new RegistryImages(stores.metadata(), stores.blobs(), manifests, descriptions);
  }

  /// What was told since the last call.
  public List<ImageEvent> events() {
    var all = List.copyOf(events);
    events.clear();
    return all;
  }

  public List<NamespaceState> namespaces(String... names) throws StoreException {
    var states = new ArrayList<NamespaceState>();
    for (var name : names) {
      states.add(namespaces.find(name).orElseThrow());
    }
    return states;
  }

  /// The configuration of an image of a platform.
  public static Map<String, Object> config(String created, String architecture) {
    var config = new LinkedHashMap<String, Object>();
    config.put("architecture", architecture);
    config.put("os", "linux");
    if (!created.isEmpty()) {
      config.put("created", created);
    }
    config.put("config", Map.of("Labels", Map.of("bird", "robin"), "Cmd", List.of("sh")));
    config.put("rootfs", Map.of("type", "layers", "diff_ids", List.of("sha256:" + "d".repeat(64))));
    return config;
  }

  /// Pushes an image that was built at a time by a tag or, for an empty one, by its digest.
  public Digest image(String repository, String tag, String created) throws Exception {
    return image(repository, tag, Json.bytes(config(created, "amd64")), "layer of " + created);
  }

  public Digest image(String repository, String tag, byte[] config, String layer) throws Exception {
    return image(repository, tag, config, MediaTypes.OCI_CONFIG, layer, MediaTypes.OCI_LAYER);
  }

  public Digest image(
      String repository, String tag, byte[] config, String type, String layer, String layerType)
      throws Exception {
    blob(repository, config);
    blob(repository, Stores.bytes(layer));
    var manifest =
        Json.object(
            "schemaVersion",
            2,
            "mediaType",
            MediaTypes.OCI_MANIFEST,
            "config",
            descriptor(type, config),
            "layers",
            List.of(descriptor(layerType, Stores.bytes(layer))));
    return put(repository, tag, MediaTypes.OCI_MANIFEST, Json.bytes(manifest));
  }

  /// Pushes an index of manifests that are in the repository.
  public Digest index(String repository, String tag, Digest... children) throws Exception {
    var named = new ArrayList<Object>();
    for (var child : children) {
      var content = manifests.get(Stores.name(repository), new Reference.ByDigest(child));
      named.add(descriptor(content.mediaType(), content.content()));
    }
    var index =
        Json.object("schemaVersion", 2, "mediaType", MediaTypes.OCI_INDEX, "manifests", named);
    return put(repository, tag, MediaTypes.OCI_INDEX, Json.bytes(index));
  }

  public Digest put(String repository, String tag, String type, byte[] bytes)
      throws RegistryException, StoreException {
    var reference = tag.isEmpty() ? Stores.sha256(bytes).toString() : tag;
    return manifests
        .put(Stores.name(repository), Reference.parse(reference), type, bytes, "ann")
        .digest();
  }

  public Digest blob(String repository, byte[] bytes) throws Exception {
    var digest = Stores.sha256(bytes);
    uploads.push(
        Stores.name(repository),
        "ann",
        digest,
        UploadBody.of(new ByteArrayInputStream(bytes), bytes.length));
    return digest;
  }

  private static Map<String, Object> descriptor(String type, byte[] bytes) {
    return Json.object(
        "mediaType", type, "digest", Stores.sha256(bytes).toString(), "size", bytes.length);
  }

  /// All that a query finds, by pages of a size.
  public List<ListedImage> all(ImageQuery query, int limit) throws Exception {
    var found = new ArrayList<ListedImage>();
    Optional<String> place = Optional.empty();
    do {
      var page = images().list(query, place, limit);
      found.addAll(page.images());
      place = page.next();
    } while (place.isPresent());
    return found;
  }

  @Override
  public void close() {
    writes.close();
    stores.close();
  }
}
