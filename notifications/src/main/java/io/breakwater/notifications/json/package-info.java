/// JSON objects as they are kept and sent: small, of limited depth, without a member twice.
@NullMarked
package io.breakwater.notifications.json;

import org.jspecify.annotations.NullMarked;
