/// Telling by e-mail.
@NullMarked
package io.breakwater.notifications.mail;

import org.jspecify.annotations.NullMarked;
