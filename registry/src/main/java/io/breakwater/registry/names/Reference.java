package io.breakwater.registry.names;

import io.breakwater.image.Digest;
import io.breakwater.registry.Detail;
import io.breakwater.registry.ErrorCode;
import io.breakwater.registry.RegistryException;

/// What names a manifest in a repository (OCI distribution specification 1.1, `<reference>`).
public sealed interface Reference {
  /// By what it is called.
  record ByTag(TagName tag) implements Reference {
    @Override
    public String toString() {
      return tag.toString();
    }
  }

  /// By what it is.
  record ByDigest(Digest digest) implements Reference {
    @Override
    public String toString() {
      return digest.toString();
    }
  }

  /// Reads either; what has a colon is a digest.
  ///
  /// @throws RegistryException `TAG_INVALID`, `DIGEST_INVALID`
  static Reference parse(String text) throws RegistryException {
    return text.indexOf(':') < 0 ? new ByTag(TagName.parse(text)) : new ByDigest(digest(text));
  }

  /// Reads a digest as clients give it.
  ///
  /// @throws RegistryException `DIGEST_INVALID`
  static Digest digest(String text) throws RegistryException {
    return Digest.tryParse(text)
        .orElseThrow(
            () ->
                new RegistryException(
                    ErrorCode.DIGEST_INVALID,
                    "not a digest: use sha256: and 64, or sha512: and 128 lower-case hexadecimal"
                        + " digits",
                    new Detail.Name(text)));
  }
}
