package io.breakwater.image.source;

import io.breakwater.image.Descriptor;
import io.breakwater.image.ImageException;
import io.breakwater.image.MediaTypes;
import io.breakwater.image.MediaTypes.LayerKind;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The errors of layers that cannot be opened.
final class Layers {
  private Layers() {}

  static ImageException missing(
      String what, String where, Descriptor descriptor, @Nullable Exception cause) {
    var foreign =
        MediaTypes.layerKind(descriptor.mediaType()).equals(Optional.of(LayerKind.FOREIGN));
    return new ImageException(
        "layer-missing",
        what,
        where
            + " does not hold it"
            + (foreign ? "; it is a layer that is distributed elsewhere" : ""),
        foreign
            ? "Copy the image with its foreign layers, or scan a container made from it"
            : "Copy or save the image again, with all its layers",
        -1,
        cause);
  }

  static ImageException wrongSize(String what, long expected, long found) {
    return new ImageException(
        found < expected ? "layer-truncated" : "layer-size-mismatch",
        what,
        "expected " + expected + " stored bytes, found " + found,
        "Copy or save the image again");
  }

  static ImageException unreadable(String what, IOException e) {
    return e.getCause() instanceof ImageException known
        ? known
        : new ImageException(
            "layer-unreadable",
            what,
            "it could not be read: " + e,
            "Check the disk and the permissions and try again",
            -1,
            e);
  }
}
