/// Checks of all that a registry keeps.
@NullMarked
package io.breakwater.registry.check;

import org.jspecify.annotations.NullMarked;
