@NullMarked
package io.breakwater.server.background;

import org.jspecify.annotations.NullMarked;
