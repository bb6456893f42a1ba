/// Stores that fail now and then.
@NullMarked
package io.breakwater.server.failing;

import org.jspecify.annotations.NullMarked;
