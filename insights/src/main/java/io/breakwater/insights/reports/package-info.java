/// What is said of one image, in every format: its report, its fix plan, why an issue is one, and
// how it differs from another image.
@NullMarked
package io.breakwater.insights.reports;

import org.jspecify.annotations.NullMarked;
