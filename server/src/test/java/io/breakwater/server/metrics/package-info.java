@NullMarked
package io.breakwater.server.metrics;

import org.jspecify.annotations.NullMarked;
