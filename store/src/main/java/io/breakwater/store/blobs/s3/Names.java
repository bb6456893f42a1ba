package io.breakwater.store.blobs.s3;

import io.breakwater.image.Digest;
import io.breakwater.store.blobs.BlobKey;
import io.breakwater.store.blobs.Uploads;
import java.util.Optional;

/// Names of the objects of one upload.
///
/// The copy stands first, so that a listing has them side by side: `.data`, `.deleted`,
/// `.sha256-…`.
final class Names {
  static final String CONTENTS = "contents/";
  static final String UPLOADS = "uploads/";

  private static final String DATA = ".data";
  private static final String DELETED = ".deleted";

  private Names() {}

  /// What is staged of an upload, besides its multipart upload.
  static String head(String upload) {
    return UPLOADS + Uploads.checked(upload);
  }

  /// All objects of a copy begin so.
  static String copy(String copy) {
    return CONTENTS + Uploads.checked(copy) + ".";
  }

  static String data(String copy) {
    return CONTENTS + Uploads.checked(copy) + DATA;
  }

  static String deleted(String copy) {
    return CONTENTS + Uploads.checked(copy) + DELETED;
  }

  static String content(BlobKey key) {
    return CONTENTS + key.copy() + "." + key.digest().algorithm() + "-" + key.digest().hex();
  }

  static boolean isData(String name) {
    return name.endsWith(DATA);
  }

  static boolean isDeleted(String name) {
    return name.endsWith(DELETED);
  }

  /// The copy that an object belongs to; empty where it is none of ours.
  static Optional<String> copyOf(String name) {
    var dot = name.indexOf('.', CONTENTS.length());
    return dot < 0
        ? Optional.empty()
        : Optional.of(name.substring(CONTENTS.length(), dot)).filter(Uploads::isName);
  }

  /// The key of a content; empty where the object is another one.
  static Optional<BlobKey> keyOf(String name) {
    return copyOf(name)
        .flatMap(
            copy ->
                Digest.tryParse(
                        name.substring(CONTENTS.length() + copy.length() + 1).replace('-', ':'))
                    .map(digest -> new BlobKey(digest, copy)));
  }
}
