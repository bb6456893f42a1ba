package io.breakwater.cli.cr.copying;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.manifest.Documents;
import io.breakwater.image.manifest.Manifest;
import io.breakwater.image.remote.CopiedBlob;
import io.breakwater.image.remote.PulledManifest;
import io.breakwater.image.remote.RegistryClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Copies an image or an index from one repository to another: blobs, then manifests, then the
/// tag, then what refers to each manifest (OCI distribution specification 1.1, "Listing
/// Referrers"), and what refers to that. Cosign's tags `sha256-….sig`, `.att` and `.sbom` are
/// copied, too. Nothing is kept in between: blobs are read while they are sent, three at a time.
///
/// At most 10,000 manifests, and eight levels of indexes and referrers.
public final class ImageCopier {
  private static final int MOST = 10_000;
  private static final int DEPTH = 8;
  private static final int AT_ONCE = 3;

  /// `{}` (OCI image specification, `manifest.md`, "Guidance for an Empty Descriptor").
  private static final Digest EMPTY =
      Digest.parse("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");

  private static final List<String> COSIGN = List.of(".sig", ".att", ".sbom");

  private final RegistryClient source;
  private final RegistryClient target;
  private final Consumer<String> progress;
  private final Set<Digest> stored = new HashSet<>();
  private int referrers;
  private int copied;
  private long bytes;
  private int mounted;
  private int there;
  private int left;

  /// A copier from one repository to another.
  ///
  /// @param progress is told what is being copied
  public ImageCopier(RegistryClient source, RegistryClient target, Consumer<String> progress) {
    this.source = source;
    this.target = target;
    this.progress = progress;
  }

  /// Copies one image.
  ///
  /// @param from tag or digest at the source
  /// @param to tag at the target; empty for the digest alone
  /// @param withReferrers whether what refers to it is copied, too
  /// @return what was done
  public CopyCounts copy(String from, String to, boolean withReferrers) throws ImageException {
    var root = source.manifest(from);
    var reached = new LinkedHashSet<Digest>();
    content(root, reached, 0);
    target.pushManifest(
        to.isEmpty() ? root.digest().toString() : to, root.bytes(), root.mediaType());
    stored.add(root.digest());
    if (withReferrers) {
      for (var digest : List.copyOf(reached)) {
        refer(digest, 0);
      }
    }
    return new CopyCounts(stored.size(), referrers, copied, bytes, mounted, there, left);
  }

  /// All that a manifest names, which has to be there before it is.
  private void content(PulledManifest pulled, Set<Digest> reached, int depth)
      throws ImageException {
    if (depth > DEPTH || stored.size() + reached.size() > MOST) {
      throw new ImageException(
          "copy-too-large",
          "copying " + pulled.digest(),
          "it has more than " + MOST + " manifests or " + DEPTH + " levels",
          "Copy its images one by one");
    }
    reached.add(pulled.digest());
    var what = "reading manifest " + pulled.digest();
    switch (Documents.manifest(pulled.bytes(), what, pulled.mediaType())) {
      case Manifest.ImageManifest image -> blobs(image);
      case Manifest.ImageIndex index -> {
        for (var each : index.manifests()) {
          if (reached.contains(each.digest()) || stored.contains(each.digest())) {
            continue;
          }
          var child = source.manifest(each.digest().toString());
          content(child, reached, depth + 1);
          store(child);
        }
      }
    }
  }

  private boolean store(PulledManifest manifest) throws ImageException {
    var listed =
        target.pushManifest(manifest.digest().toString(), manifest.bytes(), manifest.mediaType());
    stored.add(manifest.digest());
    return listed;
  }

  private void blobs(Manifest.ImageManifest image) throws ImageException {
    var wanted = new LinkedHashSet<Descriptor>();
    wanted.add(image.config());
    for (var layer : image.layers()) {
      var foreign =
          MediaTypes.layerKind(layer.mediaType())
              .filter(kind -> kind == MediaTypes.LayerKind.FOREIGN)
              .isPresent();
      if (foreign && !layer.urls().isEmpty()) {
        left++;
      } else {
        wanted.add(layer);
      }
    }
    List<Callable<CopiedBlob>> work =
        wanted.stream().<Callable<CopiedBlob>>map(blob -> () -> blob(blob)).toList();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      var sizes = wanted.stream().map(Descriptor::size).toList();
      var results = threads.invokeAll(work);
      for (var i = 0; i < results.size(); i++) {
        count(results.get(i), sizes.get(i));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  private CopiedBlob blob(Descriptor blob) throws ImageException {
    if (blob.digest().equals(EMPTY)) {
      // Everybody knows its content, and not every registry that stores such manifests has it.
      target.pushBlob("{}".getBytes(StandardCharsets.UTF_8), EMPTY);
      return CopiedBlob.THERE;
    }
    progress.accept("copying " + blob.digest());
    return target.copyBlob(blob, source);
  }

  private void count(Future<CopiedBlob> result, long size)
      throws ImageException, InterruptedException {
    try {
      switch (result.get()) {
        case COPIED -> {
          copied++;
          bytes += size;
        }
        case MOUNTED -> mounted++;
        case THERE -> there++;
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ImageException failed) {
        throw failed;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static ImageException interrupted(Exception cause) {
    return new ImageException(
        "interrupted", "copying", "it was interrupted", "Run it again", -1, cause);
  }

  private void refer(Digest subject, int depth) throws ImageException {
    if (depth > DEPTH) {
      return;
    }
    var unlisted = new ArrayList<Descriptor>();
    for (var each : source.referrers(subject)) {
      if (stored.contains(each.digest())) {
        continue;
      }
      progress.accept("copying what refers to " + subject);
      var referrer = source.manifest(each.digest().toString());
      content(referrer, new HashSet<>(), depth);
      referrers++;
      if (!store(referrer)) {
        unlisted.add(each);
      }
      refer(each.digest(), depth + 1);
    }
    new ReferrersTag(target, subject).add(unlisted);
    for (var suffix : COSIGN) {
      cosign(subject.algorithm() + "-" + subject.hex() + suffix);
    }
  }

  private void cosign(String tag) throws ImageException {
    PulledManifest manifest;
    try {
      manifest = source.manifest(tag);
    } catch (ImageException e) {
      if (e.code().equals("registry-not-found")) {
        return;
      }
      throw e;
    }
    content(manifest, new HashSet<>(), 0);
    target.pushManifest(tag, manifest.bytes(), manifest.mediaType());
    stored.add(manifest.digest());
    referrers++;
  }
}
