/// Deleted manifests, which come back with their tags for some weeks.
@NullMarked
package io.breakwater.registry.trash;

import org.jspecify.annotations.NullMarked;
