/// Reads Debian's security tracker and its lists of notices into rows.
@NullMarked
package io.breakwater.advisories.debian;

import org.jspecify.annotations.NullMarked;
