/// One image in depth: every step of its history with the layer that it made, its configuration,
/// its platforms, what refers to it.
@NullMarked
package io.breakwater.registry.images.details;

import org.jspecify.annotations.NullMarked;
