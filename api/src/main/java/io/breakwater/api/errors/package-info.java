/// What refusals look like: the distribution specification's JSON, and one place that knows
/// which status goes with what.
@NullMarked
package io.breakwater.api.errors;

import org.jspecify.annotations.NullMarked;
