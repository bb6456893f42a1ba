/// Content as files in a folder of one process:
/// [io.breakwater.store.blobs.files.FileBlobStore].
@NullMarked
package io.breakwater.store.blobs.files;

import org.jspecify.annotations.NullMarked;
