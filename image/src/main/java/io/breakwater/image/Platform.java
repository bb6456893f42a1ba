package io.breakwater.image;

import org.jspecify.annotations.Nullable;

/// The platform that an image runs on (OCI image specification, `image-index.md`, "platform").
///
/// @param os for example `linux`
/// @param architecture in Go's words, for example `amd64`
/// @param variant for example `v8`, or null
public record Platform(String os, String architecture, @Nullable String variant) {
  /// Reads `os/architecture[/variant]`, for example `linux/arm64/v8`.
  ///
  /// @throws IllegalArgumentException when the text has another form
  public static Platform parse(String text) {
    var parts = text.split("/", -1);
    if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new IllegalArgumentException(
          "a platform has the form os/architecture[/variant], for example linux/arm64: " + text);
    }
    return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : null);
  }

  @Override
  public String toString() {
    return os + "/" + architecture + (variant == null ? "" : "/" + variant);
  }
}
