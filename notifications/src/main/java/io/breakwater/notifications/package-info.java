/// What changed for images that are tagged, and whom it is told: events (CloudEvents 1.0),
/// subscriptions with their filters, and deliveries that are tried until they succeed or are
/// given up for somebody to look at.
@NullMarked
package io.breakwater.notifications;

import org.jspecify.annotations.NullMarked;
