/// Copies of images between registries, with everything that refers to them.
@NullMarked
package io.breakwater.cli.cr.copying;

import org.jspecify.annotations.NullMarked;
