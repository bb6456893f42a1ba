/// The log of events, and who is to be told of each: both written at once, so that nothing is
/// told that did not happen, and nothing happens that is not told.
@NullMarked
package io.breakwater.notifications.announcements;

import org.jspecify.annotations.NullMarked;
