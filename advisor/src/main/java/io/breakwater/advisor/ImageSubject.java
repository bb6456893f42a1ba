package io.breakwater.advisor;

import io.breakwater.image.Digest;
import io.breakwater.image.ImageReference;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an image is called, for the scopes of exemptions.
///
/// A name is what the user typed or what the registry that holds the image says; never what an
/// archive says of itself, since whoever made the archive could choose an exempt name. A
/// digest is one that the content was verified by.
///
/// @param host registry, null where it is not known
/// @param repository path in the registry, empty for an image without a name
/// @param tags those that name the image; a tag beside a digest is a remark and is none of
///     them
/// @param digests of the manifest, and of the index that it was chosen from
/// @param architecture `amd64`, `arm64`, …; null where it is not known
/// @param bills serial numbers of the bill of materials that stands for the image
public record ImageSubject(
    @Nullable String host,
    String repository,
    Set<String> tags,
    Set<Digest> digests,
    @Nullable String architecture,
    Set<String> bills) {
  /// An image of which nothing is known.
  public static final ImageSubject UNNAMED =
      new ImageSubject(null, "", Set.of(), Set.of(), null, Set.of());

  public ImageSubject {
    tags = Set.copyOf(tags);
    digests = Set.copyOf(digests);
    bills = Set.copyOf(bills);
  }

  /// An image by the reference that somebody typed.
  public static ImageSubject of(ImageReference reference) {
    return new ImageSubject(
        reference.host(),
        reference.repository(),
        reference.digest().isEmpty() && reference.tag().isPresent()
            ? Set.of(reference.tag().get())
            : Set.of(),
        reference.digest().isPresent() ? Set.of(reference.digest().get()) : Set.of(),
        null,
        Set.of());
  }

  /// The same, known by more digests.
  public ImageSubject withDigests(Collection<Digest> more) {
    var all = new LinkedHashSet<>(digests);
    all.addAll(more);
    return new ImageSubject(host, repository, tags, all, architecture, bills);
  }

  /// The same on an architecture.
  public ImageSubject withArchitecture(@Nullable String other) {
    return new ImageSubject(host, repository, tags, digests, other, bills);
  }

  /// The same, described by a bill of materials.
  ///
  /// @param serial as in the bill: `urn:uuid:…`
  public ImageSubject withBill(String serial) {
    var all = new LinkedHashSet<>(bills);
    all.add(serial);
    return new ImageSubject(host, repository, tags, digests, architecture, all);
  }

  /// Whether the image has a name.
  public boolean named() {
    return !repository.isEmpty();
  }
}
