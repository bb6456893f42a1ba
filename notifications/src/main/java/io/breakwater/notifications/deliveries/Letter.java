package io.breakwater.notifications.deliveries;

import io.breakwater.notifications.events.Event;

/// A notice that is to be sent now.
///
/// @param place of its event in the log, by which the delivery is known
/// @param failed attempts until now
record Letter(long place, Event event, int failed) {}
