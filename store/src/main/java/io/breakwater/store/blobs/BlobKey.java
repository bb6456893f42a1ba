package io.breakwater.store.blobs;

import io.breakwater.image.Digest;

/// Names one stored copy of a content.
///
/// Two pushes of the same content make two keys; the metadata keep the first and discard the
/// other. So the key of a deleted content never comes back, and garbage collection can remove a
/// copy that no metadata name without asking who may be pushing the same content just now.
///
/// @param digest of the content
/// @param copy of the upload that made it, 1 to 64 characters of `[a-z0-9-]`
public record BlobKey(Digest digest, String copy) {
  public BlobKey {
    if (!Uploads.isName(copy)) {
      throw new IllegalArgumentException("no name of a copy: " + copy);
    }
  }

  @Override
  public String toString() {
    return digest + "." + copy;
  }
}
