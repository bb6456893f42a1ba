package io.breakwater.management.images;

import io.breakwater.image.Digest;
import io.breakwater.registry.images.ListedImage;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.names.RepositoryName;
import io.breakwater.registry.names.TagName;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The verdicts of one list: those that are known at once, and for a second in all those that have
/// to be found first. What is not known then is UNSCANNED, and is known the next time.
final class ListedVerdicts {
  /// A list of thousands of images whose advisories have just changed ends all the same.
  private static final long PATIENCE = 1_000_000_000;

  private final Verdicts verdicts;
  private long spent;

  ListedVerdicts(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  /// The tags of an image by what is said of it under them: one entry, but where exemptions are of
  /// single tags. An image without tags has one entry without tags.
  Map<ListedStatus, List<TagName>> byStatus(ListedImage image) throws StoreException {
    var all = new LinkedHashMap<ListedStatus, List<TagName>>();
    for (var tag : image.tags()) {
      all.computeIfAbsent(of(image, tag), none -> new ArrayList<>()).add(tag);
    }
    if (all.isEmpty()) {
      all.put(
          of(image.repository(), new Reference.ByDigest(image.digest()), image.digest()),
          List.of());
    }
    return all;
  }

  /// What is said of an image under a tag.
  ListedStatus of(ListedImage image, TagName tag) throws StoreException {
    return of(image.repository(), new Reference.ByTag(tag), image.digest());
  }

  private ListedStatus of(RepositoryName repository, Reference asked, Digest manifest)
      throws StoreException {
    var known = verdicts.known(repository, asked, manifest);
    if (known.isPresent()) {
      return ListedStatus.of(known);
    }
    if (spent >= PATIENCE) {
      return ListedStatus.UNSCANNED;
    }
    var begun = System.nanoTime();
    try {
      return ListedStatus.of(verdicts.of(repository, asked, manifest));
    } finally {
      spent += System.nanoTime() - begun;
    }
  }
}
