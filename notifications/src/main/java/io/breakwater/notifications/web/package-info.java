/// Telling by HTTP: signed webhooks and messages for Slack, sent to addresses that are looked at
/// before they are connected to.
@NullMarked
package io.breakwater.notifications.web;

import org.jspecify.annotations.NullMarked;
