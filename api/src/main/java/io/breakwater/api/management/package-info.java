/// Settings of namespaces that are this registry's own (`/api/v2`).
@NullMarked
package io.breakwater.api.management;

import org.jspecify.annotations.NullMarked;
