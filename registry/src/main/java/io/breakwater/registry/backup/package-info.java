/// Copies of a registry, made while it works, and registries made of such copies.
@NullMarked
package io.breakwater.registry.backup;

import org.jspecify.annotations.NullMarked;
