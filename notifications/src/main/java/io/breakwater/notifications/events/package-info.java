/// What happened to images and exemptions, as values, and as CloudEvents 1.0 to those who listen.
@NullMarked
package io.breakwater.notifications.events;

import org.jspecify.annotations.NullMarked;
