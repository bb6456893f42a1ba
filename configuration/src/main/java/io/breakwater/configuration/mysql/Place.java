package io.breakwater.configuration.mysql;

/// Where something is written.
///
/// @param file as the server opens it
/// @param line from 1, 0 for the whole file
/// @param layer index of the layer that wrote the file, -1 where none did
record Place(String file, int line, int layer) {
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
