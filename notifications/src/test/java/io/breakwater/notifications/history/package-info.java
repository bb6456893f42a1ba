/// History and day counts, on a store.
@NullMarked
package io.breakwater.notifications.history;

import org.jspecify.annotations.NullMarked;
