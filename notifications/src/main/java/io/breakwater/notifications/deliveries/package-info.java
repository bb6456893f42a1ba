/// How subscriptions are told: what is due is grouped into notices, sent through channels, tried
/// again for a day, and then kept for somebody to look at.
@NullMarked
package io.breakwater.notifications.deliveries;

import org.jspecify.annotations.NullMarked;
