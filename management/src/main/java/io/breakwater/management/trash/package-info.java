/// What was deleted and can come back.
@NullMarked
package io.breakwater.management.trash;

import org.jspecify.annotations.NullMarked;
