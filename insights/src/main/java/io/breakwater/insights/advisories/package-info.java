/// The advisories in use: their feeds and ages, what each release's feeds can tell, and what is
// said of one issue.
@NullMarked
package io.breakwater.insights.advisories;

import org.jspecify.annotations.NullMarked;
