/// The JSON that callers send, read with limits.
@NullMarked
package io.breakwater.management.bodies;

import org.jspecify.annotations.NullMarked;
