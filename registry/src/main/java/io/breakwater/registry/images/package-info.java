/// Images of repositories as people look at them: their names, lists of them with tags, age and
/// size, and what one says of itself.
@NullMarked
package io.breakwater.registry.images;

import org.jspecify.annotations.NullMarked;
