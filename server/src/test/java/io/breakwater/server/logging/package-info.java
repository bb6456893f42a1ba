@NullMarked
package io.breakwater.server.logging;

import org.jspecify.annotations.NullMarked;
