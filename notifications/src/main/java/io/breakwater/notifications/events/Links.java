package io.breakwater.notifications.events;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Addresses of this registry for people and programs that are told of it.
///
/// @param base how clients reach it, without a slash at the end: `https://registry.example.com`
public record Links(String base) {
  public Links {
    if (base.endsWith("/") || !base.contains("://")) {
      throw new IllegalArgumentException("no address to begin links with: " + base);
    }
  }

  /// What pulls name the registry by: `registry.example.com:5000`.
  public String host() {
    return base.substring(base.indexOf("://") + 3);
  }

  /// An image as one would pull it: by its first tag, otherwise by its digest.
  public String name(Details.OfImage image) {
    return host()
        + "/"
        + image.repository()
        + (image.tags().isEmpty() ? "@" + image.digest() : ":" + image.tags().getFirst());
  }

  /// Where one can read more.
  public String of(Event event) {
    return switch (event.details()) {
      case Details.OfImage image -> report(image);
      case Details.OfExemption _ -> base + "/va/api/v4/exemptions/account";
      case Details.Several several -> base + "/api/v2/events?after=" + several.place();
      case Details.OfTest _ -> base + "/api/v2/subscriptions";
    };
  }

  /// The image's report; by digest, so that it is of this image also when the tag has moved.
  private String report(Details.OfImage image) {
    var name = host() + "/" + image.repository() + "@" + image.digest();
    return base + "/va/api/v4/report/image/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /// What to do about an image, on one line.
  public static Optional<String> fix(Details.OfImage image) {
    return image.fix().isEmpty() ? Optional.empty() : Optional.of(String.join(" && ", image.fix()));
  }
}
