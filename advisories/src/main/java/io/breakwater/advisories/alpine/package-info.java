/// Reads Alpine's security database into rows.
@NullMarked
package io.breakwater.advisories.alpine;

import org.jspecify.annotations.NullMarked;
