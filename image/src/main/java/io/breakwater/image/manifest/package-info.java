/// The JSON documents of an image: manifest, index, configuration.
///
/// Read by streaming, within limits on size, depth and number of tokens; duplicate keys are
/// refused, because two readers would see two images. Nothing here opens a file or a connection.
@NullMarked
package io.breakwater.image.manifest;

import org.jspecify.annotations.NullMarked;
