/// Management of namespaces and of the trash, as clients of IBM Cloud Container Registry's
/// interface (`/api/v1`) expect it, and settings that are this registry's own (`/api/v2`).
@NullMarked
package io.breakwater.api.management;

import org.jspecify.annotations.NullMarked;
