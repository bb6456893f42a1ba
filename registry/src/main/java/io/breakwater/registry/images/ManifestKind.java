package io.breakwater.registry.images;

import io.breakwater.image.MediaTypes;
import java.util.Optional;

/// What an image's manifest is, by its media type (OCI image specification 1.1, `media-types.md`;
/// Docker image manifest version 2, schema 2), and the word that the registry API of
/// `ManifestType` and `manifestType` has for it.
public enum ManifestKind {
  DOCKER_MANIFEST(MediaTypes.DOCKER_MANIFEST, "Docker Image Manifest V2, Schema 2"),
  OCI_MANIFEST(MediaTypes.OCI_MANIFEST, "OCI Image Manifest v1"),
  DOCKER_LIST(MediaTypes.DOCKER_LIST, "Docker Image Manifest List"),
  OCI_INDEX(MediaTypes.OCI_INDEX, "OCI Image Index v1");

  private final String mediaType;
  private final String word;

  ManifestKind(String mediaType, String word) {
    this.mediaType = mediaType;
    this.word = word;
  }

  /// The kind that a media type names; empty for all that is no image.
  public static Optional<ManifestKind> of(String mediaType) {
    for (var kind : values()) {
      if (kind.mediaType.equals(mediaType)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /// Whether it names other manifests, one a platform.
  public boolean list() {
    return this == DOCKER_LIST || this == OCI_INDEX;
  }

  public String mediaType() {
    return mediaType;
  }

  /// The word for people.
  public String word() {
    return word;
  }
}
