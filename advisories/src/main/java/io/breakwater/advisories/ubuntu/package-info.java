/// Reads Ubuntu's OSV records into rows.
@NullMarked
package io.breakwater.advisories.ubuntu;

import org.jspecify.annotations.NullMarked;
