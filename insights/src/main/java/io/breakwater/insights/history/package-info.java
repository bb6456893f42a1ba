/// What became of images, for everybody who may read their reports: the history of one, what
/// changed since a time and why, and what images were like day by day.
@NullMarked
package io.breakwater.insights.history;

import org.jspecify.annotations.NullMarked;
