/// What the stores have in common: they hold header blobs under numbers, and they can be damaged.
@NullMarked
package io.breakwater.rpmdb.blob;

import org.jspecify.annotations.NullMarked;
