/// Work beside the requests: each [Job] in steps, at intervals, on every server or on the one
/// that holds the lease.
@NullMarked
package io.breakwater.server.background;

import org.jspecify.annotations.NullMarked;
