package io.breakwater.image.manifest;

import io.breakwater.image.Descriptor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A manifest document: one image, or an index of several.
public sealed interface Manifest {
  /// As written, empty when absent.
  String mediaType();

  /// One image or artifact (OCI image specification, `manifest.md`; Docker schema 2).
  ///
  /// @param config its configuration
  /// @param layers lowest first
  /// @param artifactType what it is when it is not an image, or null
  /// @param annotations free text by key
  record ImageManifest(
      String mediaType,
      Descriptor config,
      List<Descriptor> layers,
      @Nullable String artifactType,
      Map<String, String> annotations)
      implements Manifest {
    public ImageManifest {
      layers = List.copyOf(layers);
      annotations = Map.copyOf(annotations);
    }
  }

  /// Several images, usually one a platform (OCI image specification, `image-index.md`; Docker
  /// manifest list).
  record ImageIndex(String mediaType, List<Descriptor> manifests) implements Manifest {
    public ImageIndex {
      manifests = List.copyOf(manifests);
    }
  }
}
