package io.breakwater.image;

import java.util.Optional;

/// The media types of manifests, configurations and layers (OCI image specification,
/// `media-types.md`; Docker image manifest version 2, schema 2).
public final class MediaTypes {
  public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
  public static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";
  public static final String OCI_EMPTY = "application/vnd.oci.empty.v1+json";
  public static final String DOCKER_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";
  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";
  public static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
  public static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar";

  private static final String OCI_FOREIGN =
      "application/vnd.oci.image.layer.nondistributable.v1.tar";
  private static final String DOCKER_FOREIGN =
      "application/vnd.docker.image.rootfs.foreign.diff.tar";
  private static final String DOCKER_SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1+";

  /// What kind of layer a media type names.
  public enum LayerKind {
    /// A tar archive, compressed or not.
    ARCHIVE,
    /// The same, but stored elsewhere and perhaps not to be had.
    FOREIGN,
    ENCRYPTED
  }

  private MediaTypes() {}

  public static boolean isIndex(String mediaType) {
    return mediaType.equals(OCI_INDEX) || mediaType.equals(DOCKER_LIST);
  }

  public static boolean isManifest(String mediaType) {
    return mediaType.equals(OCI_MANIFEST) || mediaType.equals(DOCKER_MANIFEST);
  }

  public static boolean isSchema1(String mediaType) {
    return mediaType.startsWith(DOCKER_SCHEMA_1);
  }

  public static boolean isImageConfig(String mediaType) {
    return mediaType.equals(OCI_CONFIG) || mediaType.equals(DOCKER_CONFIG);
  }

  /// The kind of layer; empty when the media type is none that holds a root file system's layer.
  public static Optional<LayerKind> layerKind(String mediaType) {
    if (mediaType.endsWith("+encrypted")) {
      return Optional.of(LayerKind.ENCRYPTED);
    }
    if (archive(mediaType, OCI_LAYER, '+') || archive(mediaType, DOCKER_LAYER, '.')) {
      return Optional.of(LayerKind.ARCHIVE);
    }
    if (archive(mediaType, OCI_FOREIGN, '+') || archive(mediaType, DOCKER_FOREIGN, '.')) {
      return Optional.of(LayerKind.FOREIGN);
    }
    return Optional.empty();
  }

  /// `base`, or `base` with one of the known compressions behind `separator`.
  private static boolean archive(String mediaType, String base, char separator) {
    if (!mediaType.startsWith(base)) {
      return false;
    }
    var rest = mediaType.substring(base.length());
    return rest.isEmpty()
        || (rest.charAt(0) == separator
            && (rest.endsWith("gzip") || rest.endsWith("zstd"))
            && rest.length() == 5);
  }
}
