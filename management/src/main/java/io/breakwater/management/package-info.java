/// The registry management API, `/api/v1`: images, tags, namespaces, quotas, retention and the
/// trash, in the words of the service whose clients are to work here.
@NullMarked
package io.breakwater.management;

import org.jspecify.annotations.NullMarked;
