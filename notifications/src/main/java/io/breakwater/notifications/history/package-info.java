/// What became of images: the events of one, what changed since a time and why, and what images
// were
/// like day by day.
@NullMarked
package io.breakwater.notifications.history;

import org.jspecify.annotations.NullMarked;
