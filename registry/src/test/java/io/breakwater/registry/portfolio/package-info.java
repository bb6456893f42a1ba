@NullMarked
package io.breakwater.registry.portfolio;

import org.jspecify.annotations.NullMarked;
