package io.breakwater.image.compression;

import io.breakwater.image.ImageException;
import org.jspecify.annotations.Nullable;

/// What is being read, for messages: a layer or an archive that holds layers.
///
/// @param kind first word of the error codes: `layer` or `archive`
/// @param what what is attempted, on what: `reading layer sha256:…`
/// @param next what the user can do when it is damaged, one sentence without the full stop
public record Subject(String kind, String what, String next) {
  private static final String AGAIN =
      "Fetch or save the image again and compare its digest with the source's";

  /// A layer, named by digest or position.
  public static Subject layer(String name) {
    return new Subject("layer", "reading layer " + name, AGAIN);
  }

  /// An archive that holds an image.
  public static Subject archive(String name) {
    return new Subject("archive", "reading archive " + name, AGAIN);
  }

  /// The bytes end too early.
  public ImageException truncated(String why, long offset) {
    return error("truncated", why, offset, null);
  }

  /// An error with the usual advice. The code is `<kind>-<problem>`.
  public ImageException error(String problem, String why, long offset, @Nullable Throwable cause) {
    return new ImageException(kind + "-" + problem, what, why, next, offset, cause);
  }

  /// A limit was passed.
  public ImageException limit(String problem, String why, long offset) {
    return new ImageException(
        kind + "-" + problem,
        what,
        why,
        "If the image is trusted, raise the limit (--limit); otherwise treat it as hostile",
        offset,
        null);
  }
}
