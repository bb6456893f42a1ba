package io.breakwater.configuration.apache;

/// Where a directive stands.
///
/// @param file absolute path in the image
/// @param line the last line of a directive that continues over several, as httpd counts; 0 for
///     the whole file
/// @param layer index of the layer that wrote the file, -1 where none did
record Place(String file, int line, int layer) {
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
