/// What changed for tagged images: their issues of now held against those that were last told.
@NullMarked
package io.breakwater.notifications.changes;

import org.jspecify.annotations.NullMarked;
