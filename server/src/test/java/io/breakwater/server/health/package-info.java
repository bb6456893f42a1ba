@NullMarked
package io.breakwater.server.health;

import org.jspecify.annotations.NullMarked;
