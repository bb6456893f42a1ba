/// Where clients fetch tokens.
@NullMarked
package io.breakwater.api.identity;

import org.jspecify.annotations.NullMarked;
