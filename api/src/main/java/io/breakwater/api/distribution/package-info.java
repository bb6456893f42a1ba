/// The OCI distribution specification 1.1 (`/v2/`), one class an endpoint. Decides nothing: it
/// turns requests into calls of the registry and what those say into answers.
@NullMarked
package io.breakwater.api.distribution;

import org.jspecify.annotations.NullMarked;
