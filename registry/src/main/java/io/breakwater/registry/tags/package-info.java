/// Lists of tags.
@NullMarked
package io.breakwater.registry.tags;

import org.jspecify.annotations.NullMarked;
