package io.breakwater.registry.verdicts;

import io.breakwater.advisor.Policy;
import io.breakwater.advisories.FeedException;
import io.breakwater.advisories.folder.FeedBuild;
import io.breakwater.advisories.folder.FeedFolder;
import io.breakwater.image.Digest;
import io.breakwater.registry.GuardedBlobs;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.Stores;
import io.breakwater.registry.manifests.PushedManifest;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.uploads.UploadBody;
import io.breakwater.registry.uploads.UploadLimits;
import io.breakwater.registry.uploads.Uploads;
import io.breakwater.registry.verdicts.layers.IntakeOptions;
import io.breakwater.registry.verdicts.layers.LaterWrites;
import io.breakwater.registry.verdicts.layers.LayerIntake;
import io.breakwater.registry.verdicts.layers.LayerInventories;
import io.breakwater.store.StoreException;
import io.breakwater.testkit.feeds.FeedFolderBuilder;
import io.breakwater.testkit.feeds.Packing;
import io.breakwater.testkit.images.Blob;
import io.breakwater.testkit.images.Built;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// A registry that judges, in a folder.
final class Judging implements AutoCloseable {
  static final RepositoryName ROBIN = Stores.name("birds/robin");

  private final Path folder;
  private final Stores stores;
  private final GuardedBlobs blobs;
  private final LaterWrites writes;
  private final LayerInventories layers;
  private final LayerIntake intake;
  private final Uploads uploads;
  private final RepositoryManifests manifests;
  private final CurrentAdvisories advisories;
  private Policies policies = Policies.always(Policy.DEFAULT);
  private ImageVerdicts verdicts;

  Judging(Path folder, IntakeOptions options) throws StoreException {
    this.folder = folder;
    stores = new Stores(folder);
    blobs = new GuardedBlobs(stores.blobs());
    writes = new LaterWrites(stores.metadata());
    layers = new LayerInventories(stores.metadata(), blobs, Stores.CLOCK, writes, options);
    intake = new LayerIntake(layers);
    uploads = new Uploads(stores.metadata(), blobs, Stores.CLOCK, UploadLimits.defaults(), intake);
    manifests = new RepositoryManifests(stores.metadata(), Stores.CLOCK);
    advisories = new CurrentAdvisories(folder.resolve("advisories.db"));
    verdicts = another();
  }

  /// Judges by other words, with nothing remembered.
  ImageVerdicts another() {
    return another(VerdictOptions.standard());
  }

  private ImageVerdicts another(VerdictOptions options) {
    return another(options, VerdictListener.NONE);
  }

  /// Judges and tells of it, with nothing remembered.
  ImageVerdicts another(VerdictListener listener) {
    return another(VerdictOptions.standard(), listener);
  }

  private ImageVerdicts another(VerdictOptions options, VerdictListener listener) {
    return new ImageVerdicts(
        stores.metadata(),
        blobs,
        layers,
        writes,
        advisories,
        repository -> policies.of(repository),
        Stores.CLOCK,
        options,
        listener);
  }

  /// Judges with less patience.
  ImageVerdicts impatient() {
    return another(
        VerdictOptions.standard().withPatience(Duration.ofMillis(50), Duration.ofMillis(50)));
  }

  void policy(Policy policy, String version) {
    var inForce = new Policies.InForce(policy, version);
    policies = repository -> inForce;
  }

  /// Puts a database of these feeds in place.
  Judging feeds(FeedFolderBuilder feeds) throws FeedException, IOException {
    var from = Files.createTempDirectory(folder, "feeds");
    feeds.writeTo(from, Packing.NONE);
    var built = folder.resolve("built.db");
    FeedBuild.build(FeedFolder.open(from), built, FeedBuild.Options.plain());
    Files.move(
        built,
        folder.resolve("advisories.db"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    advisories.refresh();
    return this;
  }

  Stores stores() {
    return stores;
  }

  GuardedBlobs blobs() {
    return blobs;
  }

  LaterWrites writes() {
    return writes;
  }

  LayerInventories layers() {
    return layers;
  }

  LayerIntake intake() {
    return intake;
  }

  Uploads uploads() {
    return uploads;
  }

  CurrentAdvisories advisories() {
    return advisories;
  }

  ImageVerdicts verdicts() {
    return verdicts;
  }

  /// Pushes all of an image or index.
  PushedManifest push(Built built, String reference)
      throws RegistryException, StoreException, IOException {
    var documents = new HashSet<String>();
    built.manifests().forEach(document -> documents.add(document.digest()));
    for (var blob : built.blobs()) {
      if (!documents.contains(blob.digest())) {
        push(blob);
      }
    }
    for (var document : built.manifests()) {
      put(document, document.digest());
    }
    return put(built.root(), reference);
  }

  void push(Blob blob) throws RegistryException, StoreException, IOException {
    var body = UploadBody.of(new ByteArrayInputStream(blob.bytes()), blob.bytes().length);
    uploads.push(ROBIN, "ann", Digest.parse(blob.digest()), body);
  }

  PushedManifest put(Blob manifest, String reference) throws RegistryException, StoreException {
    return manifests.put(
        ROBIN, Reference.parse(reference), manifest.mediaType(), manifest.bytes(), "ann");
  }

  /// Pushes what a layout holds under a digest.
  PushedManifest pushLayout(OciFolder layout, Digest root, String reference)
      throws RegistryException, StoreException, IOException {
    Set<Digest> blobs = layout.blobs(root);
    for (var blob : blobs) {
      try (var in = Files.newInputStream(layout.file(blob))) {
        uploads.push(ROBIN, "ann", blob, UploadBody.of(in, Files.size(layout.file(blob))));
      }
    }
    for (var child : layout.children(root)) {
      pushLayout(layout, child, child.toString());
    }
    return pushManifestOnly(layout, root, reference);
  }

  PushedManifest pushManifestOnly(OciFolder layout, Digest root, String reference)
      throws RegistryException, StoreException, IOException {
    return manifests.put(
        ROBIN, Reference.parse(reference), "", Files.readAllBytes(layout.file(root)), "ann");
  }

  @Override
  public void close() {
    intake.close();
    layers.close();
    writes.close();
    stores.close();
  }
}
