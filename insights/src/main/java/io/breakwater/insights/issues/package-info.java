/// Where an issue is, among all images that the caller may see.
@NullMarked
package io.breakwater.insights.issues;

import org.jspecify.annotations.NullMarked;
