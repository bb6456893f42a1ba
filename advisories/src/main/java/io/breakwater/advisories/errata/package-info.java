/// Reads the errata of AlmaLinux and Rocky Linux into rows.
@NullMarked
package io.breakwater.advisories.errata;

import org.jspecify.annotations.NullMarked;
