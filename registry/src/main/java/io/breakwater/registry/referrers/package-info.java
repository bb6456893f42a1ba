/// Lists of what refers to a manifest: signatures, bills of materials, attestations.
@NullMarked
package io.breakwater.registry.referrers;

import org.jspecify.annotations.NullMarked;
