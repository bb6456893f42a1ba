package io.breakwater.registry;

import io.breakwater.image.Digest;
import java.time.Duration;
import java.util.List;

/// What is particular to a refusal, for programs.
public sealed interface Detail {
  /// The message says all.
  record None() implements Detail {}

  /// A name that is not accepted.
  ///
  /// @param text as given, cut to 256 characters
  record Name(String text) implements Detail {
    public Name {
      text = text.length() > 256 ? text.substring(0, 256) : text;
    }
  }

  /// Content that is not there.
  ///
  /// @param blobs in the order in which they were asked for
  /// @param manifests likewise
  record Missing(List<Digest> blobs, List<Digest> manifests) implements Detail {
    public Missing {
      blobs = List.copyOf(blobs);
      manifests = List.copyOf(manifests);
    }
  }

  /// Content that is not what was said.
  record WrongDigest(Digest stated, Digest actual) implements Detail {}

  /// Content that is not as long as was said.
  record WrongSizes(List<WrongSize> sizes) implements Detail {
    public WrongSizes {
      sizes = List.copyOf(sizes);
    }
  }

  /// A size that is not the content's.
  ///
  /// @param stated bytes
  /// @param actual bytes
  record WrongSize(Digest digest, long stated, long actual) {}

  /// A body that is not as long as was said.
  ///
  /// @param stated bytes
  /// @param actual bytes that came; where more than stated came, those that were read
  record WrongLength(long stated, long actual) implements Detail {}

  /// What there is of an upload, to go on behind it.
  ///
  /// @param bytes that are kept
  record Held(long bytes) implements Detail {}

  /// Something that is larger than is accepted.
  ///
  /// @param limit the most that is accepted
  record TooLarge(long limit) implements Detail {}

  /// What a namespace uses, and may.
  ///
  /// @param usedBytes now
  /// @param quotaBytes its limit
  record Quota(long usedBytes, long quotaBytes) implements Detail {}

  /// Somebody else is at it.
  ///
  /// @param retryAfter when to ask again
  record Busy(Duration retryAfter) implements Detail {}
}
