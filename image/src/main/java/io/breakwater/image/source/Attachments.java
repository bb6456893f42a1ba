package io.breakwater.image.source;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.manifest.Documents;
import io.breakwater.image.manifest.Manifest.ImageManifest;
import io.breakwater.image.remote.RegistryClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Small files that are attached to an image in its registry: the layers of manifests that refer
/// to it (OCI image specification 1.1, `subject`; distribution specification 1.1, "Listing
/// Referrers"), and those under cosign's tag `sha256-….att`.
///
/// Digests are verified; **signatures are not**: whoever may push to the repository may attach.
/// At most 50 files of 8 MiB each in at most 200 artifacts are read; what is more, too large or
/// damaged is named in [Found#passedOver()].
public final class Attachments {
  /// As many files as are read of one image.
  public static final int MOST = 50;

  /// Largest file, in bytes.
  public static final int LARGEST = 8 << 20;

  private static final int MOST_ARTIFACTS = 200;

  /// What registries list artifacts as that do not say what they are: by their configuration.
  private static final Set<String> TELLING_NOTHING =
      Set.of(
          "",
          "application/vnd.oci.empty.v1+json",
          "application/vnd.oci.image.config.v1+json",
          "application/vnd.unknown.artifact.v1",
          "application/vnd.unknown.config.v1+json");

  private final RegistryClient client;
  private final Predicate<String> wanted;
  private final List<File> files = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();
  private final Set<Digest> seen = new HashSet<>();

  private Attachments(RegistryClient client, Predicate<String> wanted) {
    this.client = client;
    this.wanted = wanted;
  }

  /// One attached file.
  public static final class File {
    private final Digest subject;
    private final Descriptor descriptor;
    private final byte[] bytes;

    private File(Digest subject, Descriptor descriptor, byte[] bytes) {
      this.subject = subject;
      this.descriptor = descriptor;
      this.bytes = bytes;
    }

    /// The manifest that it is attached to.
    public Digest subject() {
      return subject;
    }

    public Digest digest() {
      return descriptor.digest();
    }

    public String mediaType() {
      return descriptor.mediaType();
    }

    /// The content; not to be changed.
    public byte[] bytes() {
      return bytes;
    }
  }

  /// What is attached.
  ///
  /// @param passedOver what was not read, and why, for people
  public record Found(List<File> files, List<String> passedOver) {
    public Found {
      files = List.copyOf(files);
      passedOver = List.copyOf(passedOver);
    }
  }

  /// Reads the files of wanted media types.
  ///
  /// @param reference of the image, as typed
  /// @param subjects the image's manifest, and the index that it was chosen from
  /// @throws ImageException those of registries, `reference-malformed`
  public static Found read(
      String reference,
      Collection<Digest> subjects,
      Predicate<String> wanted,
      SourceOptions options)
      throws ImageException {
    var parsed = RegistryContents.parse(reference);
    try (var client = RegistryClient.pull(parsed.host(), parsed.repository(), options.registry())) {
      var attachments = new Attachments(client, wanted);
      for (var subject : subjects) {
        attachments.of(subject);
      }
      return new Found(attachments.files, attachments.passedOver);
    }
  }

  private void of(Digest subject) throws ImageException {
    var artifacts = 0;
    for (var referrer : client.referrers(subject)) {
      var type = referrer.artifactType();
      if (!TELLING_NOTHING.contains(type) && !wanted.test(type)) {
        continue;
      }
      if (++artifacts > MOST_ARTIFACTS) {
        passedOver.add(
            "more than " + MOST_ARTIFACTS + " artifacts are attached; the others were not read");
        break;
      }
      artifact(subject, referrer.digest().toString());
    }
    artifact(subject, subject.algorithm() + "-" + subject.hex() + ".att");
  }

  private void artifact(Digest subject, String version) throws ImageException {
    var manifest = manifest(version);
    if (manifest == null) {
      return;
    }
    var type = manifest.artifactType() == null ? "" : manifest.artifactType();
    for (var layer : manifest.layers()) {
      if (wanted.test(layer.mediaType()) || wanted.test(type)) {
        file(subject, layer);
      }
    }
  }

  /// Null where it is not there, or is none.
  private @Nullable ImageManifest manifest(String version) throws ImageException {
    try {
      var bytes = client.manifest(version).bytes();
      return Documents.manifest(bytes, "reading artifact " + version, "")
              instanceof ImageManifest manifest
          ? manifest
          : null;
    } catch (ImageException e) {
      if (e.code().equals("registry-not-found")) {
        return null;
      }
      passOver(e);
      return null;
    }
  }

  private void file(Digest subject, Descriptor layer) throws ImageException {
    if (!seen.add(layer.digest())) {
      return;
    }
    if (files.size() >= MOST) {
      var more = "more than " + MOST + " files are attached; the others were not read";
      if (!passedOver.contains(more)) {
        passedOver.add(more);
      }
      return;
    }
    var what = "reading attached file " + layer.digest();
    try {
      Blobs.checkSize(layer, what, LARGEST);
      files.add(new File(subject, layer, Blobs.read(client.blob(layer), layer, what, LARGEST)));
    } catch (ImageException e) {
      passOver(e);
    }
  }

  /// One damaged file is no reason to do without the others; a registry that fails is.
  private void passOver(ImageException e) throws ImageException {
    switch (e.code()) {
      case "registry-unauthorized",
          "registry-unreachable",
          "registry-rate-limited",
          "registry-protocol",
          "proxy-malformed" ->
          throw e;
      default -> passedOver.add(e.what() + ": " + e.why());
    }
  }
}
