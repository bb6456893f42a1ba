/// Events and subscriptions over a running server.
@NullMarked
package io.breakwater.server.notifications;

import org.jspecify.annotations.NullMarked;
