/// What bounds questions to the advisories.
@NullMarked
package io.breakwater.insights.advisories;

import org.jspecify.annotations.NullMarked;
