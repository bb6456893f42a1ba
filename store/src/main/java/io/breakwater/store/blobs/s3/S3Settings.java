package io.breakwater.store.blobs.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where the objects are and how to get at them.
///
/// @param endpoint of the service, `https://objects.example:9000`; none for AWS itself
/// @param region its name, `eu-central-1`; most other services take any
/// @param pathStyle whether the bucket stands in the path instead of the host name
/// @param bucket its name; it must be there
/// @param prefix of all names in the bucket, `breakwater/`; may be empty
/// @param credentials none for the usual places: environment, profile, role of the machine
public record S3Settings(
    @Nullable URI endpoint,
    String region,
    boolean pathStyle,
    String bucket,
    String prefix,
    @Nullable Credentials credentials) {
  public S3Settings {
    if (bucket.isEmpty() || region.isEmpty()) {
      throw new IllegalArgumentException("a bucket and a region are needed");
    }
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      prefix += "/";
    }
  }

  /// A pair of keys.
  ///
  /// @param secret is not told by [#toString]
  public record Credentials(String key, String secret) {
    @Override
    public String toString() {
      return "Credentials[key=" + key + "]";
    }
  }
}
