/// What the server counts, as Prometheus reads it. `docs/metrics.md` is the table in [Metric],
/// checked by a test.
@NullMarked
package io.breakwater.server.metrics;

import org.jspecify.annotations.NullMarked;
