/// Whether the server can work, and what is missing.
@NullMarked
package io.breakwater.server.health;

import org.jspecify.annotations.NullMarked;
