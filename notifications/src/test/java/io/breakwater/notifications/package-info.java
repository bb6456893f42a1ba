/// Tests.
@NullMarked
package io.breakwater.notifications;

import org.jspecify.annotations.NullMarked;
