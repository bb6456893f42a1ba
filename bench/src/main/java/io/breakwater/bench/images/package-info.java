/// A registry of very many images, in the metadata alone: what `bench/images.sh` makes and
// measures.
@NullMarked
package io.breakwater.bench.images;

import org.jspecify.annotations.NullMarked;
