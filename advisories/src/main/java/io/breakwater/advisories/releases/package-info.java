/// The releases of the supported distributions: names, dates, ends of support.
@NullMarked
package io.breakwater.advisories.releases;

import org.jspecify.annotations.NullMarked;
