/// Names of repositories and tags, and references to manifests, as the distribution
/// specification allows them. What does not match never reaches a store.
@NullMarked
package io.breakwater.registry.names;

import org.jspecify.annotations.NullMarked;
