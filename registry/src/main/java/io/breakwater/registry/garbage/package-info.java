/// Removes what nothing needs any more, beside pushes.
@NullMarked
package io.breakwater.registry.garbage;

import org.jspecify.annotations.NullMarked;
