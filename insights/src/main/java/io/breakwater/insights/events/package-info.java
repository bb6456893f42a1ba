/// Events and who is told of them, under `/api/v2/events` and `/api/v2/subscriptions`: for
/// Managers of the account.
@NullMarked
package io.breakwater.insights.events;

import org.jspecify.annotations.NullMarked;
