/// Where images come from: OCI layouts and archives, docker-archives, directories, standard
/// input, registries.
///
/// [io.breakwater.image.source.ImageLocation] says where, as people type it;
/// [io.breakwater.image.source.ImageSource] opens it into
/// [io.breakwater.image.source.OpenedImages]. Each place offers its documents and blobs as
/// `Contents`; `ManifestWalk` goes from the first descriptor to the images of the wanted
/// platform.
@NullMarked
package io.breakwater.image.source;

import org.jspecify.annotations.NullMarked;
