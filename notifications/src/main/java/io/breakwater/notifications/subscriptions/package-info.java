/// Who wants to be told of what: subscriptions with their filters and targets.
@NullMarked
package io.breakwater.notifications.subscriptions;

import org.jspecify.annotations.NullMarked;
