package io.breakwater.image.source;

import io.breakwater.image.Descriptor;
import io.breakwater.image.Digest;
import io.breakwater.image.ImageException;
import io.breakwater.image.manifest.Documents;
import io.breakwater.image.manifest.Manifest.ImageIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Chooses from the `index.json` of an OCI layout (OCI image specification, `image-layout.md`).
final class OciIndex {
  private OciIndex() {}

  static List<Descriptor> read(byte[] json, String what) throws ImageException {
    if (Documents.manifest(json, what, "") instanceof ImageIndex index) {
      return index.manifests();
    }
    throw new ImageException(
        "manifest-malformed",
        what,
        "index.json has no 'manifests'",
        "Copy the image into the layout again");
  }

  /// The descriptor with the tag (`org.opencontainers.image.ref.name`) or digest; the only one
  /// when none is asked for.
  ///
  /// @throws ImageException `tag-not-found`, `tag-ambiguous`, each naming the tags there are
  static Descriptor choose(List<Descriptor> manifests, @Nullable String tag, String what)
      throws ImageException {
    var found = new ArrayList<Descriptor>();
    var digest = tag == null ? null : Digest.tryParse(tag).orElse(null);
    for (var descriptor : manifests) {
      if (tag == null
          || descriptor.digest().equals(digest)
          || descriptor.annotation(Descriptor.REF_NAME).filter(tag::equals).isPresent()
          || descriptor.annotation("io.containerd.image.name").filter(tag::equals).isPresent()) {
        found.add(descriptor);
      }
    }
    var distinct = found.stream().map(Descriptor::digest).distinct().count();
    if (distinct == 1) {
      return found.getFirst();
    }
    if (distinct == 0) {
      throw new ImageException(
          "tag-not-found",
          what,
          manifests.isEmpty()
              ? "the layout holds no image"
              : "there is no '" + tag + "'; there is " + names(manifests),
          manifests.isEmpty() ? "Copy an image into the layout first" : "Name one of these");
    }
    throw new ImageException(
        "tag-ambiguous",
        what,
        "there are several images: " + names(found),
        "Add the one that is wanted behind a colon, for example :" + first(found));
  }

  private static String names(List<Descriptor> manifests) {
    var names = new TreeSet<String>();
    for (var descriptor : manifests) {
      names.add(descriptor.annotation(Descriptor.REF_NAME).orElse("@" + descriptor.digest()));
    }
    return String.join(", ", names);
  }

  private static String first(List<Descriptor> manifests) {
    var descriptor = manifests.getFirst();
    return descriptor.annotation(Descriptor.REF_NAME).orElse(descriptor.digest().toString());
  }
}
