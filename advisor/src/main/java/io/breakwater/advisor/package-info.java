/// Judges an inventory against the advisories: pure functions over values, no clock, files
/// or network.
@NullMarked
package io.breakwater.advisor;

import org.jspecify.annotations.NullMarked;
