/// Namespaces: whose they are, who may pull, what they may use, which of their tags stay.
@NullMarked
package io.breakwater.registry.namespaces;

import org.jspecify.annotations.NullMarked;
