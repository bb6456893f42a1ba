/// Content by key: files or objects.
@NullMarked
package io.breakwater.store.blobs;

import org.jspecify.annotations.NullMarked;
