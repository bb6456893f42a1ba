/// Blobs of repositories that are there already: to be read, mounted and deleted.
@NullMarked
package io.breakwater.registry.blobs;

import org.jspecify.annotations.NullMarked;
