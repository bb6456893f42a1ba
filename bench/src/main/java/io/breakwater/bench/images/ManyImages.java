package io.breakwater.bench.images;

import io.breakwater.store.metadata.Metadata;

/// Makes a registry of many images and measures it. What `bench/images.sh` runs.
final class ManyImages {
  private ManyImages() {}

  /// Runs.
  ///
  /// @param arguments `make` PLACE FROM TO, which adds the images of these numbers, or `measure`
  ///     PLACE; see [Place]
  public static void main(String[] arguments) throws Exception {
    var place = new Place(arguments[1]);
    try (var metadata = Metadata.open(place.options())) {
      if (arguments[0].equals("make")) {
        var writer = new ImageWriter(metadata);
        var to = Integer.parseInt(arguments[3]);
        var seconds = writer.write(Integer.parseInt(arguments[2]), to);
        System.out.printf(
            "%,d images: written in %.0f s, packages indexed in %.0f s, %,d bytes%n",
            to, seconds, writer.indexed(), place.bytes());
      } else {
        new Figures(metadata, System.out).print();
      }
    }
  }
}
