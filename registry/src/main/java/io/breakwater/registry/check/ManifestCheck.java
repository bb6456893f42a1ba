package io.breakwater.registry.check;

import io.breakwater.image.Digest;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.check.Problem.Kind;
import io.breakwater.registry.manifests.ManifestReader;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.Manifests;
import io.breakwater.store.metadata.Metadata;
import io.breakwater.store.metadata.NewManifest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Whether each manifest has the bytes of its digest, and what is noted of it is what it says.
final class ManifestCheck {
  private static final int PAGE = 50;
  private static final int IMAGES = 10;

  private final Metadata metadata;
  private final Findings findings;

  ManifestCheck(Metadata metadata, Findings findings) {
    this.metadata = metadata;
    this.findings = findings;
  }

  void run() throws StoreException {
    for (var page = page(0); !page.isEmpty(); page = page(page.getLast().id())) {
      for (var manifest : page) {
        check(manifest);
        findings.manifest();
      }
    }
  }

  private List<Manifests.Kept> page(long after) throws StoreException {
    return metadata.read(tx -> tx.manifests().page(after, PAGE));
  }

  private void check(Manifests.Kept manifest) throws StoreException {
    if (!actual(manifest)) {
      problem(manifest, Kind.DAMAGED_MANIFEST, "has other bytes than its digest says");
      return;
    }
    try {
      var read = ManifestReader.read(manifest.content(), manifest.digest(), manifest.mediaType());
      for (var wrong : wrong(manifest, read)) {
        problem(manifest, Kind.WRONG_NOTE, wrong);
      }
    } catch (RegistryException e) {
      problem(manifest, Kind.DAMAGED_MANIFEST, "cannot be read: " + e.getMessage());
    }
  }

  private static boolean actual(Manifests.Kept manifest) {
    try {
      var algorithm = "SHA-" + manifest.digest().algorithm().substring(3);
      var digest = MessageDigest.getInstance(algorithm).digest(manifest.content());
      return HexFormat.of().formatHex(digest).equals(manifest.digest().hex());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a runtime without " + manifest.digest().algorithm(), e);
    }
  }

  private List<String> wrong(Manifests.Kept manifest, NewManifest read) throws StoreException {
    var wrong = new ArrayList<String>();
    if (manifest.size() != manifest.content().length) {
      wrong.add("is noted with another size");
    }
    if (!manifest.subject().equals(read.subject())) {
      wrong.add("is noted with another subject");
    }
    if (!manifest.config().equals(read.config())) {
      wrong.add("is noted with another configuration");
    }
    if (!manifest.artifactType().equals(read.artifactType())) {
      wrong.add("is noted with another artifact type");
    }
    if (!manifest.children().containsAll(required(read.children()))) {
      wrong.add("is noted without all of the manifests that it names");
    }
    for (var repository : manifest.repositories()) {
      Set<Digest> kept = metadata.read(tx -> tx.manifests().keeps(repository, manifest.id()));
      if (!kept.containsAll(required(read.blobs()))) {
        wrong.add("does not keep all blobs that it names in " + repository);
      }
    }
    return wrong;
  }

  private static List<Digest> required(List<NewManifest.Reference> references) {
    return references.stream()
        .filter(NewManifest.Reference::required)
        .map(NewManifest.Reference::digest)
        .toList();
  }

  private void problem(Manifests.Kept manifest, Kind kind, String why) {
    var images =
        manifest.repositories().stream()
            .limit(IMAGES)
            .map(repository -> repository + "@" + manifest.digest())
            .toList();
    findings.problem(kind, "manifest " + manifest.digest(), why, images, false);
  }
}
