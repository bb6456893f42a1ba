/// One image in depth: its history, layers, configuration, platforms and referrers.
@NullMarked
package io.breakwater.insights.images.details;

import org.jspecify.annotations.NullMarked;
