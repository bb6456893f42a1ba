package io.breakwater.registry.uploads;

import java.time.Duration;

/// Limits of uploads.
///
/// @param blobBytes of one blob
/// @param uploadsPerOwner that somebody has begun and not ended
/// @param lease how long a server that died holds an upload
/// @param patience how long a request waits for an upload that another holds
public record UploadLimits(long blobBytes, int uploadsPerOwner, Duration lease, Duration patience) {
  public UploadLimits {
    if (blobBytes < 1 || uploadsPerOwner < 1 || lease.toMillis() < 1 || patience.isNegative()) {
      throw new IllegalArgumentException("limits of uploads are positive");
    }
  }

  /// 100 GiB, 1,000 uploads; a request waits long enough to follow a server that died.
  public static UploadLimits defaults() {
    return new UploadLimits(100L << 30, 1000, Duration.ofSeconds(20), Duration.ofSeconds(25));
  }
}
