/// Which distribution release an image is: release files, and what else tells where they are
/// missing or contradict each other.
@NullMarked
package io.breakwater.inventory.release;

import org.jspecify.annotations.NullMarked;
