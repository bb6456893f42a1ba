/// Fetches the feeds from their publishers or a mirror. Loaded only when somebody asks for it.
@NullMarked
package io.breakwater.advisories.update;

import org.jspecify.annotations.NullMarked;
