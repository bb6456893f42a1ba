/// Who asks, and whether they may: each route declares what it needs, and is reached only by
/// those who have it.
@NullMarked
package io.breakwater.api.access;

import org.jspecify.annotations.NullMarked;
