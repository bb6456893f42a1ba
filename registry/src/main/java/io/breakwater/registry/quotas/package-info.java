/// What an account may keep and pull, and what it does.
@NullMarked
package io.breakwater.registry.quotas;

import org.jspecify.annotations.NullMarked;
