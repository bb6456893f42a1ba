/// The list of repositories.
@NullMarked
package io.breakwater.registry.catalog;

import org.jspecify.annotations.NullMarked;
