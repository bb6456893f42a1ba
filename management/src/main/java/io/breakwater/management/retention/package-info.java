/// How many images of each repository are kept.
@NullMarked
package io.breakwater.management.retention;

import org.jspecify.annotations.NullMarked;
