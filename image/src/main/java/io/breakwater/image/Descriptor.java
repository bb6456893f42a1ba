package io.breakwater.image;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A reference to content by digest (OCI image specification, `descriptor.md`).
///
/// @param mediaType as written, empty when absent
/// @param digest of the content's bytes
/// @param size of the content in bytes
/// @param platform in an index: what the manifest is for
/// @param annotations free text by key
/// @param urls where foreign layers can be fetched
/// @param artifactType in a list of referrers: what the manifest is, empty when absent
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    @Nullable Platform platform,
    Map<String, String> annotations,
    List<String> urls,
    String artifactType) {
  /// The tag in an OCI layout.
  public static final String REF_NAME = "org.opencontainers.image.ref.name";

  public Descriptor {
    annotations = Map.copyOf(annotations);
    urls = List.copyOf(urls);
  }

  /// A descriptor of something else than an artifact.
  public Descriptor(
      String mediaType,
      Digest digest,
      long size,
      @Nullable Platform platform,
      Map<String, String> annotations,
      List<String> urls) {
    this(mediaType, digest, size, platform, annotations, urls, "");
  }

  public static Descriptor of(String mediaType, Digest digest, long size) {
    return new Descriptor(mediaType, digest, size, null, Map.of(), List.of());
  }

  /// An annotation's text.
  public Optional<String> annotation(String key) {
    return Optional.ofNullable(annotations.get(key));
  }

  /// True for what build tools attach to an image in its index: provenance, SBOMs.
  public boolean isAttestation() {
    return annotations.containsKey("vnd.docker.reference.type")
        || (platform != null
            && platform.os().equals("unknown")
            && platform.architecture().equals("unknown"));
  }
}
