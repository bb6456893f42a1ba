/// The `breakwater` command: the only place that prints, reads the clock and the environment.
@NullMarked
package io.breakwater.cli;

import org.jspecify.annotations.NullMarked;
