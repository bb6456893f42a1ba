package io.breakwater.registry.images;

import io.breakwater.image.Digest;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.manifests.PushedManifest;
import io.breakwater.registry.manifests.RemovedImage;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.store.StoreException;
import io.breakwater.store.blobs.BlobStore;
import io.breakwater.store.metadata.Metadata;
import java.util.Optional;

/// The images of repositories, as people manage them. Safe for use by many threads.
///
/// Asks for no rights and looks at no mirror's upstream: the caller has decided who may see what,
/// and asked `Content.requirePushable` of what is written to.
public final class RegistryImages {
  private final RepositoryManifests manifests;
  private final ImageList list;
  private final ImageInspection inspection;

  public RegistryImages(
      Metadata metadata,
      BlobStore blobs,
      RepositoryManifests manifests,
      ImageDescriptions descriptions) {
    this.manifests = manifests;
    list = new ImageList(metadata, descriptions);
    inspection = new ImageInspection(metadata, blobs);
  }

  /// A page of images; artifacts, attestations and what is in the trash are none.
  ///
  /// @param place where the last page said that the list goes on; empty for the first
  /// @param limit the most images, 1 to 1,000
  /// @throws RegistryException `NAME_INVALID` for what is no place
  public ImagePage list(ImageQuery query, Optional<String> place, int limit)
      throws RegistryException, StoreException {
    return list.page(query, place, limit);
  }

  /// A page of all images and indexes that have a tag, of all namespaces.
  ///
  /// @param place as in the other
  /// @throws RegistryException as the other does
  public ImagePage tagged(Optional<String> place, int limit)
      throws RegistryException, StoreException {
    return list.tagged(place, limit);
  }

  /// One image or index as lists show it; empty where the repository does not have it, or where
  /// it is none.
  public Optional<ListedImage> find(RepositoryName repository, Digest digest)
      throws StoreException {
    return list.find(repository, digest);
  }

  /// What an image says of itself; of an index what its platform `linux/amd64` says or, where it
  /// has none, the first.
  ///
  /// @throws RegistryException `MANIFEST_UNKNOWN`; `MANIFEST_INVALID` for what is no image, or one
  ///     whose configuration cannot be read; `BLOB_UNKNOWN` where that is lost
  public InspectedImage inspect(RepositoryName repository, Reference reference)
      throws RegistryException, StoreException {
    return inspection.inspect(repository, manifests.get(repository, reference));
  }

  /// Gives an image another tag: [RepositoryManifests#tag].
  ///
  /// @throws RegistryException as that does
  public PushedManifest tag(
      RepositoryName from, Reference reference, RepositoryName to, TagName tag, String by)
      throws RegistryException, StoreException {
    return manifests.tag(from, reference, to, tag, by);
  }

  /// Takes a tag away; the image and its other tags stay.
  ///
  /// @throws RegistryException `MANIFEST_UNKNOWN`, `DENIED` for an immutable tag
  public void untag(RepositoryName repository, TagName tag, String by)
      throws RegistryException, StoreException {
    manifests.delete(repository, new Reference.ByTag(tag), by);
  }

  /// Puts an image with all its tags into the trash: [RepositoryManifests#remove].
  ///
  /// @param reference the digest, or any of the tags
  /// @throws RegistryException as that does
  public RemovedImage remove(RepositoryName repository, Reference reference, String by)
      throws RegistryException, StoreException {
    return manifests.remove(repository, reference, by);
  }

  static RegistryException unknown(RepositoryName repository, Reference reference) {
    return new RegistryException(
        ErrorCode.MANIFEST_UNKNOWN,
        "manifest unknown: " + repository + " has no " + reference + "; check name and tag",
        new Detail.Name(reference.toString()));
  }
}
